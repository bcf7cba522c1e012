/** The recordings that the server's own tests keep: a stale desk and its frames give a fresh desk here, too. */
import { describe, expect, it } from "vitest";
import type { Shown, Snapshot, ToConsole, Waiting } from "../shared/protocol";
import { reduce, stored, type Desk } from "./state";

interface Page {
  readonly stale: readonly ToConsole[];
  readonly frames: readonly ToConsole[];
  readonly fresh: readonly Snapshot[];
  readonly said: Readonly<Record<string, Pick<Shown, "author" | "text" | "name" | "delivery">>>;
}

const DESKS = ["desk", "other_window", "colleague"] as const;
type Recording = Record<(typeof DESKS)[number], Page>;

const recordings = import.meta.glob<Recording>("../../../tests/replay/fixtures/*.json", { eager: true, import: "default" });

function replay({ stale, said }: Page, frames: readonly ToConsole[]): Desk | null {
  return [...stale, ...frames].reduce<Desk | null>((desk, frame) => {
    const words = frame.type === "ack" ? said[frame.id] : undefined;
    if (frame.type === "ack" && desk !== null && words !== undefined) return stored(desk, frame, words);
    return reduce(desk, frame);
  }, null);
}

/** What a desk shows, with the defaults that the wire leaves out. */
function shows(desk: Desk | null) {
  if (desk === null) throw new Error("there was no snapshot");
  const { me, team } = desk;
  const queue = desk.queue.map((row): Waiting => ({ offered: false, again: false, risk: 0, ...row }));
  const messages = (list: readonly Shown[]) => list.map((shown) => ({ name: "", cause: "", ...shown }));
  const views = desk.conversations.map((view) => [
    view.conversation,
    { presence: "here", risk: 0, kept: "", again: false, ...view, messages: messages(view.messages) },
  ]);
  const offers = Object.fromEntries(desk.offers.map((offer) => [offer.conversation, offer]));
  return { me, team, queue, conversations: Object.fromEntries(views), offers };
}

it("has recordings to play", () => {
  expect(Object.keys(recordings)).not.toEqual([]);
});

describe.each(Object.entries(recordings))("%s", (_, pages) => {
  it.each(DESKS)("brings the %s up to date", (who) => {
    const page = pages[who];
    const twice = page.frames.flatMap((frame) => [frame, frame]);
    const fresh = shows(page.fresh.reduce<Desk | null>(reduce, null));
    expect(shows(replay(page, page.frames))).toEqual(fresh);
    expect(shows(replay(page, twice))).toEqual(fresh);
  });
});
