/** The start of a shift: a sound is tried, notices are shown as they look, and a block is said with its way out. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import { choices } from "../choices";
import { snapshot } from "../frames";
import { leave } from "../notices";
import { audible } from "../sound";
import { Stage } from "../stage";
import { checking } from "./checking";

let stage: Stage;

beforeEach(() => {
  choices.value = {};
  checking.value = false;
  stage = new Stage(snapshot({ conversations: [], me: { ...snapshot().me, status: "away" } }));
});

afterEach(() => {
  stage.close();
  choices.value = {};
  checking.value = false;
  audible.value = false;
});

function start(): void {
  stage.press("Start shift", ".calm");
  stage.hear({ type: "status", status: "here" });
}

it("asks whether the sound was heard, and goes away when that is answered", () => {
  start();
  act(() => { audible.value = true; });
  expect(stage.of("status")).toEqual([{ type: "status", status: "here" }]);
  expect(stage.text(".check")).toContain("Did you hear it?");
  stage.press("All good", ".check");
  expect(stage.place.querySelector(".check")).toBeNull();
});

it("says when the browser lets no sound through, and when all of them are off", () => {
  start();
  expect(stage.text(".check")).toContain("lets no sound through");
  act(() => { choices.value = { volume: 0 }; });
  expect(stage.text(".check")).toContain("All your sounds are off.");
});

it.each([
  ["denied", "press the sign to the left of the address"],
  ["default", "has not been asked yet"],
  ["granted", "shows notices"],
  ["none", "Sound and title still call you"],
] as const)("shows what a notice looks like and, while they are %s, what to do", (how, words) => {
  start();
  act(() => { leave.value = how; });
  expect(stage.text(".notice-like")).toBe("Someone is waiting");
  expect(stage.text(".leave [role=status]")).toContain(words);
});
