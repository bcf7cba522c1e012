/** The loader shows a word, makes the frame only when asked, and lets nobody but our frame speak. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { embed } from "./loader.ts";

const ORIGIN = "https://help.example";
const replace = vi.fn();
let root: ShadowRoot;

function start(data: Record<string, string> = {}): void {
  const script = document.createElement("script");
  script.src = `${ORIGIN}/widget.js`;
  Object.assign(script.dataset, { site: "a key", ...data });
  const attach = vi.spyOn(HTMLElement.prototype, "attachShadow");
  embed(script);
  root = attach.mock.results.at(-1)?.value as ShadowRoot;
}

function launcher(): HTMLButtonElement {
  const found = root.querySelector<HTMLButtonElement>("button:not(.x)");
  if (found === null) throw new Error("no launcher");
  return found;
}

function hear(data: unknown, origin = ORIGIN): void {
  const source = root.querySelector("iframe")?.contentWindow ?? null;
  window.dispatchEvent(new MessageEvent("message", { data, origin, source }));
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<main>host page</main>";
  document.documentElement.lang = "en";
  vi.stubGlobal("location", { replace });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  replace.mockReset();
  document.documentElement.querySelectorAll("[role=alert]").forEach((cover) => cover.remove());
});

test("shows a word in the language asked for, and no frame yet", () => {
  start({ lang: "fr" });
  expect(launcher().textContent).toBe("Clavarder");
  expect(root.querySelector("iframe")).toBeNull();
});

test("the site's own label, and the page's own language", () => {
  document.documentElement.lang = "fr-CA";
  start({ label: "Écrivez-nous" });
  expect(launcher().textContent).toBe("Écrivez-nous");
  launcher().click();
  expect(root.querySelector("iframe")?.src).toBe(`${ORIGIN}/widget/?site=a%20key&lang=fr`);
});

test("opens once, is put away and comes back as it was", () => {
  start();
  launcher().click();
  const frame = root.querySelector("iframe");
  expect(launcher().hidden).toBe(true);
  hear({ helpline: "close" });
  expect([frame?.hidden, launcher().hidden]).toEqual([true, false]);
  launcher().click();
  expect(root.querySelectorAll("iframe")).toHaveLength(1);
  expect(frame?.hidden).toBe(false);
});

test("is deaf to every other origin", () => {
  start();
  launcher().click();
  hear({ helpline: "leave" }, "https://evil.example");
  hear({ helpline: "close" }, "https://evil.example");
  expect(replace).not.toHaveBeenCalled();
  expect(launcher().hidden).toBe(true);
});

test("three Shifts cover the host page at once and lead away, even without a frame", () => {
  start({ exitUrl: "https://weather.example/" });
  for (let time = 0; time < 3; time += 1) document.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
  const covers = [...document.documentElement.querySelectorAll("[role=alert]")];
  expect(covers.map((cover) => cover.textContent)).toContain("Loading");
  expect(replace).toHaveBeenCalledWith("https://weather.example/");
});

test("the frame's exit is taken, and its leaving is ours", () => {
  start();
  launcher().click();
  hear({ helpline: "ready", exit: "javascript:alert(1)" });
  hear({ helpline: "ready", exit: "https://news.example/" });
  hear({ helpline: "leave" });
  expect(replace).toHaveBeenCalledExactlyOnceWith("https://news.example/");
});

test("leaving from the host page lets the frame forget first, but not for long", () => {
  start();
  launcher().click();
  hear({ helpline: "ready", exit: "https://news.example/" });
  for (let time = 0; time < 3; time += 1) document.dispatchEvent(new KeyboardEvent("keydown", { key: "Shift" }));
  expect(replace).not.toHaveBeenCalled();
  vi.advanceTimersByTime(80);
  expect(replace).toHaveBeenCalledWith("https://news.example/");
});

test("the exit is the first stop while the window is open", () => {
  start();
  launcher().click();
  const out = root.querySelector<HTMLButtonElement>(".x");
  expect(out?.hidden).toBe(false);
  out?.click();
  expect(replace).toHaveBeenCalled();
});
