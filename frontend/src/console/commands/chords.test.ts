/** Keys as words, on a plain keyboard and on a Mac, and the keys that stay the browser's. */
import { describe, expect, it } from "vitest";
import "./desk";
import { chord, printed, type Pressed } from "./chords";
import { meant, ownKeys, register, shortcut } from "./registry";

function press(key: string, over: Partial<Pressed> = {}): Pressed {
  return { key, code: "", altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, ...over };
}

const means = (pressed: Pressed, inField = true) => meant(pressed, inField)?.id ?? null;

describe("the keys as shipped", () => {
  it.each([
    ["a", "take"], ["l", "later"], ["n", "next"], ["r", "risk"], ["o", "back"], ["i", "about"], ["w", "wrap"],
    ["ArrowUp", "previous"], ["ArrowDown", "waiting"],
  ])("Alt %s is %s", (key, id) => {
    expect(means(press(key))).toBe(id);
  });

  it("goes to a number, by the key or by its place", () => {
    expect(means(press("3"))).toBe("go_3");
    expect(means(press("¡", { code: "Digit1" }))).toBe("go_1");
    expect(means(press("&", { code: "Digit1" }))).toBe("go_1");
    expect(means(press("à", { code: "Digit0" }))).toBeNull();
    expect(means(press("7", { code: "Digit7" }))).toBeNull();
  });

  it("reads the place of the key where Alt writes another letter, else the letter", () => {
    expect(means(press("å", { code: "KeyA" }))).toBe("take");
    expect(means(press("a", { code: "KeyQ" }))).toBe("take");
    expect(means(press("q", { code: "KeyA" }))).toBeNull();
  });

  it("leaves the browser's own keys, plain letters and the other Alt alone", () => {
    for (const key of ["d", "e", "f", "v", "s", "b", "t", "h"]) expect(means(press(key))).toBeNull();
    expect(means(press("a", { altKey: false }), false)).toBeNull();
    expect(means(press("a", { ctrlKey: true }))).toBeNull();
    expect(means(press("A", { shiftKey: true }))).toBeNull();
  });

  it("lists the keys on ?, but not while words are written", () => {
    const ask = press("?", { altKey: false, shiftKey: true });
    expect(means(ask, false)).toBe("keys");
    expect(means(ask)).toBeNull();
    expect(means(press("F6", { altKey: false }))).toBe("pane");
  });

  it("finds a command by Ctrl or by the Mac's own key", () => {
    expect(means(press("k", { altKey: false, ctrlKey: true }))).toBe("find");
    expect(means(press("k", { altKey: false, metaKey: true }))).toBe("find");
  });
});

describe("a person's own keys", () => {
  it("come in the place of the shipped ones, and may be none", () => {
    ownKeys.value = { take: "Alt+P", later: "" };
    expect(means(press("p"))).toBe("take");
    expect(means(press("a"))).toBeNull();
    expect(means(press("l"))).toBeNull();
    expect(shortcut("later")).toBeUndefined();
    ownKeys.value = {};
    expect(shortcut("later")).toBe("Alt+L");
  });
});

it("refuses a second command of the same name or with the same keys", () => {
  const run = () => undefined;
  expect(() => register({ id: "take", part: "queue", words: "keys_take", keys: "Alt+J", run })).toThrow("take");
  expect(() => register({ id: "other", part: "queue", words: "keys_take", keys: "Alt+A", run })).toThrow("take");
});

it("reads nothing from a modifier alone and writes keys as they are printed", () => {
  expect(chord(press("Alt"))).toBeNull();
  expect(chord(press("Shift", { altKey: false }))).toBeNull();
  expect(printed("Alt+ArrowUp")).toEqual(["Alt", "↑"]);
  expect(printed("")).toEqual([]);
});
