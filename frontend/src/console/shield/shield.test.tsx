/** Words that hurt can be put out of sight, a talk be ended by the line's words, a page be blocked. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { choices } from "../choices";
import { snapshot, TALK, TEXTER, texter, view } from "../frames";
import { Stage } from "../stage";
import { foldedOf, folding } from "./folded";

let stage: Stage;

beforeEach(() => {
  choices.value = {};
  stage = new Stage(snapshot({ conversations: [view()] }));
  act(() => stage.store.go(TALK));
});

afterEach(() => {
  stage.close();
  choices.value = {};
});

const putAway = () => act(() => stage.find<HTMLButtonElement>(".put-away").click());
const bubbles = () => [...stage.place.querySelectorAll(".msg .words")].map(({ textContent }) => textContent);

it("puts one message out of sight, and no other", () => {
  putAway();
  expect(bubbles()[0]).not.toContain("words 1");
  expect(bubbles()[1]).toBe("words 2");
  expect(stage.place.textContent).not.toContain("words 1");
  expect(foldedOf(TALK)).toEqual(new Set([1]));
});

it("shows it in no row and no strip either", () => {
  putAway();
  expect(stage.place.textContent).not.toContain("words 1");
  act(() => stage.find<HTMLButtonElement>(".put-away").click());
  expect(stage.place.textContent).not.toContain("words 2");
});

it("shows it again when asked, and leaves it put away", () => {
  putAway();
  stage.press("Read it");
  expect(bubbles()[0]).toContain("words 1");
  stage.press("Hide it");
  expect(bubbles()[0]).not.toContain("words 1");
  stage.press("Leave it shown");
  expect(bubbles()[0]).toBe("words 1");
  expect(choices.value.folded).toEqual({});
});

it("is one's own choice, sent as one and heard of in the other window", async () => {
  putAway();
  await act(async () => { await new Promise((done) => { setTimeout(done, 300); }); });
  expect(stage.of("choose").at(-1)?.choices.folded).toEqual({ [TALK]: [1] });
  stage.hear({ type: "choices", choices: { folded: { [TALK]: [2] } } });
  expect(bubbles()[0]).toBe("words 1");
  expect(bubbles()[1]).not.toContain("words 2");
});

it("keeps nothing of a talk that is not in hand any more", () => {
  choices.value = { folded: { gone: [4], [TEXTER]: [2] } };
  expect(folding(TALK, 1, true, [TALK, TEXTER])).toEqual({ folded: { [TEXTER]: [2], [TALK]: [1] } });
  expect(folding(TEXTER, 2, false, [TALK, TEXTER])).toEqual({ folded: {} });
});

it("ends with the line's own words only when that is chosen", () => {
  stage.press("End", ".acts");
  stage.press("End with the line’s words", ".panel");
  expect(stage.of("end")).toEqual([{ type: "end", conversation: TALK, neutral: true }]);
});

it("says of a page what blocking it cannot do, and of a phone what it does", () => {
  stage.press("Take nothing more in", ".about");
  expect(stage.text(".about .means")).toContain("Only this page is known.");
  stage.hear(snapshot({ conversations: [texter()] }));
  act(() => stage.store.go(TEXTER));
  stage.press("Take nothing more in", ".about");
  expect(stage.text(".about .means")).toContain("not read, only counted");
});
