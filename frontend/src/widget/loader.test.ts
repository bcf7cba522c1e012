/** The loader shows a word, makes the frame only when asked, and lets nobody but our frame speak. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { isDarkEnough } from "./launcher.ts";
import { embed, NEVER, SILENT } from "./loader.ts";

const ORIGIN = "https://help.example";
const replace = vi.fn();
const warn = vi.fn();
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

function frame(): HTMLIFrameElement {
  const found = root.querySelector("iframe");
  if (found === null) throw new Error("no frame");
  return found;
}

function link(): HTMLAnchorElement | null {
  return root.querySelector("a");
}

/** The page in the frame says that it is there. */
function ready(): void {
  hear({ helpline: "ready", exit: "https://news.example/" });
}

function hear(data: unknown, origin = ORIGIN): void {
  const source = root.querySelector("iframe")?.contentWindow ?? null;
  window.dispatchEvent(new MessageEvent("message", { data, origin, source }));
}

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML = "<main>host page</main>";
  document.documentElement.lang = "en";
  vi.stubGlobal("location", { replace, origin: "https://site.example" });
  warn.mockReset();
  vi.spyOn(console, "warn").mockImplementation(warn);
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
  expect(frame().src).toBe(`${ORIGIN}/widget/?site=a+key&lang=fr`);
  expect(frame().title).toBe("Écrivez-nous");
  expect((root.host as HTMLElement).lang).toBe("fr");
});

test("the code of the link or poster goes along", () => {
  start({ entry: "poster & 7" });
  launcher().click();
  expect(frame().src).toBe(`${ORIGIN}/widget/?site=a+key&lang=en&entry=poster+%26+7`);
});

test("the frame is in sight only when it is ready; until then the launcher says so", () => {
  start();
  launcher().click();
  expect([launcher().hidden, launcher().textContent, frame().className]).toEqual([false, "Loading", "w"]);
  launcher().click();
  expect(root.querySelectorAll("iframe")).toHaveLength(1);
  ready();
  expect([launcher().hidden, frame().className, frame().hidden]).toEqual([true, "", false]);
});

test("opens once, is put away and comes back as it was", () => {
  start();
  launcher().click();
  ready();
  expect(launcher().hidden).toBe(true);
  hear({ helpline: "close" });
  expect([frame().hidden, launcher().hidden, launcher().textContent]).toEqual([true, false, "Chat"]);
  launcher().click();
  expect(root.querySelectorAll("iframe")).toHaveLength(1);
  expect(frame().hidden).toBe(false);
});

test("is deaf to every other origin", () => {
  start();
  launcher().click();
  hear({ helpline: "ready", exit: "https://evil.example/" }, "https://evil.example");
  expect(launcher().hidden).toBe(false);
  ready();
  hear({ helpline: "leave" }, "https://evil.example");
  hear({ helpline: "close" }, `${ORIGIN}:8443`);
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
  ready();
  const out = root.querySelector<HTMLButtonElement>(".x");
  expect(out?.hidden).toBe(false);
  out?.click();
  vi.advanceTimersByTime(80);
  expect(replace).toHaveBeenCalled();
});

test("speaks to the frame's exact origin only, and only when it is ready", () => {
  start();
  launcher().click();
  const inside = frame().contentWindow;
  if (inside === null) throw new Error("no window");
  const post = vi.spyOn(inside, "postMessage").mockReturnValue(undefined);
  document.dispatchEvent(new KeyboardEvent("keydown", { key: "a" }));
  expect(post).not.toHaveBeenCalled();
  ready();
  expect(post).toHaveBeenCalledExactlyOnceWith({ helpline: "shown" }, ORIGIN);
});

test("the corner and the colour are the site's", () => {
  start({ position: "start", color: "#6b2c91" });
  const { style } = root.host as HTMLElement;
  expect(["--i", "--a", "--o"].map((name) => style.getPropertyValue(name))).toEqual(["16px auto", "#6b2c91", "#fff"]);
  expect(warn).not.toHaveBeenCalled();
});

test.each(["#ffd54f", "#777777", "purple", "#fff", "#6b2c91;all:unset", "url(https://evil.example)"])(
  "the colour %s is refused, and the owner is told",
  (color) => {
    start({ color });
    expect((root.host as HTMLElement).style.getPropertyValue("--a")).toBe("");
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`data-color ${color} is left out`));
  },
);

test.each([
  ["#000000", true],
  ["#767676", true],
  ["#777777", false],
  ["#ffffff", false],
  ["#FF0000", false],
  ["#C00000", true],
])("white letters on %s: %s", (color, dark) => {
  expect(isDarkEnough(color)).toBe(dark);
});

test("a button of the site's own opens the chat and gets the focus back", () => {
  document.body.innerHTML = '<button id="own"><i>Talk to us</i></button><a href="/x" data-helpline-open>Here</a>';
  start({ open: "#own", launcher: "none" });
  expect(launcher().hidden).toBe(true);
  document.querySelector<HTMLElement>("#own i")?.click();
  expect([launcher().hidden, launcher().textContent]).toEqual([false, "Loading"]);
  ready();
  expect([launcher().hidden, frame().hidden]).toEqual([true, false]);
  hear({ helpline: "close" });
  expect([launcher().hidden, frame().hidden]).toEqual([true, true]);
  expect(document.activeElement?.id).toBe("own");
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  document.querySelector("[data-helpline-open]")?.dispatchEvent(click);
  expect([click.defaultPrevented, frame().hidden]).toEqual([true, false]);
});

test("buttons that come later open it too", () => {
  start();
  const late = document.createElement("button");
  late.dataset["helplineOpen"] = "";
  document.body.append(late);
  late.click();
  expect(root.querySelectorAll("iframe")).toHaveLength(1);
});

test("what loads but is not our page becomes a link, and the owner is told why and where to look", () => {
  start({ entry: "x" });
  launcher().click();
  frame().dispatchEvent(new Event("load"));
  vi.advanceTimersByTime(SILENT);
  expect(root.querySelectorAll("iframe, button:not(.x)")).toHaveLength(0);
  const { href, target, rel, textContent } = link() as HTMLAnchorElement;
  expect([href, target, rel]).toEqual([`${ORIGIN}/chat/?site=a+key&lang=en&entry=x`, "_blank", "noopener"]);
  expect(textContent).toBe("Chat (new tab)");
  expect(root.activeElement).toBe(link());
  expect(warn).toHaveBeenCalledTimes(1);
  const told = String(warn.mock.calls[0]?.[0]);
  for (const words of ['"a key" registered for https://site.example', `frame-src ${ORIGIN}`, `${ORIGIN}/console/site/a key/`]) {
    expect(told).toContain(words);
  }
});

test("a frame that never loads is given up in the end", () => {
  start();
  launcher().click();
  vi.advanceTimersByTime(NEVER - 1);
  expect(link()).toBeNull();
  vi.advanceTimersByTime(1);
  expect(link()).not.toBeNull();
});

test("a frame that came is not given up, however long it takes after that", () => {
  start();
  launcher().click();
  frame().dispatchEvent(new Event("load"));
  ready();
  vi.advanceTimersByTime(NEVER);
  expect(link()).toBeNull();
  expect(warn).not.toHaveBeenCalled();
});

test("once it is given up, the site's own button follows the link and its own link leads by itself", () => {
  document.body.innerHTML = '<button id="own">Talk</button><a id="there" href="#x">Here</a>';
  start({ open: "#own, #there", launcher: "none" });
  document.querySelector<HTMLElement>("#own")?.click();
  vi.advanceTimersByTime(NEVER);
  const followed = vi.spyOn(link() as HTMLAnchorElement, "click").mockReturnValue(undefined);
  document.querySelector<HTMLElement>("#own")?.click();
  expect(followed).toHaveBeenCalledTimes(1);
  const click = new MouseEvent("click", { bubbles: true, cancelable: true });
  document.querySelector("#there")?.dispatchEvent(click);
  expect(click.defaultPrevented).toBe(false);
});
