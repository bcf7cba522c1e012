/** Every key of the desk, on a plain keyboard and on a Mac, and the keys that stay the browser's. */
import { describe, expect, it } from "vitest";
import { command, type Pressed } from "./keys";

function press(key: string, over: Partial<Pressed> = {}): Pressed {
  return { key, code: "", altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, ...over };
}

describe("the keys", () => {
  it.each([
    ["a", "take"], ["l", "later"], ["n", "next"], ["r", "risk"], ["o", "back"], ["i", "about"], ["w", "wrap"],
    ["ArrowUp", "previous"], ["ArrowDown", "waiting"],
  ])("Alt %s is %s", (key, name) => {
    expect(command(press(key), true)).toEqual({ name });
  });

  it("goes to a number, by the key or by its place", () => {
    expect(command(press("3"), true)).toEqual({ name: "go", slot: 3 });
    expect(command(press("¡", { code: "Digit1" }), true)).toEqual({ name: "go", slot: 1 });
    expect(command(press("à", { code: "Digit0" }), true)).toBeNull();
    expect(command(press("7", { code: "Digit7" }), true)).toBeNull();
  });

  it("reads the place of the key where Alt writes another letter", () => {
    expect(command(press("å", { code: "KeyA" }), true)).toEqual({ name: "take" });
  });

  it("reads the letter, not the place, on other layouts", () => {
    expect(command(press("a", { code: "KeyQ" }), true)).toEqual({ name: "take" });
    expect(command(press("q", { code: "KeyA" }), true)).toBeNull();
  });

  it("leaves the browser's own keys and plain letters alone", () => {
    for (const key of ["d", "e", "f", "v", "s", "b", "t", "h"]) expect(command(press(key), true)).toBeNull();
    expect(command(press("a", { altKey: false }), false)).toBeNull();
    expect(command(press("a", { ctrlKey: true }), true)).toBeNull();
  });

  it("lists the keys on ?, but not while words are written", () => {
    expect(command(press("?", { altKey: false, shiftKey: true }), false)).toEqual({ name: "keys" });
    expect(command(press("?", { altKey: false, shiftKey: true }), true)).toBeNull();
    expect(command(press("F6", { altKey: false }), true)).toEqual({ name: "pane" });
  });
});
