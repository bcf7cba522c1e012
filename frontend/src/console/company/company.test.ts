/** Who reads along with whom, what is whispered, and what is remembered until it was read. */
import { describe, expect, it } from "vitest";
import type { Companion, FromConsole } from "../../shared/protocol";
import { message, NEWCOMER, NOON, shown, snapshot, TALK, view } from "../frames";
import { reduce } from "../state";
import { askedIn, guestOf, mineIn, others, whispers } from "./company";
import { Visits } from "./visits";

function companion(over: Partial<Companion> = {}): Companion {
  return { conversation: TALK, who: "ben", name: "Ben", part: "guest", by: "Robin", channel: "web", locale: "en", here: true, ...over };
}

describe("company", () => {
  it("is one's own only where one has come", () => {
    const asked = companion({ mine: true, here: false, until: NOON });
    expect(mineIn([asked], TALK)).toBeUndefined();
    expect(mineIn([companion()], TALK)).toBeUndefined();
    expect(mineIn([companion({ mine: true })], TALK)?.name).toBe("Ben");
  });

  it("has one guest and any number who watch", () => {
    const all = [companion({ part: "watch", name: "Dana" }), companion(), companion({ conversation: NEWCOMER })];
    expect(guestOf(all, TALK)?.name).toBe("Ben");
    expect(others(all, TALK).map(({ name }) => name)).toEqual(["Dana", "Ben"]);
  });

  it("asks, the soonest to lapse first", () => {
    const later = companion({ mine: true, here: false, until: NOON + 9 });
    const sooner = companion({ mine: true, here: false, until: NOON + 5, conversation: NEWCOMER });
    expect(askedIn([later, sooner, companion({ mine: true })])).toEqual([sooner, later]);
  });

  it("is re-sent whole, and a fresh snapshot rules", () => {
    const desk = reduce(null, snapshot({ company: [companion()] }));
    expect(desk?.company).toEqual([companion()]);
    expect(reduce(desk, { type: "company", company: [] })?.company).toEqual([]);
    expect(reduce(desk, snapshot())?.company).toEqual([]);
  });
});

describe("a whisper", () => {
  const hearing = { me: "Robin", company: [companion()], base: 4, read: 0 };
  const note = (seq: number, name: string) => shown(seq, { author: "note", name });

  it("is a note of somebody else, new or by who is beside", () => {
    const talk = view({ messages: [note(1, "Noor"), note(2, "Ben"), note(3, "Robin"), shown(5), note(6, "Noor")] });
    expect(whispers(talk, hearing).map(({ seq }) => seq)).toEqual([2, 6]);
  });

  it("is gone once it was read", () => {
    const talk = view({ messages: [note(2, "Ben"), note(6, "Ben")] });
    expect(whispers(talk, { ...hearing, read: 2 }).map(({ seq }) => seq)).toEqual([6]);
    expect(whispers(talk, { ...hearing, read: 6 })).toEqual([]);
  });

  it("of a desk arrives as a message", () => {
    const desk = reduce(reduce(null, snapshot()), message(9, { author: "note", name: "Dana", text: "Ask about tonight." }));
    const talk = desk?.conversations.find(({ conversation }) => conversation === TALK);
    expect(talk === undefined ? [] : whispers(talk, { ...hearing, company: [] }).map(({ text }) => text)).toEqual(["Ask about tonight."]);
  });
});

describe("what is done", () => {
  it("goes out without empty notes and reasons", () => {
    const sent: FromConsole[] = [];
    const visits = new Visits((frame) => { sent.push(frame); return true; });
    visits.invite(TALK, "ben", "");
    visits.reassign(TALK, "ben", "a reason");
    expect(sent).toEqual([
      { type: "invite", conversation: TALK, to: "ben" },
      { type: "reassign", conversation: TALK, to: "ben", reason: "a reason" },
    ]);
  });

  it("brings to the front what one comes to, once", () => {
    const visits = new Visits(() => true);
    visits.answer(TALK, true);
    expect([visits.coming.arrived(NEWCOMER), visits.coming.arrived(TALK), visits.coming.arrived(TALK)]).toEqual([false, true, false]);
    visits.answer(TALK, false);
    expect(visits.coming.arrived(TALK)).toBe(false);
  });

  it("tells by whom a conversation was given", () => {
    const visits = new Visits(() => true);
    visits.hear({ type: "conversation", view: view(), given_by: "Dana" });
    visits.hear({ type: "conversation", view: view() });
    expect(visits.gifts.value).toEqual([{ handle: "Quiet Heron", name: "Dana" }]);
  });
});
