/** A small panel: Escape closes it wherever the focus is, and the focus is on its button then. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Stage } from "./stage";

let stage: Stage;

beforeEach(() => {
  stage = new Stage();
  stage.press("Hand up");
});

afterEach(() => stage.close());

const panels = () => stage.place.querySelectorAll(".panel").length;

function escapeOn(where: Element): void {
  act(() => { where.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true })); });
}

it("closes from within", () => {
  expect(panels()).toBe(1);
  escapeOn(stage.find(".panel input"));
  expect([panels(), document.activeElement]).toEqual([0, stage.button("Hand up")]);
});

it("closes when words in it were pressed, and the focus is nowhere", () => {
  act(() => (document.activeElement as HTMLElement).blur());
  expect(document.activeElement).toBe(document.body);
  escapeOn(document.body);
  expect([panels(), document.activeElement]).toEqual([0, stage.button("Hand up")]);
});

it("ends above the edge of the screen, wherever it hangs, and moves up where there is no room", () => {
  const panel = stage.find(".panel");
  const top = vi.spyOn(panel, "getBoundingClientRect");
  const at = (where: number) => {
    top.mockReturnValue(new DOMRect(0, where, 288, 700));
    act(() => { dispatchEvent(new Event("resize")); });
    return [panel.style.maxBlockSize, panel.style.marginBlockStart];
  };
  expect(at(148)).toEqual([`${innerHeight - 148 - 8}px`, "0px"]);
  expect(at(innerHeight - 78)).toEqual(["256px", `${70 - 256}px`]);
});
