/** The heart notices a line that is dead one way or both, and never one that was only overslept. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANSWER_WITHIN, ASK_AFTER, createHeart, type Heart } from "./heart.ts";

const BEATS_OF_THE_SERVER = 10_000;

let beats: string[];
let dead: number;
let heart: Heart;

beforeEach(() => {
  vi.useFakeTimers();
  beats = [];
  dead = 0;
  heart = createHeart((mark) => beats.push(mark), () => { dead += 1; });
  heart.start();
});

afterEach(() => {
  heart.stop();
  vi.useRealTimers();
});

test("asks when nothing was proven for a while, and gives up without an answer", () => {
  vi.advanceTimersByTime(ASK_AFTER);
  expect(beats).toEqual([""]);
  vi.advanceTimersByTime(ANSWER_WITHIN - 1);
  expect(dead).toBe(0);
  vi.advanceTimersByTime(1);
  expect(dead).toBe(1);
});

test("the server's question is answered at once, with its mark, and wants an answer itself", () => {
  heart.hears({ type: "beat", mark: "a" });
  expect(beats).toEqual(["a"]);
  vi.advanceTimersByTime(ANSWER_WITHIN);
  expect(dead).toBe(1);
});

test("questions that keep coming do not put off the moment of truth: our answers reach nobody", () => {
  for (let round = 0; round < 3 && dead === 0; round += 1) {
    heart.hears({ type: "beat", mark: `m${round}` });
    vi.advanceTimersByTime(BEATS_OF_THE_SERVER - 1);
    heart.hears({ type: "message" });
    vi.advanceTimersByTime(1);
  }
  expect(dead).toBe(1);
  expect(beats).toEqual(["m0"]);
});

test("doubt shortens the wait, and never lengthens it", () => {
  heart.ask(4_000);
  heart.ask();
  vi.advanceTimersByTime(4_000);
  expect(dead).toBe(1);
});

test("a timer that rang late asks once more; an answer that lay unread saves the line", () => {
  vi.advanceTimersByTime(ASK_AFTER);
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersByTime(ANSWER_WITHIN);
  expect([dead, beats.length]).toEqual([0, 2]);
  heart.hears({ type: "heard", mark: "b" });
  vi.advanceTimersByTime(ASK_AFTER);
  expect([dead, beats.at(-1)]).toEqual([0, "b"]);
});

test("a page whose timers ring once a minute still notices a dead line, at the second late one", () => {
  vi.advanceTimersByTime(ASK_AFTER);
  for (let minute = 0; minute < 2; minute += 1) {
    vi.setSystemTime(Date.now() + 60_000);
    vi.advanceTimersByTime(ANSWER_WITHIN);
  }
  expect(dead).toBe(1);
});

test("a stopped heart rings for nobody", () => {
  heart.stop();
  expect(vi.getTimerCount()).toBe(0);
});
