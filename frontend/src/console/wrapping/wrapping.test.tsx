/** A wrap-up by keyboard: digits choose and lead on, what was inserted stands ticked, Enter closes. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { snapshot, TALK, view } from "../frames";
import { index } from "../search";
import { shelf } from "../snippets";
import { Stage } from "../stage";

const FORM = `[data-conversation="${TALK}"] form.wrap`;
const words = { en: "Open all night.", fr: "Ouvert la nuit." };
const larch = { slug: "larch", category: "housing", tags: [], title: { en: "A bed", fr: "Un lit" }, faces: { chat: words, sms: words }, referral: true };
let stage: Stage;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  vi.stubGlobal("fetch", () => Promise.resolve(new Response("[]")));
  shelf.value = { state: "ready", entries: index([larch]) };
  stage = new Stage(snapshot({ conversations: [view({ state: "wrap_up", presence: "left", used: ["larch", "gone"], noted: { needs: ["legal"] } })] }));
  act(() => stage.store.go(TALK));
});

afterEach(() => {
  stage.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const checked = () => [...document.querySelectorAll<HTMLInputElement>(`${FORM} input:checked`)].map(({ value }) => value);
const here = () => (document.activeElement as HTMLInputElement).name;

it("shows what was inserted and what was half filled", () => {
  expect(checked()).toEqual(["larch", "gone", "legal"]);
  expect(stage.text(`${FORM} details`)).toContain("A bed");
});

it("is done by digits alone", () => {
  stage.key("3");
  expect(here()).toBe(`offered-${TALK}`);
  stage.key("2");
  stage.key("0");
  stage.key("1");
  expect(here()).toBe(`need-${TALK}`);
  stage.key("1");
  stage.key("9");
  stage.key("0");
  stage.key("2");
  stage.key("Enter", stage.find(`${FORM} input`));
  const noted = { kind: "place", needs: ["legal", "shelter"], outcome: "referred", relation: "self", left_out: ["gone"] };
  expect(stage.of("wrap")).toEqual([{ type: "wrap", conversation: TALK, ...noted }]);
});

it("gives a choice up by choosing it again, where none must be made", () => {
  const friend = `${FORM} input[value="friend"]`;
  act(() => stage.find(friend).click());
  expect(checked()).toContain("friend");
  act(() => stage.find(friend).click());
  expect(checked()).not.toContain("friend");
});

it("leaves digits to whoever writes a reason, and keys with others to the desk", () => {
  const reason = document.createElement("textarea");
  act(() => { stage.find(FORM).append(reason); });
  stage.key("1", reason);
  act(() => { stage.find(FORM).dispatchEvent(new KeyboardEvent("keydown", { key: "1", altKey: true, bubbles: true })); });
  expect(checked()).toEqual(["larch", "gone", "legal"]);
});

it("closes nothing without a type, and keeps what another window chose", () => {
  stage.key("Enter", stage.find(`${FORM} input`));
  expect(stage.of("wrap")).toEqual([]);
  stage.hear({ type: "noted", conversation: TALK, used: ["larch"], noted: { kind: "safety" } });
  expect(checked()).toEqual(["safety", "larch"]);
});
