/** A snapshot and later frames give a fresh snapshot, in whatever order and however often they come. */
import { describe, expect, it } from "vitest";
import type { Snapshot, ToConsole } from "../shared/protocol";
import { message, NEWCOMER, NOON, shown, snapshot, step, TALK, TEXTER, texter, view } from "./frames";
import { find, have, reduce, stored, type Desk } from "./state";

function after(...frames: ToConsole[]): Desk {
  const desk = frames.reduce<Desk | null>(reduce, null);
  if (desk === null) throw new Error("no snapshot among the frames");
  return desk;
}

/** What a snapshot shows of a desk; facts, seats and typing are this page's own. */
function shows({ me, queue, team, offers, conversations }: Desk | Snapshot) {
  return { me, queue, team, offers, conversations: [...conversations].sort((a, b) => a.conversation.localeCompare(b.conversation)) };
}

const ourText = shown(2, { author: "counsellor", name: "Robin", delivery: "queued" });

describe("the desk's reducer", () => {
  it("waits for a snapshot", () => {
    expect(reduce(null, message(3))).toBeNull();
    expect(reduce(null, { type: "queue", queue: [] })).toBeNull();
  });

  it("equals a fresh snapshot after later frames", () => {
    const desk = after(
      snapshot({ conversations: [view(), texter({ messages: [ourText] })] }),
      message(3),
      step(4, "flagged", { risk: 2 }),
      message(5, { author: "counsellor", name: "Robin", id: NEWCOMER }),
      step(6, "ended", { state: "wrap_up" }),
      step(3, "delivery", { conversation: TEXTER, message: 2, delivery: "delivered" }),
      { type: "queue", queue: [{ channel: "web", locale: "fr", since: NOON }] },
    );
    const fresh = after(
      snapshot({
        queue: [{ channel: "web", locale: "fr", since: NOON }],
        conversations: [
          view({
            seq: 6, state: "wrap_up", risk: 2, held: true, was_high: true, presence: "left",
            messages: [shown(1), shown(2), shown(3), shown(5, { author: "counsellor", name: "Robin", id: NEWCOMER })],
          }),
          texter({ seq: 3, messages: [{ ...ourText, delivery: "delivered" }] }),
        ],
      }),
    );
    expect(shows(desk)).toEqual(shows(fresh));
  });

  it("changes nothing for a frame that comes twice", () => {
    const frames: ToConsole[] = [message(3), step(4, "flagged", { risk: 1 }), step(5, "exited")];
    const once = after(snapshot(), ...frames);
    expect(after(snapshot(), ...frames, ...frames, ...frames)).toEqual(once);
  });

  it("ignores steps that the snapshot holds already", () => {
    const desk = after(snapshot(), step(2, "ended", { state: "wrap_up" }));
    expect(find(desk, TALK)?.state).toBe("active");
  });

  it("puts late words at their number and lets a late step change no newer state", () => {
    const desk = after(snapshot(), step(6, "ended", { state: "wrap_up" }), message(4), message(3), step(5, "flagged", { risk: 3 }));
    expect(find(desk, TALK)?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(find(desk, TALK)?.state).toBe("wrap_up");
    expect(desk.facts[TALK]?.map(({ seq }) => seq)).toEqual([5, 6]);
  });

  it("never misses a quick exit, even one that was overtaken", () => {
    const desk = after(snapshot(), step(5, "ended", { state: "wrap_up" }), step(4, "exited"));
    expect(find(desk, TALK)?.presence).toBe("left_in_a_hurry");
  });

  it("keeps older words when a snapshot brings only the later ones", () => {
    const desk = after(snapshot(), snapshot({ conversations: [view({ seq: 3, messages: [shown(3)] })] }));
    expect(find(desk, TALK)?.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(find(desk, TEXTER)).toBeUndefined();
  });

  it("moves a text's fate only forward", () => {
    const texts = texter({ seq: 2, messages: [shown(2, { author: "counsellor", delivery: "queued" })] });
    const fate = (...frames: ToConsole[]) => find(after(snapshot({ conversations: [texts] }), ...frames), TEXTER)?.messages[0];
    const moved = (seq: number, delivery: "queued" | "not_confirmed" | "sent" | "delivered" | "not_delivered", cause = "") =>
      step(seq, "delivery", { conversation: TEXTER, message: 2, delivery, cause });
    expect(fate(moved(3, "sent"))?.delivery).toBe("sent");
    expect(fate(moved(4, "delivered"), moved(3, "sent"))?.delivery).toBe("delivered");
    expect(fate(moved(3, "not_confirmed"))?.delivery).toBe("not_confirmed");
    expect(fate(moved(3, "not_confirmed"), moved(4, "sent"))?.delivery).toBe("sent");
    expect(fate(moved(3, "queued", "account"))).toMatchObject({ delivery: "queued", cause: "account" });
    expect(fate(moved(3, "queued", "account"), moved(4, "queued", "too_fast"))?.cause).toBe("too_fast");
    expect(fate(moved(3, "queued", "account"), moved(4, "sent"))?.cause).toBeUndefined();
    expect(fate(moved(3, "sent"), moved(4, "queued", "account"))).toMatchObject({ delivery: "sent" });
    expect(fate(moved(3, "not_delivered", "phone_off"))).toMatchObject({ delivery: "not_delivered", cause: "phone_off" });
  });

  it("takes a conversation in and its offer out", () => {
    const offer = { conversation: NEWCOMER, channel: "web", locale: "en", since: NOON, until: NOON + 30_000 } as const;
    const desk = after(snapshot(), { type: "offer", ...offer }, { type: "conversation", view: view({ conversation: NEWCOMER }) });
    expect(desk.offers).toEqual([]);
    expect(desk.slots).toEqual([TALK, TEXTER, NEWCOMER]);
  });

  it("lets go of a conversation or an offer that is gone, and moves nobody", () => {
    const desk = after(snapshot(), step(3, "transferred", { state: "waiting", gone: true }));
    expect(desk.slots).toEqual([null, TEXTER]);
    expect(after(snapshot(), { type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: NOON, until: NOON },
      step(3, "offer_lapsed", { conversation: NEWCOMER, state: "waiting", gone: true })).offers).toEqual([]);
  });

  it("is back in the talk when the seeker returns", () => {
    const desk = after(snapshot(), step(3, "ended", { state: "wrap_up" }), step(4, "seeker_returned"));
    expect(find(desk, TALK)).toMatchObject({ state: "active", presence: "here" });
  });

  it("takes erased words off the screen", () => {
    expect(find(after(snapshot(), step(3, "erased")), TALK)?.messages).toEqual([]);
  });

  it("stops showing that somebody writes once they have written", () => {
    const desk = after(snapshot(), { type: "typing", conversation: TALK, on: true }, message(3));
    expect(desk.typing[TALK]).toBe(false);
  });
});

describe("our own words, acknowledged", () => {
  const ack = { type: "ack", conversation: TALK, id: NEWCOMER, seq: 5, at: NOON } as const;
  const words = { author: "counsellor", text: "Take your time.", name: "Robin" } as const;

  it("stand at their number, and words that overtook nobody are still fetched", () => {
    const desk = stored(after(snapshot()), ack, words);
    expect(find(desk, TALK)?.messages.at(-1)).toMatchObject({ seq: 5, text: "Take your time." });
    expect(have(desk)[TALK]).toBe(2);
    expect(find(reduce(desk, message(4)), TALK)?.messages.map(({ seq }) => seq)).toEqual([1, 2, 4, 5]);
  });

  it("stand there once, whether the ack or the message comes first", () => {
    const echo = message(5, { author: "counsellor", text: words.text, name: "Robin", id: NEWCOMER });
    const desk = reduce(stored(after(snapshot()), ack, words), echo);
    expect(find(desk, TALK)?.messages).toHaveLength(3);
    expect(find(stored(after(snapshot(), echo), ack, words), TALK)?.messages).toHaveLength(3);
  });
});

describe("what the next hello says we have", () => {
  it("is the last number, but asks again for texts whose fate is open", () => {
    const messages = [shown(1), shown(2, { author: "counsellor", delivery: "sent" }), shown(3)];
    expect(have(after(snapshot({ conversations: [view(), texter({ seq: 4, messages })] })))).toEqual({ [TALK]: 2, [TEXTER]: 1 });
    expect(have(null)).toEqual({});
  });
});
