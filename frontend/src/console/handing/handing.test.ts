/** Who may be asked, in which order, and what is remembered of a question until its answer is here. */
import { describe, expect, it, vi } from "vitest";
import type { Ask, Colleague, FromConsole } from "../../shared/protocol";
import { NEWCOMER, NOON, snapshot, step, TALK } from "../frames";
import { reduce } from "../state";
import { candidates, type Load } from "./able";
import { askedFrom, askedHere, Handing } from "./handing";

const ME = { id: "me", risk_weight: 2 };
const CHAT: Load = { locale: "en", live: true };

function person(name: string, over: Partial<Colleague> = {}): Colleague {
  return { id: name, name, status: "here", held: 0, capacity: 3, languages: ["en", "fr"], skills: [""], live_room: 2, text_room: 1, ...over };
}

function ask(over: Partial<Ask> = {}): Ask {
  return { conversation: TALK, name: "Noor", channel: "web", locale: "en", since: NOON, until: NOON + 60_000, ...over };
}

describe("who may be asked", () => {
  it.each<[string, Partial<Colleague>, string | null]>([
    ["is here and has room", {}, null],
    ["rests", { status: "resting" }, "resting"],
    ["speaks another language", { languages: ["fr"] }, "language"],
    ["is a peer", { skills: ["peer"] }, "skill"],
    ["has no room for a chat", { live_room: 0 }, "full"],
    ["has room for nothing but a chat", { live_room: 1, text_room: 0 }, null],
  ])("somebody who %s", (_, over, unable) => {
    expect(candidates([person("Noor", over)], ME, CHAT)).toEqual([{ person: person("Noor", over), unable }]);
  });

  it("is neither oneself nor anybody away", () => {
    expect(candidates([person("me"), person("Noor", { status: "away" })], ME, CHAT)).toEqual([]);
  });

  it.each<[string, Partial<Load>, string | null]>([
    ["a text", { live: false }, null],
    ["a high risk that fits", { risk: 2 }, null],
    ["a high risk by text", { risk: 3, live: false }, "full"],
    ["what asks for housing", { skill: "housing" }, "skill"],
    ["French", { locale: "fr" }, null],
  ])("or not, for %s", (_, load, unable) => {
    expect(candidates([person("Noor")], ME, { ...CHAT, ...load })[0]?.unable).toBe(unable);
  });

  it("stands in order: those who can, the least loaded first", () => {
    const team = [person("full", { held: 3, live_room: 0 }), person("busy", { held: 2 }), person("free")];
    expect(candidates(team, ME, CHAT).map((each) => each.person.name)).toEqual(["free", "busy", "full"]);
  });
});

describe("what is asked", () => {
  it("is asked here or from here, the soonest to lapse first", () => {
    const asks = [ask({ until: NOON + 9 }), ask({ conversation: NEWCOMER, until: NOON + 5 }), ask({ mine: true, name: "Ben" })];
    expect(askedHere(asks).map(({ until }) => until)).toEqual([NOON + 5, NOON + 9]);
    expect(askedFrom(asks, TALK)?.name).toBe("Ben");
    expect(askedFrom(asks, NEWCOMER)).toBeUndefined();
  });

  it("is re-sent whole, and a fresh snapshot rules", () => {
    const desk = reduce(null, snapshot({ asks: [ask()] }));
    expect(desk?.asks).toEqual([ask()]);
    expect(reduce(desk, { type: "asks", asks: [] })?.asks).toEqual([]);
    expect(reduce(desk, snapshot())?.asks).toEqual([]);
  });

  it("goes out without an empty note", () => {
    const sent: FromConsole[] = [];
    const handing = new Handing((frame) => { sent.push(frame); return true; });
    handing.ask(TALK, "Noor", "");
    handing.ask(TALK, "Noor", "Court on Monday.");
    expect(sent).toEqual([
      { type: "hand", conversation: TALK, to: "Noor" },
      { type: "hand", conversation: TALK, to: "Noor", note: "Court on Monday." },
    ]);
  });
});

describe("a yes", () => {
  it("brings the conversation to the front once", () => {
    const handing = new Handing(() => true);
    handing.answer(TALK, true);
    expect([handing.coming.arrived(NEWCOMER), handing.coming.arrived(TALK), handing.coming.arrived(TALK)]).toEqual([false, true, false]);
  });

  it.each([["a no", true, false], ["no line", false, true]])("brings nothing to the front after %s", (_, line, yes) => {
    const handing = new Handing(vi.fn(() => line));
    handing.answer(TALK, yes);
    expect(handing.coming.arrived(TALK)).toBe(false);
  });

  it("of a colleague is told by name", () => {
    const handing = new Handing(() => true);
    const desk = reduce(null, snapshot({ asks: [ask({ mine: true, name: "Ben" })] }));
    handing.hear(step(9, "handed", { gone: true }), desk);
    handing.hear(step(9, "handed"), desk);
    handing.hear(step(9, "transferred", { gone: true }), desk);
    expect(handing.given.value).toEqual([{ handle: "Quiet Heron", name: "Ben" }]);
  });
});

it("takes the caret for nothing that was refused", () => {
  const handing = new Handing(() => true);
  handing.answer(TALK, true);
  handing.coming.turnedDown(NEWCOMER);
  handing.coming.turnedDown(TALK);
  expect(handing.coming.arrived(TALK)).toBe(false);
});
