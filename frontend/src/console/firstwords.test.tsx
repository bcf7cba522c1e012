/** The words to begin with: offered once, for the talk in front, and only until somebody has said something. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { listenForKeys } from "./commands/listen";
import { snapshot, TALK, TEXTER, texter, view } from "./frames";
import { index, type Snippet } from "./search";
import { shelf } from "./snippets";
import { Stage } from "./stage";

const faces = { chat: { en: "Is it safe now?", fr: "Est-ce sûr ?" }, sms: { en: "Safe to text?", fr: "Texter, c’est sûr ?" } };
const SAFE: Snippet = { slug: "safe", category: "safety", tags: ["safe", "first words"], title: faces.chat, faces, referral: false };
const NEW = [{ seq: 1, author: "seeker" as const, text: "hi", at: 1 }];

let stage: Stage;
let stop: () => void;

beforeEach(() => {
  shelf.value = { state: "ready", entries: index([{ ...SAFE, slug: "beds", tags: ["bed"] }, SAFE]) };
  stage = new Stage(snapshot({ conversations: [view({ messages: NEW }), texter({ messages: NEW })] }));
  stop = listenForKeys(stage.store);
  act(() => stage.store.go(TALK));
});

afterEach(() => {
  stop();
  stage.close();
});

const offered = () => stage.place.querySelectorAll(".first-words").length;
const field = (talk: string) => stage.find<HTMLTextAreaElement>(`#c-${talk}`);

it("is put where they write, and nothing is sent; its slug goes with the words", () => {
  expect(stage.text(".first-words q")).toBe("Is it safe now?");
  stage.press("Begin with it");
  expect([field(TALK).value, stage.of("say").length, offered()]).toEqual(["Is it safe now?", 0, 0]);
  stage.key("Enter", field(TALK));
  expect(stage.of("say")).toMatchObject([{ conversation: TALK, text: "Is it safe now?", snippets: ["safe"] }]);
});

it("is worded for a text, in their language, and comes by its key", () => {
  act(() => stage.store.go(TEXTER));
  expect(stage.text(".first-words q")).toBe("Texter, c’est sûr ?");
  act(() => { field(TEXTER).dispatchEvent(new KeyboardEvent("keydown", { key: "b", code: "KeyB", altKey: true, bubbles: true, cancelable: true })); });
  expect([field(TEXTER).value, field(TALK).value]).toEqual(["Texter, c’est sûr ?", ""]);
});

it("goes away while something is written, and for good with the first answer", () => {
  stage.type("Hello", `#c-${TALK}`);
  expect(offered()).toBe(0);
  stage.type("", `#c-${TALK}`);
  expect(offered()).toBe(1);
  stage.hear({ type: "message", conversation: TALK, seq: 2, author: "counsellor", text: "Hello", at: 2 });
  expect(offered()).toBe(0);
});

it("is not there before they have said Go, nor where the organisation has none", () => {
  stage.hear(snapshot({ conversations: [view({ messages: NEW, unready: true })] }));
  expect(offered()).toBe(0);
  stage.hear(snapshot({ conversations: [view({ messages: NEW })] }));
  expect(offered()).toBe(1);
  act(() => { shelf.value = { state: "ready", entries: [] }; });
  expect(offered()).toBe(0);
});
