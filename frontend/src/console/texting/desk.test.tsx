/** A conversation by text on the page: what holds, the question, the word, the number, the block, the health. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Phone, ToConsole, View } from "../../shared/protocol";
import { NOON, phone, shown, snapshot, step, TALK, TEXTER, texter, view } from "../frames";
import { Stage } from "../stage";
import { now, tick } from "../time";

const HOUR = 60 * 60_000;
const FIELD = `#c-${TEXTER}`;
const STRIP = `#strip-${TEXTER}`;
const PROBE = phone().probe ?? "";

let stage: Stage;

/** The desk with one texter in front, so long after their last words. */
function open(over: Partial<Phone> = {}, after = 2 * HOUR, talk: Partial<View> = {}): Stage {
  stage = new Stage(snapshot({ now: NOON + after, conversations: [view(), texter({ locale: "en", phone: phone(over), ...talk })] }));
  act(() => stage.store.go(TEXTER));
  return stage;
}

const refused = (code: Extract<ToConsole, { type: "refused" }>["code"], ref?: string): ToConsole =>
  ({ type: "refused", code, detail: "", conversation: TEXTER, ...(ref === undefined ? {} : { ref }) });

const happened = (seq: number, happening: Parameters<typeof step>[1], detail = "") =>
  step(seq, happening, { conversation: TEXTER, detail, at: NOON + 2 * HOUR });

beforeEach(() => { vi.useFakeTimers({ now: NOON }); });
afterEach(() => {
  stage.close();
  vi.useRealTimers();
});

describe("what holds of writing", () => {
  it("says nothing while it is safe", () => {
    open();
    expect(stage.text(STRIP).trim()).toBe("");
    stage.type("Hello", FIELD);
    stage.key("Enter");
    expect(stage.of("say")).toHaveLength(1);
  });

  it("sends nothing to who wants no texts, keeps the words, shows their last ones, and notes still work", () => {
    open({ stopped: true }, 0, { messages: [shown(1, { text: "he is here" }), shown(2, { text: "STOP" })] });
    stage.type("Are you safe?", FIELD);
    stage.key("Enter");
    expect([stage.of("say"), stage.find<HTMLTextAreaElement>(FIELD).value]).toEqual([[], "Are you safe?"]);
    expect(stage.text(STRIP)).toContain("They can text START.");
    expect(stage.text(`${STRIP} q`)).toBe("“he is here · STOP”");
    expect(stage.text(".composer.resting ~ *, .thread.is-focus .count")).toBe("They want no texts. Your words stay here.");
    stage.type("Texted STOP.", `#n-${TEXTER}`);
    stage.press("Keep note");
    expect(stage.of("note")).toHaveLength(1);
  });

  it("asks in one press, in the line's own words, keeps what is being written, and asks once", () => {
    open({ writing: "ask" });
    stage.type("The door is open until nine.", FIELD);
    stage.key("Enter");
    expect(stage.of("say")).toEqual([]);
    stage.press("Ask if it is a good time", STRIP);
    const [asked] = stage.of("say");
    expect(asked).toMatchObject({ text: PROBE, probe: true });
    expect(() => stage.button("Ask", STRIP)).toThrow();
    stage.hear({ type: "ack", conversation: TEXTER, id: asked?.id ?? "", seq: 3, at: NOON + 2 * HOUR });
    expect(stage.text(STRIP)).toContain("You asked at");
    expect(stage.find<HTMLTextAreaElement>(FIELD).value).toBe("The door is open until nine.");
    expect(document.activeElement).toBe(stage.find(FIELD));
  });

  it("opens with their answer", () => {
    open({ writing: "ask" });
    stage.hear({ type: "message", conversation: TEXTER, ...shown(3, { text: "yes", at: NOON + 2 * HOUR }) });
    stage.type("Good.", FIELD);
    stage.key("Enter");
    expect(stage.of("say").map(({ text }) => text)).toEqual(["Good."]);
    expect(stage.text(STRIP)).toContain("After that, ask first.");
  });

  it("gives words back with the reason when the server sees it otherwise, all of them in their order", () => {
    open({ writing: "hours", begins: 0, ends: 1 });
    for (const words of ["one", "two"]) {
      stage.type(words, FIELD);
      stage.key("Enter");
    }
    stage.hear(refused("not_these_hours", stage.of("say")[0]?.id));
    expect(stage.of("say")).toHaveLength(1);
    expect(stage.find<HTMLTextAreaElement>(FIELD).value).toBe("one\ntwo");
    expect(stage.text(".thread.is-focus .trouble:not([hidden])")).toContain("no texts at this time of day");
  });

  it("puts no question of the line's into the draft when it is turned down", () => {
    open({ writing: "ask" });
    stage.type("mine", FIELD);
    stage.press("Ask if it is a good time", STRIP);
    stage.hear(refused("opted_out", stage.of("say")[0]?.id));
    expect(stage.find<HTMLTextAreaElement>(FIELD).value).toBe("mine");
    expect(stage.text(".thread.is-focus .trouble:not([hidden])")).toBe("They want no more texts. They can text START.");
  });

  it("sends what is too long for one text in parts, each once and in order", () => {
    open();
    const words = `${"One sentence. ".repeat(100)}\n${"Another one. ".repeat(30)}`;
    stage.type(words, FIELD);
    stage.key("Enter");
    expect(stage.of("say")).toEqual([]);
    stage.press("Send in 2 parts");
    const [first] = stage.of("say");
    stage.hear({ type: "ack", conversation: TEXTER, id: first?.id ?? "", seq: 3, at: NOON });
    const parts = stage.of("say").map(({ text }) => text);
    expect(parts).toHaveLength(2);
    expect(parts.every((part) => part.length <= 1_600 && part.endsWith("."))).toBe(true);
    expect(stage.find<HTMLTextAreaElement>(FIELD).value).toBe("");
  });
});

describe("the length", () => {
  const count = () => stage.text(".thread.is-focus .count");

  it("is what leaves: three dots are three letters, and then it goes in parts that fit", () => {
    open();
    stage.type(`${"One sentence. ".repeat(114)}Oh……`, FIELD);
    expect(count()).toBe("4 too many to send at once.12 texts in all. Can it be shorter?");
    expect(() => stage.button("Send Enter", ".thread.is-focus")).toThrow();
    stage.key("Enter");
    expect(stage.of("say")).toEqual([]);
    stage.press("Send in 2 parts");
    stage.hear({ type: "ack", conversation: TEXTER, id: stage.of("say")[0]?.id ?? "", seq: 3, at: NOON });
    expect(stage.of("say").map(({ text }) => text)).toEqual(["One sentence. ".repeat(114).trim(), "Oh……"]);
  });

  it("says how many texts all its parts will be, and what makes it so", () => {
    open();
    stage.type("Ta sœur t’attend ; ça va peut-être mieux… ".repeat(40), FIELD);
    expect(stage.text(".thread.is-focus .count")).toBe(
      "159 too many to send at once.27 texts in all. Can it be shorter?“œ” “ç” “ê” make texts shorter: 67, not 153.",
    );
  });
});

describe("safe to write to?", () => {
  it("is set by one press, said in the head, and held while it is so already", () => {
    open();
    stage.press("Ask first", ".about");
    expect(stage.of("writing")).toEqual([{ type: "writing", conversation: TEXTER, writing: "ask" }]);
    stage.hear(happened(3, "writing", "ask"));
    expect(stage.text(`[data-conversation="${TEXTER}"] .chip.safe`)).toBe("Ask first");
    stage.press("Ask first", ".about");
    expect(stage.of("writing")).toHaveLength(1);
  });

  it("takes hours from two fields, past midnight too, and only when they are set", () => {
    open();
    stage.press("Set hours", ".about");
    expect(stage.of("writing")).toEqual([]);
    stage.type("22:00", ".hours label:nth-of-type(1) input");
    stage.type("00:00", ".hours label:nth-of-type(2) input");
    stage.press("Set these hours");
    expect(stage.of("writing")).toEqual([{ type: "writing", conversation: TEXTER, writing: "hours", begins: 1320, ends: 1440 }]);
  });

  it("says by whose clock, and what time it is there", () => {
    open({ zone: "America/Argentina/Buenos_Aires" });
    stage.press("Set hours", ".about");
    const there = new Date(NOON + 2 * HOUR - 3 * HOUR).toISOString().slice(11, 16);
    expect(stage.text(".hours .muted")).toBe(`In the line’s time: Buenos Aires, now ${there}. May pass midnight.`);
  });

  it.each(["", "Nowhere/Atlantis"])("says only that it is the line's where this browser knows no more: %j", (zone) => {
    open({ zone });
    stage.press("Set hours", ".about");
    expect(stage.text(".hours .muted")).toBe("In the line’s time. May pass midnight.");
  });

  it("takes no hours that are none", () => {
    open();
    stage.press("Set hours", ".about");
    stage.type("17:00", ".hours label:nth-of-type(1) input");
    stage.press("Set these hours");
    expect([stage.of("writing"), stage.text(".hours .trouble")]).toEqual([[], "Both times are the same."]);
  });

  it("says beside it why it could not be set", () => {
    open();
    stage.press("Never first", ".about");
    stage.hear(refused("over"));
    expect(stage.text(".about .trouble:not([hidden])")).toBe("This conversation is over.");
    expect(stage.store.mail.troubles.value).toEqual({});
  });

  it("has no place in a chat on the web", () => {
    open();
    act(() => stage.store.go(TALK));
    expect(stage.text(".about")).not.toMatch(/Safe to write|number|word between/);
  });
});

describe("after a long silence", () => {
  const back = { messages: [shown(1), shown(3, { at: NOON + 9 * HOUR })] };

  it("says how long it was, and offers the question until somebody has answered", () => {
    open({}, 9 * HOUR, back);
    expect(stage.text(".thread.is-focus .log")).toContain("9 hours later");
    stage.press("Ask if it is a good time", ".doubt");
    expect(stage.of("say")).toMatchObject([{ probe: true }]);
    expect(stage.place.querySelector(".doubt")).toBeNull();
  });

  it("asks for the word where there is one: wrong, then right", () => {
    open({ agreed: true }, 9 * HOUR, back);
    stage.press("Check the word", ".doubt");
    stage.type("grey crane", ".doubt input");
    stage.press("Compare", ".doubt");
    expect(stage.of("code")).toEqual([{ type: "code", conversation: TEXTER, word: "grey crane" }]);
    expect(stage.find<HTMLInputElement>(".doubt input").value).toBe("");
    stage.hear(happened(4, "not_matched"), refused("wrong_word"));
    expect(stage.text(".doubt .trouble")).toBe("That is not the word. It may be someone else.");
    stage.type("blue heron", ".doubt input");
    stage.press("Compare", ".doubt");
    stage.hear(happened(5, "matched"));
    expect(stage.place.querySelector(".doubt .fold")).toBeNull();
    expect(stage.text(".about")).toContain("The word fits.");
    expect(document.activeElement).toBe(stage.find(FIELD));
  });

  it("says how long to wait after too many words", () => {
    open({ agreed: true }, 9 * HOUR, back);
    stage.press("Check the word", ".doubt");
    stage.type("again", ".doubt input");
    stage.press("Compare", ".doubt");
    stage.hear(refused("too_many_tries"));
    expect(stage.text(".doubt .trouble")).toBe("Too many wrong words. Try again in an hour.");
  });
});

describe("the conversation before this one", () => {
  const earlier: ToConsole = { type: "earlier", conversation: TEXTER, messages: [shown(1, { text: "long ago" })] };

  it("is shown on request, apart from the talk, and hidden again", () => {
    open({}, 0, { again: true });
    stage.press("Show the earlier conversation");
    expect(stage.of("earlier")).toHaveLength(1);
    stage.hear(earlier);
    expect(stage.text(".before")).toContain("long ago");
    expect(stage.text(".before + .log")).not.toContain("long ago");
    stage.press("Hide the earlier conversation");
    expect(stage.text(".before")).not.toContain("long ago");
  });

  it("opens to nobody before the word was given", () => {
    open({ agreed: true }, 0, { again: true });
    expect(() => stage.button("Show the earlier")).toThrow();
    expect(stage.text(".before")).toContain("It opens when they give the word.");
    stage.press("Check the word", ".before");
    stage.hear(happened(4, "matched"));
    expect(document.activeElement).toBe(stage.button("Show the earlier conversation"));
  });

  it("says that nothing of it is kept", () => {
    open({}, 0, { again: true });
    stage.press("Show the earlier conversation");
    stage.hear({ ...earlier, messages: [] });
    expect(stage.text(".before")).toContain("Nothing of it is kept.");
  });
});

describe("their number", () => {
  function ask(reason: string): void {
    stage.type(reason, ".about .reason .field");
    stage.press("Show it for 10 minutes");
  }

  it("is shown to who has thought for a second and says why, and hides by itself", () => {
    open();
    expect(stage.place.innerHTML).not.toContain("5550173");
    stage.press("Show number");
    ask("They asked me to");
    expect(stage.of("reveal")).toEqual([]);
    act(() => { vi.advanceTimersByTime(1_000); });
    ask("no");
    expect(stage.text(".about .trouble:not([hidden])")).toBe("At least three letters.");
    ask("They asked me to call the van");
    expect(stage.of("reveal")).toEqual([{ type: "reveal", conversation: TEXTER, reason: "They asked me to call the van" }]);
    stage.hear({ type: "number", conversation: TEXTER, number: "+12045550173", hides: now.peek() + 600_000 });
    expect(stage.text(".about .number")).toBe("+12045550173 Hides in 10 min.");
    expect(stage.place.querySelector(".number a")).toBeNull();
    act(() => { vi.advanceTimersByTime(600_000); tick(); });
    expect(stage.place.innerHTML).not.toContain("5550173");
  });

  it("folds on Escape and gives the focus back", () => {
    open();
    stage.press("Show number");
    expect(document.activeElement?.tagName).toBe("INPUT");
    stage.key("Escape");
    expect(document.activeElement).toBe(stage.button("Show number"));
  });
});

it("takes nothing more in, for a time and a reason, and says first what that means", () => {
  open();
  stage.press("Take nothing more in");
  expect(stage.text(".means")).toContain("This conversation ends and closes at once.");
  act(() => { vi.advanceTimersByTime(1_000); });
  act(() => { stage.find<HTMLInputElement>('.reason input[type="radio"]').click(); });
  stage.type("Threats, again and again", ".reason .field");
  stage.press("Take nothing in for 7 days");
  expect(stage.of("block")).toEqual([{ type: "block", conversation: TEXTER, reason: "Threats, again and again", days: 7 }]);
});

describe("the channels' health", () => {
  it("is a quiet word, and in trouble another word and another drawing", () => {
    open({}, 0);
    expect(stage.text(".texts .long")).toBe("Texts run");
    const quiet = stage.find(".texts path").getAttribute("d");
    stage.hear({ type: "channels", health: [{ name: "sms", sent: NOON - HOUR, error: NOON - 60_000, cause: "account", waiting: 1, removals: 2 }] });
    expect(stage.text(".texts .long")).toBe("Texts in trouble");
    expect(stage.find(".texts path").getAttribute("d")).not.toBe(quiet);
    act(() => stage.find<HTMLButtonElement>(".texts").click());
    const told = stage.text(".channels");
    for (const words of ["Text", "Does not get through", "1 min ago: our text account refused it.", "1 text waits to leave.", "2 texts are still to be erased"]) {
      expect(told).toContain(words);
    }
  });
});

it("calls a channel what the server calls it, in the reader's language, and else by its name", () => {
  open({}, 0, { channel: "pigeon" });
  expect(stage.text(`[data-conversation="${TEXTER}"] .facts`)).toContain("pigeon");
  expect(stage.text(`[data-conversation="${TALK}"] .facts`)).toContain("Web chat");
});
