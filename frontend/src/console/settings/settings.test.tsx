/** Settings: they hold at once, go to the server once, come back to every window, and obey the browser's limits. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { choices, SHIPPED, wants } from "../choices";
import { columns } from "../columns";
import { listenForKeys } from "../commands/listen";
import "../commands/desk";
import { ownKeys } from "../commands/registry";
import { snapshot, TALK } from "../frames";
import { Stage } from "../stage";
import { dialog } from "../ui";

const ME = snapshot().me;
let stage: Stage;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  choices.value = {};
  stage = new Stage();
  stop = listenForKeys(stage.store);
});

afterEach(() => {
  stop();
  dialog.value = null;
  stage.close();
  choices.value = {};
  ownKeys.value = {};
  vi.useRealTimers();
});

const rest = () => act(() => { vi.advanceTimersByTime(300); });
const open = () => act(() => { dialog.value = "choices"; });

function row(name: string): HTMLElement {
  const found = [...document.querySelectorAll<HTMLElement>(".own li")].find((each) => each.textContent?.startsWith(name));
  if (found === undefined) throw new Error(`no row for ${name}`);
  return found;
}

function change(name: string, key: string, over: KeyboardEventInit = { altKey: true }): void {
  const button = row(name).querySelector("button");
  act(() => button?.click());
  act(() => { button?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...over })); });
}

describe("what is chosen", () => {
  it("holds and is sent at once; of what follows the last is sent when it rests, each as a whole", () => {
    open();
    stage.press("Dark", ".settings");
    stage.press("Ctrl + Enter", ".settings");
    expect(choices.value).toEqual({ theme: "dark", send: "ctrl_enter" });
    stage.press("Enter", ".settings");
    stage.press("Ctrl + Enter", ".settings");
    const dark = { type: "choose", choices: { theme: "dark" } };
    expect(stage.of("choose")).toEqual([dark]);
    rest();
    expect(stage.of("choose")).toEqual([dark, { type: "choose", choices: { theme: "dark", send: "ctrl_enter" } }]);
  });

  it("comes from another window, but never back over what was chosen here since", () => {
    stage.hear({ type: "choices", choices: { volume: 10 } });
    expect(choices.value).toEqual({ volume: 10 });
    act(() => stage.store.choosing.choose({ volume: 40 }));
    stage.hear({ type: "choices", choices: { volume: 10 } });
    expect(choices.value).toEqual({ volume: 40 });
    rest();
    stage.hear({ type: "choices", choices: { volume: 40 } });
    stage.hear({ type: "choices", choices: { volume: 90 } });
    expect(choices.value).toEqual({ volume: 90 });
  });

  it("is what the server has kept, at the next hello", () => {
    stage.hear(snapshot({ me: { ...ME, choices: { layout: "tabs" } } }));
    expect(choices.value).toEqual({ layout: "tabs" });
  });

  it("is taken over from what this browser kept before, once", () => {
    localStorage.setItem(`desk:${ME.id}`, JSON.stringify({ theme: "dark", locale: "fr", sound: false, notices: true }));
    stage.hear(snapshot());
    rest();
    const [frame] = stage.of("choose");
    expect(frame?.choices).toMatchObject({ theme: "dark", locale: "fr", ways: { offer: ["title", "notice"] } });
    expect(localStorage.getItem(`desk:${ME.id}`)).toBeNull();
  });
});

describe("what calls", () => {
  it("is switched for each kind of news and each way by itself", () => {
    open();
    const box = document.querySelectorAll<HTMLInputElement>(".ways tbody tr:first-child input")[0];
    act(() => { box?.click(); });
    expect(wants("offer", "sound")).toBe(false);
    expect(wants("offer", "notice")).toBe(true);
    expect(wants("risk", "sound")).toBe(true);
    expect(choices.value.ways).toEqual({ offer: SHIPPED.offer.filter((way) => way !== "sound") });
  });

  it("leaves the title alone where the title is not to call", () => {
    stage.hear({ type: "offer", conversation: TALK, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 });
    expect(document.title).toMatch(/^\(\d\) Desk$/);
    act(() => { choices.value = { ways: { offer: [], words_elsewhere: [] } }; });
    expect(document.title).toBe("Desk");
  });
});

describe("a person's own keys", () => {
  it("are caught from the keyboard, and count from then on", () => {
    open();
    change("Set the risk", "j");
    expect(choices.value.keys).toEqual({ risk: "Alt+J" });
    change("Set the risk", "r");
    expect(choices.value.keys).toEqual({});
  });

  it.each([
    ["a", { altKey: true }, "taken"],
    ["d", { altKey: true }, "browser keeps"],
    ["w", { ctrlKey: true }, "browser keeps"],
    [";", {}, "letter one writes"],
  ])("cannot be %s with %o", (key, over, why) => {
    open();
    change("Set the risk", key, over);
    expect(row("Set the risk").textContent).toContain(why);
    expect(choices.value.keys).toBeUndefined();
  });

  it("can be none, and the shipped ones again", () => {
    open();
    act(() => row("Let the offer pass").querySelectorAll("button")[1]?.click());
    expect(choices.value.keys).toEqual({ later: "" });
    stage.press("As shipped", ".own");
    expect(choices.value.keys).toEqual({});
  });
});

it("puts side by side what there is room for, and one where one is wanted", () => {
  expect([1_440, 1_680, 1_920, 2_560, 3_840].map((wide) => columns("fit", wide))).toEqual([1, 3, 3, 5, 6]);
  expect([390, 1_279, 1_440, 1_680].map((wide) => columns("columns", wide))).toEqual([1, 1, 2, 3]);
  expect(columns("tabs", 3_840)).toBe(1);
});
