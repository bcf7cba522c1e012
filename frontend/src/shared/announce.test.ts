/** Only the new sentence is added, to the region of its urgency, and it goes again. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { announce, hush, prepareAnnouncements } from "./announce.ts";

beforeEach(() => {
  vi.useFakeTimers();
  document.body.replaceChildren();
});

afterEach(() => {
  vi.useRealTimers();
});

function said(urgency: string): string[] {
  return [...document.querySelectorAll(`[aria-live=${urgency}] p`)].map((line) => line.textContent);
}

test("the regions stand ready and empty", () => {
  prepareAnnouncements();
  expect(document.querySelectorAll("[aria-live]")).toHaveLength(2);
  expect(said("polite")).toEqual([]);
});

test("each urgency has its region", () => {
  announce("Sent.");
  announce("Leaving.", "assertive");
  expect(said("polite")).toEqual(["Sent."]);
  expect(said("assertive")).toEqual(["Leaving."]);
});

test("sentences leave after a while, or at once", () => {
  announce("Sent.");
  vi.advanceTimersByTime(10_000);
  expect(said("polite")).toEqual([]);
  announce("Sent.");
  hush();
  expect(said("polite")).toEqual([]);
});
