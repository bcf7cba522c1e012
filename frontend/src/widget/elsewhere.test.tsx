/** Where else one can turn: our own directory in the language of the page, and nothing but pages. */
import { render } from "preact";
import { expect, test } from "vitest";
import { Elsewhere } from "./elsewhere.tsx";
import { speak } from "./words.ts";

function links(directory: string): string[] {
  const box = document.createElement("div");
  render(<Elsewhere title="x" line={{ directory }} speech={speak("fr", {})} />, box);
  return [...box.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
}

test("our own directory gets the language, another one does not", () => {
  expect(links("/help/night/?lang=")).toEqual(["/help/night/?lang=fr"]);
  expect(links("https://example.org/places")).toEqual(["https://example.org/places"]);
});

test("nothing else is opened", () => {
  for (const bad of ["//evil.example/", "javascript:alert(1)", "http://example.org/", "/console/"]) expect(links(bad)).toEqual([]);
});
