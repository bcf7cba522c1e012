import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { goWhenTurnedAway, isTurnedAway, sayActive } from "./standing";
import type { Store } from "./store";

const answers: (Partial<Response> | Error)[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  answers.length = 0;
  vi.stubGlobal("fetch", vi.fn(() => {
    const answer = answers.shift() ?? { type: "basic", status: 200 };
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("somebody at the keys is said once a minute, and again if it could not be said", () => {
  const post = vi.fn(() => true);
  post.mockReturnValueOnce(false);
  const stop = sayActive(post);
  const press = () => document.dispatchEvent(new KeyboardEvent("keydown"));
  press();
  press();
  press();
  expect(post).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(60_000);
  document.dispatchEvent(new Event("pointermove"));
  expect(post).toHaveBeenCalledTimes(3);
  stop();
  vi.advanceTimersByTime(60_000);
  press();
  expect(post).toHaveBeenCalledTimes(3);
});

test.each([
  [{ type: "opaqueredirect", status: 0 }, true],
  [{ type: "basic", status: 403 }, true],
  [{ type: "basic", status: 200 }, false],
  [{ type: "basic", status: 503 }, false],
  [new TypeError("no network"), false],
] as const)("what a page is answered says whether it is turned away", async (answer, away) => {
  answers.push(answer as Partial<Response> | Error);
  expect(await isTurnedAway("/console/")).toBe(away);
});

test("a lost line asks whether the sign-in is over, and an open one asks nothing", async () => {
  const line = signal("open");
  const go = vi.fn();
  const stop = goWhenTurnedAway({ line } as unknown as Store, go);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(fetch).not.toHaveBeenCalled();
  line.value = "lost";
  await vi.advanceTimersByTimeAsync(0);
  expect(fetch).toHaveBeenCalledTimes(1);
  expect(go).not.toHaveBeenCalled();
  answers.push({ type: "opaqueredirect", status: 0 });
  await vi.advanceTimersByTimeAsync(5_000);
  expect(go).toHaveBeenCalledTimes(1);
  stop();
});
