/** A stale desk and the frames after it give what a fresh snapshot shows: read from the server's own recordings. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { DeskMessage, Shown, Snapshot, ToConsole, View, Waiting } from "../shared/protocol";
import { reduce, stored, type Desk } from "./state";
import { phoneOf } from "./texting/phone";

const RECORDINGS = join(import.meta.dirname, "../../../tests/replay/fixtures");
const PAGES = ["desk", "other_window", "colleague"] as const;

interface Recording {
  readonly stale: readonly ToConsole[];
  readonly frames: readonly ToConsole[];
  readonly fresh: readonly [Snapshot];
  /** What this window itself sent, by id; the server answers with the number only. */
  readonly said: Readonly<Record<string, Pick<DeskMessage, "author" | "text" | "name" | "delivery">>>;
}

function read(file: string): Readonly<Record<(typeof PAGES)[number], Recording>> {
  return JSON.parse(readFileSync(join(RECORDINGS, file), "utf8"));
}

function after(desk: Desk | null, frames: readonly ToConsole[], said: Recording["said"]): Desk | null {
  return frames.reduce((now, frame) => {
    const words = frame.type === "ack" ? said[frame.id] : undefined;
    if (now !== null && frame.type === "ack" && words !== undefined) return stored(now, frame, words);
    return reduce(now, frame);
  }, desk);
}

const shown = (message: Shown) => ({ name: "", cause: "", ...message });
const waiting = (row: Waiting) => ({ offered: false, again: false, risk: 0, why: [], skill: "", ...row });

/** All that is drawn of it. Who came first is the seats' business; `seq` may lag behind one's own words. */
function seen(desk: Desk | null): unknown {
  const view = ({ seq: _, ...rest }: View) => ({
    presence: "here", risk: 0, kept: "", again: false, pictures: [], unready: false, why: [], ...rest,
    messages: rest.messages.map(shown), phone: phoneOf(rest),
  });
  return {
    me: desk?.me,
    queue: desk?.queue.map(waiting),
    team: desk?.team,
    channels: desk?.channels,
    health: desk?.health,
    door: { state: "open", ...desk?.door },
    closing: [desk?.closingBy, desk?.closingSince],
    asks: desk?.asks,
    company: desk?.company,
    aside: desk?.aside,
    offers: new Map(desk?.offers.map((offer) => [offer.conversation, offer])),
    conversations: new Map(desk?.conversations.map((each) => [each.conversation, view(each)])),
  };
}

describe.each(readdirSync(RECORDINGS))("%s", (file) => {
  const recorded = read(file);
  it.each(PAGES)("%s", (page) => {
    const { stale, frames, fresh, said } = recorded[page];
    const start = after(null, stale, said);
    const expected = seen(reduce(null, fresh[0]));
    expect(seen(after(start, frames, said))).toEqual(expected);
    const twice = frames.flatMap((frame) => [frame, frame]);
    expect(seen(after(start, twice, said))).toEqual(expected);
    // A line that was lost and found again: the fresh snapshot rules, whatever was known before.
    expect(seen(after(start, [...frames, fresh[0]], said))).toEqual(expected);
    expect(seen(after(start, fresh, said))).toEqual(expected);
  });
});
