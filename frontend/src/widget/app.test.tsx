/** Every picture: the exit first, who and next in two lines, axe finds nothing, the words are escaped. */
import axe from "axe-core";
import { render } from "preact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Shown } from "../shared/protocol.ts";
import { App, type Ui } from "./app.tsx";
import { readPage } from "./page.ts";
import * as rest from "./rest.ts";
import type { Scene } from "./scene.ts";
import { newTalk } from "./state.ts";
import type { View } from "./view.ts";
import { Visit } from "./visit.ts";

const line = {
  danger: "911",
  despair: "988",
  elsewhere: [
    { name: { en: "Night bed line", fr: "Ligne de nuit" }, help: { en: "A place to sleep" }, call: "204-555-0117" },
    { name: { en: "Odd" }, open: "javascript:alert(1)" },
  ],
  directory: "https://example.org/places",
  hours: { week: [["18:00-02:00"], [], [], [], [], [], []], dates: { "2026-12-25": [] }, zone: "America/Winnipeg" },
  questions: { name: true, age: true, topics: { en: ["a bed tonight"], fr: ["un lit"] } },
  keep_days: 7,
  follow_up_days: 30,
  return_hours: 2,
  survey: true,
} as const;
const page = readPage({ site: "k", exitUrl: "https://example.org/", title: "Chat", line: JSON.stringify(line) });
const robin: Shown = { seq: 3, author: "counsellor", text: "Call 204-555-0142", at: 1, name: "Robin" };
const own: Shown = { seq: 2, author: "seeker", text: "<b>hello</b>", at: 1, id: "1" };
const ui: Ui = { locale: "en", menu: false, times: false, first: "", big: null };
const set = vi.fn();
const onExit = vi.fn((event: Event) => event.preventDefault());

function view(scene: Scene, change: Partial<View> = {}): View {
  return { talk: newTalk(2000), scene, unsent: [], cut: false, trouble: null, draft: "", choice: null, anew: false, wish: "", answered: true, asked: false, ...change };
}

const talk = { ...newTalk(2000), state: "active", who: "Robin", messages: [own, robin], typing: true } as const;

function show(of: View, change: Partial<Ui> = {}): HTMLElement {
  const root = document.getElementById("app");
  if (root === null) throw new Error("no root");
  const visit = new Visit(page, () => undefined);
  render(
    <App page={page} visit={visit} view={of} ui={{ ...ui, ...change }} set={set} rest={rest} onExit={onExit} onAside={null} />,
    root,
  );
  return root;
}

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: false }));
  vi.stubGlobal("CSS", { supports: () => true });
  document.documentElement.lang = "en";
  document.title = "Chat";
  document.body.innerHTML = '<div id="app"></div>';
});

afterEach(() => vi.unstubAllGlobals());

const late = { id: "9", text: "late", since: 1, progress: "not_sent" } as const;
const pictures: [string, View][] = [
  ["first lines", view("first")],
  ["begun anew", view("first", { anew: true })],
  ["coming back", view("back")],
  ["getting a place", view("waiting", { talk: newTalk(2000) })],
  ["writing once more", view("write", { talk: { ...talk, state: "closed" } })],
  ["closing", view("waiting", { talk: { ...talk, state: "waiting", messages: [own], door: { state: "closing" } } })],
  ["paused in line", view("waiting", { talk: { ...talk, state: "waiting", messages: [own], paused: 5 } })],
  ["go", view("go", { talk: { ...talk, messages: [], unready: true } })],
  ["go in a minute", view("go", { talk: { ...talk, messages: [], unready: true, paused: 5 } })],
  ["paused", view("here", { talk: { ...talk, paused: 5 } })],
  ["a number to come back", view("here", { talk: { ...talk, code: { number: "204 731 0168", until: 5 } } })],
  ["closed", view("closed", { talk: { ...newTalk(2000), door: { state: "closed", opens: 5 } }, draft: "hello" })],
  ["full", view("closed", { talk: { ...newTalk(2000), door: { state: "full" } }, trouble: "bad_code" })],
  ["missed", view("over", { talk: { ...talk, state: "abandoned", messages: [own], door: { state: "closed" } } })],
  ["waiting", view("waiting", { talk: { ...talk, state: "waiting", messages: [own], wait: "minutes" } })],
  ["talk", view("here", { talk })],
  ["no line", view("here", { talk, cut: true, unsent: [late, { ...late, id: "10" }] })],
  ["too long", view("here", { talk, trouble: "too_long", draft: "x".repeat(2001) })],
  ["choice", view("over", { talk: { ...talk, state: "closed", eraseAt: 5 } })],
  ["erased", view("done", { talk: { ...talk, state: "closed", erased: true, messages: [] } })],
  ["asked", view("done", { asked: true, talk: { ...talk, state: "closed", erased: true, messages: [] } })],
  ["shut", view("shut")],
];

test.each(pictures)("%s: the exit comes first, the strip says two lines", (_name, of) => {
  const root = show(of);
  expect(root.querySelector("a, button, textarea")?.className).toBe("exit");
  expect(root.querySelectorAll("[role=status].now p")).toHaveLength(2);
  expect(root.textContent).not.toMatch(/\{\w+\}|undefined|null/);
});

test.each(pictures)("%s: axe finds nothing, in both languages and with the menu open", async (_name, of) => {
  for (const change of [{}, { locale: "fr" as const }, { menu: true }]) {
    const root = show(of, change);
    const found = await axe.run(root, { rules: { "color-contrast": { enabled: false } } });
    expect(found.violations.map((each) => `${each.id}: ${each.nodes[0]?.html ?? ""}`)).toEqual([]);
  }
});

test("words are words and never markup", () => {
  const root = show(view("here", { talk }));
  expect(root.querySelector(".mine .words")?.textContent).toBe("<b>hello</b>");
  expect(root.querySelector(".words b")).toBeNull();
  expect(root.querySelector(".words a")?.getAttribute("href")).toBe("tel:2045550142");
});

test("not sent is said in words, once for the run", () => {
  const root = show(view("here", { talk, cut: true, unsent: [late, { ...late, id: "10" }] }));
  expect([...root.querySelectorAll(".unsent .state")].map((each) => each.textContent)).toEqual([
    "2 not sent yet. We keep trying.",
  ]);
});

test("times are there only when asked for", () => {
  expect(show(view("here", { talk })).querySelector("time")).toBeNull();
  expect(show(view("here", { talk }), { times: true }).querySelectorAll("time")).toHaveLength(2);
});

test("the log is polite and the dots are silent", () => {
  const root = show(view("here", { talk }));
  expect(root.querySelector("[role=log] ol.log")).not.toBeNull();
  expect(root.querySelector(".writing")?.getAttribute("aria-live")).toBe("off");
});

test("nobody is said to be writing while there is no connection to hear it by", () => {
  expect(show(view("here", { talk, cut: true })).querySelector(".writing")).toBeNull();
});

test("who was writing when it ended is told that the words are still there", () => {
  const over = { talk: { ...talk, state: "wrap_up" } } as const;
  expect(show(view("over", over)).textContent).not.toContain("still here");
  expect(show(view("over", { ...over, draft: "and then he" })).textContent).toContain("still here");
});

test("who chose days is not offered to leave it as it is, and is told what happens if they just leave", () => {
  const over = { talk: { ...talk, state: "wrap_up" } } as const;
  const chose = show(view("over", { ...over, wish: "days" }));
  expect(chose.textContent).not.toContain("Leave it as it is");
  expect(chose.textContent).not.toContain("as we told you");
  expect(chose.querySelector(".foot")?.textContent).toContain("If you just leave, we keep them 7 days.");
  expect(chose.querySelector<HTMLInputElement>("input:checked")?.parentElement?.textContent).toContain("Keep them 7 days");
  expect(show(view("over", over)).textContent).toContain("Leave it as it is");
});

test.each(["write", "done"] as const)("%s: after the end it can all be erased at once, too, while it is there", (scene) => {
  const closed = { ...talk, state: "closed" } as const;
  expect(show(view(scene, { talk: closed }), { menu: true }).textContent).toContain("Erase this chat now");
  const erased = { ...closed, erased: true, messages: [] };
  expect(show(view(scene, { talk: erased }), { menu: true }).textContent).not.toContain("Erase this chat now");
});

test("the limit is said beside the words, and the words stay", () => {
  const root = show(view("here", { talk, trouble: "too_long", draft: "x".repeat(2001) }));
  expect(root.querySelector(".foot .banner")?.textContent).toContain("2,000");
  expect(root.querySelector(".foot .care")?.textContent).toBe("Too long by 1");
  expect(root.querySelector("textarea")?.value).toHaveLength(2001);
});

test("Escape closes a sheet, and the sheet leaves the exit reachable", () => {
  const root = show(view("here", { talk }), { menu: true });
  const sheet = root.querySelector<HTMLElement>("[role=dialog]");
  expect(sheet?.contains(document.activeElement)).toBe(true);
  expect(root.querySelector("main")?.hasAttribute("inert")).toBe(true);
  expect(root.querySelector(".bar")?.closest("[inert]")).toBeNull();
  sheet?.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
  expect(set).toHaveBeenCalledWith({ menu: false });
});

test("the exit leads away even if no script runs", () => {
  const exit = show(view("first")).querySelector<HTMLAnchorElement>(".exit");
  expect([exit?.href, exit?.target, exit?.rel]).toEqual(["https://example.org/", "_top", "noreferrer"]);
  exit?.click();
  expect(onExit).toHaveBeenCalled();
});
