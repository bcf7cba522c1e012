/** Keys in a page: they reach the desk from inside a field, give the focus back, and ring nothing twice. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FromConsole, ToConsole } from "../../shared/protocol";
import type { LinkOptions } from "../../shared/socket";
import { App } from "../app";
import { NEWCOMER, shown, snapshot, TALK, TEXTER, texter, view } from "../frames";
import "./desk";
import { waiting } from "./going";
import { listenForKeys } from "./listen";
import { find } from "../state";
import { Store, StoreProvider } from "../store";
import { panel } from "../ui";

let sent: FromConsole[];
let hear: LinkOptions<FromConsole, ToConsole>;
let store: Store;
let place: HTMLElement;
let stop: () => void;

function press(key: string, over: KeyboardEventInit = { altKey: true }): void {
  act(() => {
    const on = document.activeElement ?? document.body;
    on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...over }));
  });
}

function focused(): string {
  return document.activeElement?.textContent ?? "";
}

beforeEach(() => {
  sent = [];
  store = new Store("ws://desk", (link) => {
    hear = link;
    const nothing = () => undefined;
    return { send: (frame) => { sent.push(frame); return true; }, close: nothing, retry: nothing, renew: nothing, doubt: nothing };
  });
  stop = listenForKeys(store);
  place = document.body.appendChild(document.createElement("div"));
  act(() => {
    render(<StoreProvider value={store}><App /></StoreProvider>, place);
    hear.onStatus("open");
    hear.onFrame(snapshot());
  });
});

afterEach(() => {
  stop();
  panel.value = null;
  act(() => render(null, place));
  place.remove();
  store.close();
});

it("goes to a conversation and puts the caret into its field", () => {
  press("2");
  expect(document.activeElement?.id).toBe(`c-${TEXTER}`);
  press("ArrowUp");
  expect(document.activeElement?.id).toBe(`c-${TALK}`);
});

it("takes the offer once, however long the key is held, and lets it pass by another key", () => {
  const offer = { type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 } as const;
  act(() => hear.onFrame(offer));
  press("a");
  press("a", { altKey: true, repeat: true });
  expect(sent.filter(({ type }) => type === "accept")).toHaveLength(1);
  act(() => hear.onFrame({ type: "refused", code: "no_offer", detail: "", conversation: NEWCOMER }));
  act(() => hear.onFrame(offer));
  press("l");
  expect(sent.at(-1)).toEqual({ type: "decline", conversation: NEWCOMER });
});

it("gives letters to nobody between taking and having, then to the new one, or back", () => {
  const offer = { type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 } as const;
  press("1");
  act(() => hear.onFrame(offer));
  press("a");
  expect(document.activeElement).toBe(document.body);
  act(() => hear.onFrame({ type: "refused", code: "already_taken", detail: "", conversation: NEWCOMER }));
  expect(document.activeElement?.id).toBe(`c-${TALK}`);
  act(() => hear.onFrame(offer));
  press("a");
  act(() => hear.onFrame({ type: "conversation", view: view({ conversation: NEWCOMER }) }));
  expect(document.activeElement?.id).toBe(`c-${NEWCOMER}`);
  press("n");
  expect(document.activeElement).toBe(document.body);
});

it("takes what rings as the next one, also if it began to ring when the key was already pressed", () => {
  const offer = { type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 } as const;
  press("1");
  act(() => hear.onFrame(offer));
  press("n");
  expect(sent.at(-1)).toEqual({ type: "accept", conversation: NEWCOMER });
  expect(document.activeElement).toBe(document.body);
  act(() => hear.onFrame({ type: "refused", code: "no_offer", detail: "", conversation: NEWCOMER }));
  press("n");
  expect(sent.at(-1)).toEqual({ type: "take" });
  act(() => hear.onFrame(offer));
  act(() => hear.onFrame({ type: "refused", code: "nobody_waiting", detail: "" }));
  expect(sent.at(-1)).toEqual({ type: "accept", conversation: NEWCOMER });
  expect(document.activeElement).toBe(document.body);
  act(() => hear.onFrame({ type: "conversation", view: view({ conversation: NEWCOMER }) }));
  expect(document.activeElement?.id).toBe(`c-${NEWCOMER}`);
});

it.each([
  ["y", "asks", { type: "asks", asks: [{ conversation: NEWCOMER, name: "Noor", channel: "web", locale: "en", since: 0, until: Date.now() + 60_000 }] }],
  ["m", "company", { type: "company", company: [{ conversation: NEWCOMER, who: "me", name: "Robin", part: "guest", by: "Noor", channel: "web", locale: "en", mine: true, until: Date.now() + 60_000 }] }],
] as const)("gives letters to nobody after Alt %s either, until it is here or was refused", (key, _, frame) => {
  press("1");
  act(() => hear.onFrame(frame));
  press(key);
  expect(document.activeElement).toBe(document.body);
  act(() => hear.onFrame({ type: "refused", code: "no_offer", detail: "", conversation: NEWCOMER }));
  expect(document.activeElement?.id).toBe(`c-${TALK}`);
  press(key);
  act(() => hear.onFrame({ type: "conversation", view: view({ conversation: NEWCOMER }) }));
  expect(document.activeElement?.closest("[data-conversation]")?.getAttribute("data-conversation")).toBe(NEWCOMER);
});

it("says of full hands that nothing more is offered, also after a refusal", () => {
  act(() => hear.onFrame(snapshot({ me: { ...snapshot().me, capacity: 2 } })));
  act(() => hear.onFrame({ type: "refused", code: "full", detail: "" }));
  expect(place.querySelector(".offer")?.textContent).toContain("Nothing more is offered.");
});

it("promises no offer while the line is cut", () => {
  act(() => hear.onStatus("lost"));
  expect(place.querySelector(".offer")?.textContent).toContain("Nothing rings until it is back.");
});

it("asks before it ends, and goes back to where one was on Escape", () => {
  press("1");
  press("w");
  expect(focused()).toBe("End now");
  press("Escape", {});
  expect(focused()).toBe("End");
  expect(sent.filter(({ type }) => type === "end")).toEqual([]);
});

it("sets the risk from the keyboard", () => {
  press("1");
  press("r");
  expect(focused()).toBe("No risk flag");
  const high = [...place.querySelectorAll("button")].find((each) => each.textContent === "High");
  act(() => high?.click());
  expect(sent.at(-1)).toEqual({ type: "flag", conversation: TALK, level: 2 });
  expect(document.activeElement?.id).toBe(`c-${TALK}`);
});

it("finds the next one that waits for us, going round", () => {
  const ours = shown(3, { author: "counsellor" });
  act(() => hear.onFrame(snapshot({ conversations: [view({ seq: 3, messages: [ours] }), texter()] })));
  const desk = store.desk.value;
  if (desk === null) throw new Error("no desk");
  expect(find(desk, waiting(desk, TALK) ?? null)?.handle).toBe("Blue Maple");
  expect(waiting(desk, TEXTER)).toBeUndefined();
});
