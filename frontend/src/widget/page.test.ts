/** The shell's data attributes are read with care: nothing in them can lead anywhere odd. */
import { expect, test } from "vitest";
import { readPage } from "./page.ts";

test("reads what the server says", () => {
  const page = readPage({ site: "k", entry: "poster", locale: "fr", limit: "500", exitUrl: "https://example.org/", title: "Chat", texts: '{"kept":"x"}' });
  expect(page).toMatchObject({ site: "k", entry: "poster", locale: "fr", limit: 500, exitUrl: "https://example.org/", texts: { kept: "x" } });
  expect(page.socket).toBe("ws://localhost:3000/ws/chat/");
});

test("an empty shell still gives a page", () => {
  expect(readPage({})).toMatchObject({ site: "", entry: "", locale: "en", limit: 2000, exitUrl: "about:blank", texts: {} });
});

test.each(["javascript:alert(1)", "data:text/html,x", "//example.org"])("%s is no exit", (exitUrl) => {
  expect(readPage({ exitUrl }).exitUrl).toBe("about:blank");
});

test("the word of the cover is the line's own, if it has one", () => {
  expect(readPage({ cover: "Loading" }).cover).toBe("Loading");
  expect(readPage({ cover: "Loading", texts: '{"loading":"One moment"}' }).cover).toBe("One moment");
});

test.each(["no json", "[1]", "null", '{"kept":1}'])("texts that are %s are left out", (texts) => {
  expect(readPage({ texts }).texts).toEqual({});
});
