/** Blanks are filled by name, and the line's own words replace only texts that exist. */
import { expect, test } from "vitest";
import { blanks, fill, overlay } from "./strings.ts";

test("fills blanks and leaves unknown ones visible", () => {
  expect(fill("{name} is here, {n} new", { name: "Robin", n: 2 })).toBe("Robin is here, 2 new");
  expect(fill("{name} is here", {})).toBe("{name} is here");
});

test("lists the blanks once each", () => {
  expect(blanks("{b} {a} {b}")).toEqual(["a", "b"]);
  expect(blanks("none")).toEqual([]);
});

test("the line's words win, unknown names fall", () => {
  const words = { hello: "Hello", bye: "Bye" };
  expect(overlay(words, { hello: "Good evening", nonsense: "x", toString: "y" })).toEqual({
    hello: "Good evening",
    bye: "Bye",
  });
  expect(overlay(words, {})).toBe(words);
});
