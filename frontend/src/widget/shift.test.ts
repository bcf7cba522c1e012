/** Three bare Shifts in time leave; capitals, held keys and slow presses do not. */
import { beforeEach, expect, test, vi } from "vitest";
import { onThreeShifts, WITHIN } from "./shift.ts";

let target: Document;
let act: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  target = document.implementation.createHTMLDocument();
  act = vi.fn<() => void>();
  onThreeShifts(target, act);
});

function press(key: string, at: number, repeat = false): void {
  const event = new KeyboardEvent("keydown", { key, repeat });
  Object.defineProperty(event, "timeStamp", { value: at });
  target.dispatchEvent(event);
}

test("three in time", () => {
  press("Shift", 1);
  press("Shift", 1 + WITHIN);
  expect(act).not.toHaveBeenCalled();
  press("Shift", 1 + 2 * WITHIN);
  expect(act).toHaveBeenCalledTimes(1);
});

test("too slow begins again", () => {
  press("Shift", 1);
  press("Shift", 2);
  press("Shift", 3 + WITHIN);
  expect(act).not.toHaveBeenCalled();
});

test("writing with capitals is not leaving", () => {
  for (let at = 1; at < 20; at += 2) {
    press("Shift", at);
    press("A", at + 1);
  }
  expect(act).not.toHaveBeenCalled();
});

test("a held key counts once", () => {
  for (let at = 1; at < 20; at += 1) press("Shift", at, at > 1);
  expect(act).not.toHaveBeenCalled();
});
