/** Writing is said at most every few seconds, and taken back when one stops. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTyping, IDLE_AFTER, SAY_EVERY } from "./typing.ts";

const tell = vi.fn((_on: boolean) => true);

beforeEach(() => {
  vi.useFakeTimers();
  tell.mockClear();
  tell.mockImplementation(() => true);
});

afterEach(() => {
  vi.useRealTimers();
});

test("many keys are told once, a pause takes it back", () => {
  const typing = createTyping(tell);
  typing.wrote();
  typing.wrote();
  expect(tell.mock.calls).toEqual([[true]]);
  vi.advanceTimersByTime(SAY_EVERY);
  typing.wrote();
  expect(tell.mock.calls).toEqual([[true], [true]]);
  vi.advanceTimersByTime(IDLE_AFTER);
  expect(tell).toHaveBeenLastCalledWith(false);
});

test("who could not be told need not be told that it ended", () => {
  tell.mockImplementation(() => false);
  const typing = createTyping(tell);
  typing.wrote();
  typing.stop();
  expect(tell.mock.calls).toEqual([[true]]);
});
