/** A late style sheet is waited for, and can be asked for again after it failed. */
import { expect, test } from "vitest";
import { linkSheet } from "./sheet.ts";

function last(): HTMLLinkElement {
  const found = document.head.lastElementChild;
  if (!(found instanceof HTMLLinkElement)) throw new Error("no sheet is linked");
  return found;
}

test("done when it is here", async () => {
  const done = linkSheet("/static/one.css");
  expect([last().rel, last().getAttribute("href")]).toEqual(["stylesheet", "/static/one.css"]);
  last().dispatchEvent(new Event("load"));
  await expect(done).resolves.toBeUndefined();
  await linkSheet("/static/one.css");
  expect(document.querySelectorAll('[href="/static/one.css"]')).toHaveLength(1);
});

test("a failed one is taken out, and the next try is a new one", async () => {
  const failed = linkSheet("/static/rest.css");
  const first = last();
  first.dispatchEvent(new Event("error"));
  await expect(failed).rejects.toThrow();
  expect(first.isConnected).toBe(false);
  const again = linkSheet("/static/rest.css");
  last().dispatchEvent(new Event("load"));
  await expect(again).resolves.toBeUndefined();
});
