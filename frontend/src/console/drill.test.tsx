/** On a drill line the desk and every conversation say that nobody real writes. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FromConsole, ToConsole } from "../shared/protocol";
import type { LinkOptions } from "../shared/socket";
import { App } from "./app";
import { snapshot, view } from "./frames";
import { Store, StoreProvider } from "./store";
import { locale } from "./words";

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

function marks(drill: boolean): string[] {
  const shown = snapshot({ conversations: [view()] });
  act(() => hear.onFrame({ ...shown, me: { ...shown.me, drill } }));
  return [...place.querySelectorAll(".chip.drill")].map((each) => each.textContent ?? "");
}

it("is said in the top bar and in the head of each conversation", () => {
  expect(marks(true)).toEqual(["Drill: Everybody who writes on this line is made up.", "Drill"]);
});

it("is said nowhere else", () => {
  expect(marks(false)).toEqual([]);
});
