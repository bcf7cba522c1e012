/** Only the exact window at the exact origin is heard, and only it is spoken to. */
import { afterEach, expect, test, vi } from "vitest";
import { meetHost } from "./host.ts";
import { heard } from "./wire.ts";

const ORIGIN = "https://site.example";

function message(data: unknown, origin: string, source: Window | null): MessageEvent<unknown> {
  return new MessageEvent("message", { data, origin, source });
}

afterEach(() => vi.unstubAllGlobals());

test.each([
  ["another origin", { helpline: "leave" }, "https://site.example.evil", window],
  ["another port", { helpline: "leave" }, "https://site.example:8443", window],
  ["another window", { helpline: "leave" }, ORIGIN, null],
  ["no word", { other: "leave" }, ORIGIN, window],
  ["no object", "leave", ORIGIN, window],
  ["no text", { helpline: 1 }, ORIGIN, window],
])("%s is not heard", (_what, data, origin, source) => {
  expect(heard(message(data, origin, source), ORIGIN, window)).toBe("");
});

test("the host is heard", () => {
  expect(heard(message({ helpline: "leave" }, ORIGIN, window), ORIGIN, window)).toBe("leave");
});

test("a page of its own has no host", () => {
  const on = { leave: vi.fn(), shown: vi.fn() };
  expect(meetHost("", "https://example.org/", on).embedded).toBe(false);
  expect(meetHost(ORIGIN, "https://example.org/", on).embedded).toBe(false);
});

test("a frame says it is ready, to the exact origin, and obeys", () => {
  const postMessage = vi.fn();
  const frame = document.body.appendChild(document.createElement("iframe"));
  const parent = frame.contentWindow;
  if (parent === null) throw new Error("no window");
  parent.postMessage = postMessage;
  vi.stubGlobal("parent", parent);
  const on = { leave: vi.fn(), shown: vi.fn() };
  const host = meetHost(ORIGIN, "https://example.org/", on);
  expect(postMessage).toHaveBeenCalledWith({ helpline: "ready", exit: "https://example.org/" }, ORIGIN);
  window.dispatchEvent(message({ helpline: "shown" }, ORIGIN, parent));
  window.dispatchEvent(message({ helpline: "leave" }, "https://evil.example", parent));
  expect(on.shown).toHaveBeenCalledTimes(1);
  expect(on.leave).not.toHaveBeenCalled();
  window.dispatchEvent(message({ helpline: "leave" }, ORIGIN, parent));
  expect(on.leave).toHaveBeenCalledTimes(1);
  expect(postMessage).toHaveBeenLastCalledWith({ helpline: "left" }, ORIGIN);
  host.post({ helpline: "close" });
  expect(postMessage).toHaveBeenLastCalledWith({ helpline: "close" }, ORIGIN);
});
