/** When a slash is a question to the palette, and when it is only a slash. */
import { expect, it } from "vitest";
import { slashAt } from "./slash";

it.each([
  ["/", 1, { start: 0, query: "" }],
  ["/abri", 5, { start: 0, query: "abri" }],
  ["oui. /abri", 10, { start: 5, query: "abri" }],
  ["oui.\n/ab", 8, { start: 5, query: "ab" }],
  ["/abri encore", 3, { start: 0, query: "ab" }],
  ["/bed tonight", 12, { start: 0, query: "bed tonight" }],
] as const)("opens in %j at %d", (words, caret, slash) => {
  expect(slashAt(words, caret)).toEqual(slash);
});

it.each([
  ["and/or", 6],
  ["http://x", 8],
  ["/ then words", 12],
  ["/a\nb", 4],
  ["no slash", 8],
  ["/abri", 0],
  [`/${"x".repeat(60)}`, 61],
] as const)("stays shut in %j at %d", (words, caret) => {
  expect(slashAt(words, caret)).toBeNull();
});
