/** A timer set again runs once, and stopped ones never do. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createTimers } from "./timers.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("the last of a name counts", () => {
  const act = vi.fn();
  const timers = createTimers();
  timers.after("a", 10, act);
  timers.after("a", 20, act);
  timers.after("b", 20, act);
  vi.advanceTimersByTime(15);
  expect(act).not.toHaveBeenCalled();
  timers.stop("b");
  vi.advanceTimersByTime(15);
  expect(act).toHaveBeenCalledTimes(1);
});

test("all stop together", () => {
  const act = vi.fn();
  const timers = createTimers();
  timers.after("a", 10, act);
  timers.after("b", 10, act);
  timers.stopAll();
  vi.advanceTimersByTime(20);
  expect(act).not.toHaveBeenCalled();
});
