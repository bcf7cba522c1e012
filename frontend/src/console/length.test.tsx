/** A talk that grows long is said to, beside it, at the line's minutes; a text has no length. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FromConsole, ToConsole, View } from "../shared/protocol";
import type { LinkOptions } from "../shared/socket";
import { App } from "./app";
import { NOON, phone, snapshot, view } from "./frames";
import { talkingSince } from "./length";
import { Store, StoreProvider } from "./store";
import { setClock } from "./time";
import { locale, t } from "./words";

const MINUTE = 60_000;
const TALK: Partial<View> = {
  state: "active",
  messages: [
    { seq: 1, author: "seeker", text: "hello", at: NOON },
    { seq: 3, author: "counsellor", text: "I am here.", at: NOON + 3 * MINUTE, name: "Robin" },
  ],
};

let hear: LinkOptions<FromConsole, ToConsole>;
let store: Store;
let place: HTMLElement;

beforeEach(() => {
  locale.value = "en";
  store = new Store("ws://desk", (link) => {
    hear = link;
    return { send: () => true, close: () => undefined, retry: () => undefined, renew: () => undefined, doubt: () => undefined };
  });
  place = document.body.appendChild(document.createElement("div"));
  act(() => {
    render(<StoreProvider value={store}><App /></StoreProvider>, place);
    hear.onStatus("open");
  });
});

afterEach(() => {
  act(() => render(null, place));
  place.remove();
  store.close();
});

/** What stands beside the talk, so many minutes after its first answer, on a line that says when one is long. */
function beside(minutes: number, talk_minutes: number): string {
  const desk = snapshot({ conversations: [view(TALK)] });
  act(() => {
    hear.onFrame({ ...desk, me: { ...desk.me, talk_minutes } });
    setClock(NOON + (3 + minutes) * MINUTE);
  });
  return place.querySelector(".about")?.textContent ?? "";
}

describe("a talk", () => {
  it("is told its length beside it, and that it grows long from the line's minutes on", () => {
    expect(beside(44, 45)).toContain("44\u00a0min");
    expect(beside(44, 45)).not.toContain(t("about_long"));
    expect(beside(45, 45)).toContain(t("about_long"));
  });

  it("is never called long where the line says 0", () => {
    expect(beside(500, 0)).not.toContain(t("about_long"));
  });

  it.each<[string, Partial<View>]>([
    ["that nobody has answered yet", { messages: TALK.messages?.slice(0, 1) ?? [] }],
    ["that is being wrapped up", { state: "wrap_up" }],
    ["by text", { phone: phone() }],
  ])("%s has no length", (_, more) => {
    expect(talkingSince(view({ ...TALK, ...more }))).toBeUndefined();
  });
});
