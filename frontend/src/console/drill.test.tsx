/** On a drill line the desk and every conversation say that nobody real writes. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { snapshot, view } from "./frames";
import { Stage } from "./stage";

let stage: Stage;

beforeEach(() => { stage = new Stage(); });
afterEach(() => { stage.close(); });

function marks(drill: boolean): string[] {
  const shown = snapshot({ conversations: [view()] });
  stage.hear({ ...shown, me: { ...shown.me, drill } });
  return [...stage.place.querySelectorAll(".chip.drill")].map((each) => each.textContent ?? "");
}

it("is said in the top bar and in the head of each conversation", () => {
  expect(marks(true)).toEqual(["Drill: Everybody who writes on this line is made up.", "Drill"]);
});

it("is said nowhere else", () => {
  expect(marks(false)).toEqual([]);
});
