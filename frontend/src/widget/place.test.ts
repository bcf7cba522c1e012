/** A talk stays at its newest words unless one has scrolled away; other pictures begin at the top. */
import { beforeEach, expect, test } from "vitest";
import { holdPlace } from "./place.ts";

const page = { scrollHeight: 1000, clientHeight: 300, scrollTop: 0 };

beforeEach(() => {
  Object.defineProperty(document, "scrollingElement", { configurable: true, value: page });
  Object.assign(page, { scrollHeight: 1000, scrollTop: 700 });
  holdPlace("first")();
});

test("a talk begins at its end and stays there", () => {
  holdPlace("here")();
  expect(page.scrollTop).toBe(1000);
  Object.assign(page, { scrollTop: 700 });
  const settle = holdPlace("here");
  page.scrollHeight = 1200;
  settle();
  expect(page.scrollTop).toBe(1200);
});

test("who reads further up is left there", () => {
  holdPlace("here")();
  page.scrollTop = 200;
  holdPlace("here")();
  expect(page.scrollTop).toBe(200);
});

test("another picture begins at its top", () => {
  holdPlace("here")();
  holdPlace("over")();
  expect(page.scrollTop).toBe(0);
});

test("the keyboard is never left nowhere", () => {
  document.body.innerHTML = '<div class="body" tabindex="0"></div><button>Exit</button>';
  holdPlace("over")();
  expect(document.activeElement?.className).toBe("body");
  document.querySelector("button")?.focus();
  holdPlace("done")();
  expect(document.activeElement?.tagName).toBe("BUTTON");
});

test("where there is a choice, the chosen one takes the keyboard", () => {
  document.body.innerHTML = '<div class="body" tabindex="0"><input type="radio"><input type="radio" checked></div>';
  holdPlace("over")();
  expect(document.activeElement?.matches(":checked")).toBe(true);
});
