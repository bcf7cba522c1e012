/** The composer in a page: keys, the palette, refusals and a line that is away. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FromConsole, ToConsole } from "../shared/protocol";
import type { LinkOptions } from "../shared/socket";
import { App } from "./app";
import { choices } from "./choices";
import { NEEDS, OUTCOMES, snapshot, TALK, TEXTER, texter, view } from "./frames";
import { index, type Snippet } from "./search";
import { recent, shelf } from "./snippets";
import { Store, StoreProvider } from "./store";
import { locale } from "./words";

const SNIPPETS: Snippet[] = ["Larch House", "Harbour Beds"].map((name) => ({
  slug: name.toLowerCase().replace(" ", "-"),
  category: "housing",
  tags: ["abri", "bed"],
  title: { en: name, fr: `Maison ${name}` },
  faces: { chat: { en: `${name}, open all night.`, fr: `${name}, toute la nuit.` }, sms: { en: `${name} sms`, fr: `${name} texto` } },
  referral: true,
}));

let sent: FromConsole[];
let hear: LinkOptions<FromConsole, ToConsole>;
let store: Store;
let place: HTMLElement;

function says() {
  return sent.filter((frame) => frame.type === "say");
}

function box(conversation = TALK): HTMLTextAreaElement {
  const found = place.querySelector<HTMLTextAreaElement>(`#c-${conversation}`);
  if (found === null) throw new Error("there is no composer");
  return found;
}

function type(words: string, into = box()): void {
  act(() => {
    into.focus();
    into.value = words;
    into.setSelectionRange(words.length, words.length);
    into.dispatchEvent(new InputEvent("input", { bubbles: true }));
  });
}

function press(key: string, over: KeyboardEventInit = {}, on: HTMLElement = box()): void {
  act(() => {
    on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...over }));
  });
}

function options(): string[] {
  return [...place.querySelectorAll('[role="option"]')].map((each) => each.querySelector(".t")?.firstChild?.textContent ?? "");
}

beforeEach(() => {
  sent = [];
  locale.value = "en";
  shelf.value = { state: "ready", entries: index(SNIPPETS) };
  recent.value = [];
  store = new Store("ws://desk", (link) => {
    hear = link;
    return { send: (frame) => { sent.push(frame); return true; }, close: () => undefined, retry: () => undefined, renew: () => undefined, doubt: () => undefined };
  });
  place = document.body.appendChild(document.createElement("div"));
  act(() => {
    render(<StoreProvider value={store}><App /></StoreProvider>, place);
    hear.onStatus("open");
    hear.onFrame(snapshot());
  });
});

afterEach(() => {
  act(() => render(null, place));
  place.remove();
  store.close();
});

describe("Enter", () => {
  it("sends once and empties the field", () => {
    type("I am here.");
    for (let times = 0; times < 3; times += 1) press("Enter");
    expect(says()).toMatchObject([{ conversation: TALK, text: "I am here." }]);
    expect(box().value).toBe("");
  });

  it("breaks the line with Shift, waits while letters are composed, ignores a held key", () => {
    type("a");
    press("Enter", { shiftKey: true });
    press("Enter", { isComposing: true });
    press("Enter", { repeat: true });
    expect(says()).toEqual([]);
  });

  it("sends by Ctrl and Enter where that was chosen, once, and Enter alone breaks the line", () => {
    act(() => { choices.value = { send: "ctrl_enter" }; });
    type("I am here.");
    press("Enter");
    expect(says()).toEqual([]);
    press("Enter", { ctrlKey: true });
    press("Enter", { ctrlKey: true });
    press("Enter", { ctrlKey: true, repeat: true });
    expect(says()).toHaveLength(1);
    act(() => { choices.value = {}; });
  });

  it("sends nothing that is too long, keeps it, and says so aloud", () => {
    type("x".repeat(2_001));
    press("Enter");
    expect(says()).toEqual([]);
    expect(box().value).toHaveLength(2_001);
    expect(place.textContent).toContain("1 too many");
    expect([...document.querySelectorAll("[aria-live=polite] > p")].at(-1)?.textContent).toContain("1 too many");
  });

  it("keeps the words while there is no connection, and says so", () => {
    act(() => hear.onStatus("lost"));
    type("Still there?");
    press("Enter");
    expect(says()).toEqual([]);
    expect(box().value).toBe("Still there?");
    expect(place.textContent).toContain("No connection. Your words stay here.");
  });
});

describe("a draft", () => {
  it("survives switching, an offer and a reconnect", () => {
    type("half a sentence");
    act(() => store.go(TEXTER));
    type("autre chose", box(TEXTER));
    act(() => {
      hear.onFrame({ type: "offer", conversation: "x", channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 });
      hear.onStatus("lost");
      hear.onStatus("open");
      hear.onFrame(snapshot());
      store.go(TALK);
    });
    expect(box().value).toBe("half a sentence");
    expect(box(TEXTER).value).toBe("autre chose");
  });

  it("comes back with the reason beside it when the words were turned down", () => {
    type("too much");
    press("Enter");
    const [said] = says();
    act(() => hear.onFrame({ type: "refused", code: "too_long", detail: "", ref: said?.id ?? "", conversation: TALK }));
    expect(box().value).toBe("too much");
    expect(place.querySelector(".trouble:not([hidden])")?.textContent).toContain("It is too long.");
  });
});

describe("the palette", () => {
  it("opens at a slash, stays a textbox, and points at what is chosen", () => {
    type("Yes. /larch");
    expect(options()).toEqual(["Larch House"]);
    expect(box().getAttribute("role")).toBeNull();
    const active = box().getAttribute("aria-activedescendant") ?? "";
    expect(document.getElementById(active)?.getAttribute("aria-selected")).toBe("true");
    expect(document.getElementById(box().getAttribute("aria-controls") ?? "")?.getAttribute("role")).toBe("listbox");
  });

  it("puts the chosen words in place of the query only", () => {
    type("Yes. /abri");
    press("ArrowDown");
    press("Enter");
    expect(box().value).toBe("Yes. Harbour Beds, open all night.");
    expect(says()).toEqual([]);
    press("Enter");
    expect(says()).toMatchObject([{ text: "Yes. Harbour Beds, open all night.", snippets: ["harbour-beds"] }]);
  });

  it("takes the text face and the seeker's language for a text, the other one after Tab", () => {
    act(() => store.go(TEXTER));
    type("/abri", box(TEXTER));
    expect(place.querySelector("blockquote")?.textContent).toBe("Larch House texto");
    press("Tab", {}, box(TEXTER));
    expect(place.querySelector("blockquote")?.textContent).toBe("Larch House sms");
    press("Enter", {}, box(TEXTER));
    expect(box(TEXTER).value).toBe("Larch House sms");
  });

  it("takes the discreet face where somebody may see the phone", () => {
    shelf.value = { state: "ready", entries: index(SNIPPETS.map((each) => ({ ...each, faces: { ...each.faces, discreet: { en: "A bed.", fr: "Un lit." } } }))) };
    act(() => {
      hear.onFrame(snapshot({ conversations: [view(), texter({ phone: { writing: "ask" } })] }));
      store.go(TEXTER);
    });
    type("/larch", box(TEXTER));
    expect(place.querySelector("blockquote")?.textContent).toBe("Un lit.");
    expect(place.querySelector(".preview .face")?.textContent).toContain("Discreet");
  });

  it("puts in several as a short list, each counted", () => {
    type("Here: /abri");
    press("Enter", { shiftKey: true });
    expect(place.querySelector(".opt .t")?.textContent).toContain("1. ");
    press("ArrowDown");
    press("Enter");
    expect(box().value).toBe("Here: 1. Larch House, open all night.\n2. Harbour Beds, open all night.");
    press("Enter");
    expect(says()).toMatchObject([{ snippets: ["larch-house", "harbour-beds"] }]);
  });

  it("puts in nothing that is out of date, and says so", () => {
    const [old, good] = SNIPPETS as [Snippet, Snippet];
    shelf.value = { state: "ready", entries: index([{ ...old, due: "expired", faces: {} }, { ...good, due: "overdue" }]) };
    type("/abri");
    expect(place.querySelector(".opt.is-off")?.textContent).toContain("out of date");
    press("Enter");
    expect(box().value).toBe("/abri");
    press("ArrowDown");
    expect(place.querySelector(".opt[aria-selected=true] .care")?.textContent).toBe("Not checked lately");
    press("Enter");
    expect(box().value).toBe("Harbour Beds, open all night.");
  });

  it("leaves out what is switched off on the line", () => {
    const line = snapshot().me.line;
    shelf.value = { state: "ready", entries: index(SNIPPETS.map((each, n) => ({ ...each, off: n === 0 ? [line] : ["Elsewhere"] }))) };
    type("/abri");
    expect(options()).toEqual(["Harbour Beds"]);
  });

  it("counts what was put in again when the words come back and go once more", () => {
    type("/larch");
    press("Enter");
    press("Enter");
    const [said] = says();
    act(() => hear.onFrame({ type: "refused", code: "paused", detail: "", ref: said?.id ?? "", conversation: TALK }));
    press("Enter");
    expect(says().at(-1)).toMatchObject({ text: "Larch House, open all night.", snippets: ["larch-house"] });
  });

  it("closes on Escape and keeps what was typed", () => {
    type("/larch");
    press("Escape");
    expect(options()).toEqual([]);
    expect(box().value).toBe("/larch");
  });

  it("never sends a search that found nothing by its own Enter", () => {
    type("/nothinglikeit");
    press("Enter");
    expect(says()).toEqual([]);
    expect(place.textContent).toContain("Nothing found");
  });
});

describe("what stands in the composer's place", () => {
  it("is no field at all for someone who left in a hurry", () => {
    act(() => hear.onFrame({ type: "step", conversation: TALK, seq: 3, happening: "exited", state: "active", at: 0 }));
    expect(place.querySelector(`#c-${TALK}`)).toBeNull();
    expect(place.textContent).toContain("Do not write");
  });

  it("does not stand below somebody who is said to write, when they have left", () => {
    act(() => hear.onFrame({ type: "typing", conversation: TALK, on: true }));
    expect(place.querySelector<HTMLElement>(".writing")?.hidden).toBe(false);
    act(() => hear.onFrame({ type: "presence", conversation: TALK, presence: "left_in_a_hurry" }));
    expect(place.querySelector<HTMLElement>(".writing")?.hidden).toBe(true);
  });

  it("is a wrap-up after the end, and asks for the type of contact before it closes", () => {
    act(() => hear.onFrame(snapshot({ conversations: [view({ state: "wrap_up" }), texter()] })));
    const form = place.querySelector<HTMLFormElement>("form.wrap");
    expect(form?.querySelectorAll('input[type="radio"]:checked')).toHaveLength(0);
    act(() => { form?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true })); });
    expect(sent.filter(({ type }) => type === "wrap")).toEqual([]);
    expect(form?.querySelector('button[type="submit"]')?.getAttribute("aria-disabled")).toBe("true");
  });

  it("closes with what was chosen for the figures", () => {
    act(() => hear.onFrame(snapshot({ conversations: [view({ state: "wrap_up", needs: NEEDS, outcomes: OUTCOMES }), texter()] })));
    for (const value of ["place", "shelter", "legal", "referred"]) {
      act(() => place.querySelector<HTMLInputElement>(`form.wrap input[value="${value}"]`)?.click());
    }
    const form = place.querySelector<HTMLFormElement>("form.wrap");
    act(() => { form?.dispatchEvent(new SubmitEvent("submit", { bubbles: true, cancelable: true })); });
    expect(sent.at(-1)).toEqual({
      type: "wrap", conversation: TALK, kind: "place", needs: ["shelter", "legal"], outcome: "referred",
    });
  });
});

it("writes hostile words as words", () => {
  const text = `<img src=x onerror="alert(1)"><script>alert(1)</script>`;
  act(() => hear.onFrame({ type: "message", conversation: TALK, seq: 3, author: "seeker", text, at: 0 }));
  expect(place.querySelector("img, script")).toBeNull();
  expect(place.textContent).toContain(text);
});

describe("blanks of a wording", () => {
  const selected = () => box().value.slice(box().selectionStart, box().selectionEnd);

  beforeEach(() => {
    const words = { en: "Come on {date} at {time}.", fr: "Venez le {date} à {heure}." };
    shelf.value = { state: "ready", entries: index([{ ...(SNIPPETS[0] as Snippet), faces: { chat: words, sms: words } }]) };
  });

  it("are gone through with Tab, which goes on when there are no more", () => {
    type("/larch");
    press("Enter");
    expect(selected()).toBe("{date}");
    press("Tab");
    expect(selected()).toBe("{time}");
    press("Tab", { shiftKey: true });
    expect(selected()).toBe("{date}");
    press("Tab");
    const leaving = new KeyboardEvent("keydown", { key: "Tab", bubbles: true, cancelable: true });
    act(() => { box().dispatchEvent(leaving); });
    expect(leaving.defaultPrevented).toBe(false);
  });

  it("hold the words back once: the first Enter shows the blank, the second sends", () => {
    type("Come on {date}.");
    press("Enter");
    expect([says().length, selected()]).toEqual([0, "{date}"]);
    expect(place.textContent).toContain("There is still a blank: date.");
    press("Enter");
    expect(says().map((frame) => frame.type === "say" && frame.text)).toEqual(["Come on {date}."]);
  });

  it("hold what was put in back until each is filled in, however often Enter is pressed", () => {
    type("/larch");
    press("Enter");
    for (let times = 0; times < 3; times += 1) press("Enter");
    expect([says().length, selected()]).toEqual([0, "{date}"]);
    expect(place.textContent).toContain("There is still a blank: date. Fill it in, or take it out.");
    type("Come on Monday at {time}.");
    press("Enter");
    expect([says().length, selected()]).toEqual([0, "{time}"]);
    type("Come on Monday at 4.");
    press("Enter");
    expect(says()).toMatchObject([{ text: "Come on Monday at 4.", snippets: ["larch-house"] }]);
  });

  it("are filled with the shift name by themselves", () => {
    const words = { en: "{me} will be here. {{me}}", fr: "{me} sera là." };
    shelf.value = { state: "ready", entries: index([{ ...(SNIPPETS[0] as Snippet), faces: { chat: words } }]) };
    type("/larch");
    press("Enter");
    expect(box().value).toBe(`${snapshot().me.name} will be here. {{me}}`);
  });

  it("once filled in, go at once", () => {
    type("Come on {date}.");
    press("Enter");
    type("Come on Monday.");
    expect(place.querySelector(".trouble:not([hidden])")).toBeNull();
    press("Enter");
    expect(says()).toHaveLength(1);
  });
});
