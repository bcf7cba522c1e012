/** The token lives in this tab's storage and nowhere else; without storage everything still works. */
import { afterEach, expect, test, vi } from "vitest";
import { forget, recall, remember } from "./memory.ts";

afterEach(() => vi.unstubAllGlobals());

test("remembers in this tab only", () => {
  remember("abc");
  expect(recall()).toBe("abc");
  expect(localStorage).toHaveLength(0);
  expect(document.cookie).toBe("");
  forget();
  expect(recall()).toBeNull();
  expect(sessionStorage).toHaveLength(0);
});

test("does without storage that is full or denied", () => {
  vi.stubGlobal("sessionStorage", {
    getItem: () => null,
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
    clear: () => undefined,
  });
  expect(() => remember("abc")).not.toThrow();
  Object.defineProperty(globalThis, "sessionStorage", {
    configurable: true,
    get: () => {
      throw new DOMException("denied", "SecurityError");
    },
  });
  expect(recall()).toBeNull();
  expect(() => remember("abc")).not.toThrow();
  expect(forget).not.toThrow();
});
