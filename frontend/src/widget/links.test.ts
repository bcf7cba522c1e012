/** Addresses and numbers become links, everything else stays words, and no script can slip in. */
import { expect, test } from "vitest";
import { pieces } from "./links.ts";

function links(text: string): string[] {
  return pieces(text).flatMap(({ href }) => (href === "" ? [] : [href]));
}

test("finds numbers and addresses, without the full stop after them", () => {
  expect(links("Call 204-555-0142 or (204) 555-0117, see https://example.org/a?b=1.")).toEqual([
    "tel:2045550142",
    "tel:2045550117",
    "https://example.org/a?b=1",
  ]);
  expect(links("+1 204 555 0142")).toEqual(["tel:+12045550142"]);
});

test("leaves the rest alone", () => {
  expect(links("javascript:alert(1) data:text/html, 12-34, 911, 2026-11-22 10:40")).toEqual([]);
});

test("no letter is lost", () => {
  const text = "a https://example.org) b 204.555.0142";
  expect(pieces(text).map((piece) => piece.text).join("")).toBe(text);
});
