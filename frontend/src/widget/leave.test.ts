/** Leaving covers in the same tick, forgets, tells the server and goes, whatever fails on the way. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Host } from "./host.ts";
import { HOST_PATIENCE, leave, vanish } from "./leave.ts";
import { recall, remember } from "./memory.ts";

const EXIT = "https://example.org/";
const post = vi.fn();
const replace = vi.fn();

function host(embedded: boolean): Host {
  return { embedded, post };
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<p>secret words</p>";
  document.title = "Chat";
  remember("token");
  vi.stubGlobal("location", { replace });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  post.mockReset();
  replace.mockReset();
});

test("covers in the same tick and leaves no words, no title, no icon, no token", () => {
  document.head.innerHTML = '<link rel="icon" href="data:image/svg+xml,x">';
  vanish("Loading", () => undefined);
  expect(document.body.textContent).toBe("Loading");
  expect(document.title).toBe("Loading");
  expect(document.querySelector("link")?.getAttribute("href")).toBe("data:,");
  expect(recall()).toBeNull();
});

test("a page of its own replaces itself", () => {
  leave("Loading", EXIT, host(false), () => undefined);
  expect(replace).toHaveBeenCalledWith(EXIT);
  expect(post).not.toHaveBeenCalled();
});

test("a frame asks its host, and goes by itself if nothing happens", () => {
  vi.stubGlobal("top", { location: { replace } });
  leave("Loading", EXIT, host(true), () => undefined);
  expect(post).toHaveBeenCalledWith({ helpline: "leave" });
  expect(replace).not.toHaveBeenCalled();
  vi.advanceTimersByTime(HOST_PATIENCE);
  expect(replace).toHaveBeenCalledWith(EXIT);
});

test("a server that cannot be told does not keep anybody", () => {
  leave("Loading", EXIT, host(false), () => {
    throw new Error("no line");
  });
  expect(replace).toHaveBeenCalledWith(EXIT);
});
