/** A supervisor changes how many a colleague may hold, and what they may be offered, from the line's sheet. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Colleague } from "../../shared/protocol";
import { snapshot } from "../frames";
import { Stage } from "../stage";
import { dialog } from "../ui";

const NOOR: Colleague = { id: "00000000-0000-4000-8000-0000000000f1", name: "Noor", status: "here", held: 1, capacity: 3, languages: ["fr"], skills: ["", "housing"] };

const SHEET = "dialog";
let stage: Stage;

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
  stage = new Stage();
});

afterEach(() => {
  act(() => { dialog.value = null; });
  stage.close();
});

function opened(person: Colleague): void {
  const desk = snapshot({ team: [person, { ...NOOR, id: "x", name: "Ash", status: "away" }], skills: ["housing", "legal", "peer"] });
  stage.hear({ ...desk, me: { ...desk.me, supervisor: true } });
  act(() => { dialog.value = "line"; });
}

it("says who is here and changes how many at once, within what anybody may hold", () => {
  opened(NOOR);
  expect(stage.text(".line-who")).not.toContain("Ash");
  expect(stage.find('[aria-label="Noor: one more at once"]').textContent).toBe("+");
  stage.press("+", SHEET);
  stage.press("\u2212", SHEET);
  expect(stage.of("capacity")).toEqual([{ type: "capacity", colleague: "Noor", capacity: 4 }, { type: "capacity", colleague: "Noor", capacity: 2 }]);
});

it("does not go past the bounds", () => {
  opened({ ...NOOR, capacity: 6 });
  stage.press("+", SHEET);
  opened({ ...NOOR, capacity: 0 });
  stage.press("\u2212", SHEET);
  expect(stage.of("capacity")).toEqual([]);
});

it("gives and takes what the line knows, and leaves the rest", () => {
  opened(NOOR);
  stage.press("legal", SHEET);
  stage.press("housing", SHEET);
  expect(stage.of("skills")).toEqual([{ type: "skills", colleague: "Noor", skills: ["housing", "legal"] }, { type: "skills", colleague: "Noor", skills: [] }]);
});

it("leaves a peer's as they are", () => {
  opened({ ...NOOR, skills: ["peer"] });
  expect(() => stage.press("housing", SHEET)).toThrow();
  expect(stage.text(".line-who")).toContain("A peer");
});
