/** The checklist and the decision beside a talk of high risk: all but the decision may be left out, and nothing is lost. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import "../commands/care";
import { listenForKeys } from "../commands/listen";
import { NOON, snapshot, TALK, view } from "../frames";
import { Stage } from "../stage";
import { answered, forget, NOTHING, written } from "./checklist";

const CHECKS = [{ id: "a1", en: "Somebody is near", fr: "Une personne est proche" }, { id: "b2", en: "They may be under age", fr: "Peut-être mineure" }];
const BOX = ".decision";
let stage: Stage;
let stop: () => void;
let answers: unknown;

const settled = () => act(async () => { await new Promise((done) => { setTimeout(done, 5); }); });
const open = async () => { stage.press("Go through it", BOX); await settled(); };

beforeEach(() => {
  answers = CHECKS;
  vi.stubGlobal("fetch", vi.fn((url: string) => Promise.resolve({ ok: url.includes(TALK) && answers !== null, json: () => Promise.resolve(answers) })));
  forget(TALK);
  stage = new Stage(snapshot({ conversations: [view({ risk: 2 })] }));
  stop = listenForKeys(stage.store);
});

afterEach(() => {
  stop();
  stage.close();
  vi.unstubAllGlobals();
});

it("stands beside no talk that nobody flagged as high", () => {
  stage.hear(snapshot({ conversations: [view({ risk: 1 })] }));
  expect(stage.place.querySelector(BOX)).toBeNull();
});

it("gives its name to the button that opens it on a small screen, until something was decided", () => {
  const way = () => stage.text("button.only-small");
  expect(way()).toBe("Checklist");
  stage.hear(snapshot({ conversations: [view({ risk: 2, decided: { seq: 3, at: NOON, by: "Noor" } })] }));
  expect(way()).toBe("About");
  stage.hear(snapshot({ conversations: [view({ risk: 1 })] }));
  expect(way()).toBe("About");
});

it("is opened by its key and asks the questions of the line", async () => {
  act(() => stage.store.go(TALK));
  act(() => { document.dispatchEvent(new KeyboardEvent("keydown", { key: "c", altKey: true, bubbles: true, cancelable: true })); });
  await settled();
  expect(document.activeElement?.textContent).toBe("Go through it");
  await open();
  expect([...stage.place.querySelectorAll(".tri > span")].map(({ textContent }) => textContent)).toEqual([
    "Somebody is near", "They may be under age", "Help is known to have arrived",
  ]);
});

it("sends what was chosen, once, and nothing that was left out", async () => {
  await open();
  stage.press("Write it down", BOX);
  expect(stage.of("decide")).toEqual([]);
  stage.press("No", BOX);
  act(() => { stage.find<HTMLInputElement>(`${BOX} input[type=radio]`).click(); });
  stage.press("Write it down", BOX);
  act(() => stage.find<HTMLButtonElement>(`${BOX} button[type=submit]`).click());
  expect(stage.of("decide")).toEqual([{ type: "decide", conversation: TALK, decided: "stay", checks: { a1: "no" } }]);
});

it("keeps what was chosen when it is turned down, and asks a changed list again", async () => {
  await open();
  stage.press("Yes", BOX);
  act(() => { stage.find<HTMLInputElement>(`${BOX} input[type=radio]`).click(); });
  stage.press("Write it down", BOX);
  answers = CHECKS.slice(1);
  stage.hear({ type: "refused", code: "checklist_changed", detail: "", conversation: TALK });
  await settled();
  expect(stage.text(`${BOX} .trouble`)).toBe("The checklist was changed just now. Read it again.");
  stage.press("Write it down", BOX);
  expect(stage.of("decide").at(-1)).toEqual({ type: "decide", conversation: TALK, decided: "stay" });
});

it("folds when it is written down, says when, and begins anew", async () => {
  await open();
  act(() => { stage.find<HTMLInputElement>(`${BOX} input[type=radio]`).click(); });
  stage.press("Write it down", BOX);
  stage.hear({ type: "step", conversation: TALK, seq: 5, happening: "decided", state: "active", at: NOON });
  expect(stage.place.querySelector(`${BOX} form`)).toBeNull();
  expect(stage.text(`${BOX} [role=status]`)).toContain("A decision was written down at");
  expect(document.activeElement?.textContent).toBe("Write another one down");
  stage.press("Write another one down", BOX);
  await settled();
  expect(stage.place.querySelectorAll(`${BOX} input:checked`)).toHaveLength(0);
});

it("keeps choices with the server as they are made, and no words", async () => {
  await open();
  stage.press("Yes", BOX);
  act(() => { stage.find<HTMLInputElement>(`${BOX} input[type=radio]`).click(); });
  stage.type("she asked for it", `${BOX} input.field`);
  act(() => stage.store.weighing.send(TALK));
  expect(stage.of("weighing")).toEqual([{ type: "weighing", conversation: TALK, weighed: { decided: "stay", checks: { a1: "yes" } } }]);
  stage.press("Write it down", BOX);
  expect(stage.of("weighing")).toHaveLength(1);
  expect(stage.of("decide")).toEqual([{ type: "decide", conversation: TALK, decided: "stay", checks: { a1: "yes" }, reason: "she asked for it" }]);
});

it("sends what is chosen last before the decision, never after it", async () => {
  await open();
  act(() => { stage.find<HTMLInputElement>(`${BOX} input[type=radio]`).click(); });
  stage.press("Write it down", BOX);
  const sent = stage.sent.map(({ type }) => type);
  expect(sent.indexOf("weighing")).toBeLessThan(sent.indexOf("decide"));
  stage.hear({ type: "step", conversation: TALK, seq: 5, happening: "decided", state: "active", at: NOON });
  await settled();
  await new Promise((done) => { setTimeout(done, 300); });
  expect(stage.of("weighing")).toHaveLength(1);
});

it("is there after a reload and says what stands, without words of the decision", async () => {
  stage.hear(snapshot({ conversations: [view({ risk: 2, was_high: true, weighed: { checks: { a1: "no" }, beside: "outside" }, decided: { seq: 3, at: NOON, by: "Noor" } })] }));
  expect(stage.text(`${BOX} [role=status]`)).toMatch(/^A decision was written down at .+, by Noor\.$/u);
  stage.press("Go on with it", BOX);
  await settled();
  expect(stage.find(`${BOX} .tri [aria-pressed=true]`).textContent).toBe("No");
  expect(stage.find<HTMLSelectElement>(`${BOX} select`).value).toBe("outside");
});

it("shows what another window has chosen, and what it has written down", async () => {
  await open();
  stage.hear({ type: "weighed", conversation: TALK, weighed: { decided: "plan", confirmed: "unknown" } });
  expect(stage.find<HTMLInputElement>(`${BOX} input:checked`).parentElement?.textContent).toBe("A safety plan, together");
  stage.hear({ type: "weighed", conversation: TALK, decided: { seq: 7, at: NOON, by: "Robin" } });
  await settled();
  expect(stage.place.querySelector(`${BOX} form`)).toBeNull();
  expect(stage.text(`${BOX} [role=status]`)).toContain("by Robin");
  stage.hear({ type: "step", conversation: TALK, seq: 7, happening: "decided", state: "active", at: NOON });
  stage.press("Write another one down", BOX);
  await settled();
  expect(stage.place.querySelectorAll(`${BOX} input:checked`)).toHaveLength(0);
});

it("stays where a flag was taken back", () => {
  stage.hear({ type: "step", conversation: TALK, seq: 5, happening: "flagged", state: "active", at: NOON, risk: 0 });
  expect(stage.place.querySelector(BOX)).toBeNull();
  stage.hear(snapshot({ conversations: [view({ was_high: true })] }));
  expect(stage.place.querySelector(BOX)).not.toBeNull();
});

it("can be written down though the list could not be read", async () => {
  answers = null;
  await open();
  expect(stage.text(BOX)).toContain("The checklist could not be read.");
  act(() => { stage.find<HTMLInputElement>(`${BOX} input[type=radio]`).click(); });
  stage.press("Write it down", BOX);
  expect(stage.of("decide")).toHaveLength(1);
});

it("takes an answer back by the same press, and says with whom", () => {
  expect(answered({ a1: "yes" }, "a1", "yes")).toEqual({});
  expect(written(TALK, NOTHING, "", CHECKS)).toBeNull();
  const draft = { ...NOTHING, decided: "plan" as const };
  expect(written(TALK, { ...draft, beside: "alone" }, "", [])).toMatchObject({ beside: "alone" });
  expect(written(TALK, { ...draft, beside: "some-id" }, "", [])).toMatchObject({ beside: "colleague", colleague: "some-id" });
});
