/** A supervisor changes how many a colleague may hold, and what they may be offered, from the line's sheet. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Colleague, FromConsole, ToConsole } from "../../shared/protocol";
import type { LinkOptions } from "../../shared/socket";
import { App } from "../app";
import { snapshot } from "../frames";
import { Store, StoreProvider } from "../store";
import { dialog } from "../ui";
import { locale } from "../words";

const NOOR: Colleague = { id: "00000000-0000-4000-8000-0000000000f1", name: "Noor", status: "here", held: 1, capacity: 3, languages: ["fr"], skills: ["", "housing"] };

let hear: LinkOptions<FromConsole, ToConsole>;
let store: Store;
let place: HTMLElement;
const sent: FromConsole[] = [];

beforeEach(() => {
  locale.value = "en";
  sent.length = 0;
  HTMLDialogElement.prototype.showModal = vi.fn();
  HTMLDialogElement.prototype.close = vi.fn();
  store = new Store("ws://desk", (link) => {
    hear = link;
    return { send: (frame) => { sent.push(frame); return true; }, close: () => undefined, retry: () => undefined, renew: () => undefined, doubt: () => undefined };
  });
  place = document.body.appendChild(document.createElement("div"));
  act(() => {
    render(<StoreProvider value={store}><App /></StoreProvider>, place);
    hear.onStatus("open");
  });
});

afterEach(() => {
  act(() => { dialog.value = null; });
  act(() => render(null, place));
  place.remove();
  store.close();
});

function opened(person: Colleague): void {
  const desk = snapshot({ team: [person, { ...NOOR, id: "x", name: "Ash", status: "away" }], skills: ["housing", "legal", "peer"] });
  act(() => hear.onFrame({ ...desk, me: { ...desk.me, supervisor: true } }));
  act(() => { dialog.value = "line"; });
  sent.length = 0;
}

function press(label: string): void {
  const found = [...place.querySelectorAll<HTMLButtonElement>(".line-talk button")].find((each) => (each.getAttribute("aria-label") ?? each.textContent) === label);
  if (found === undefined) throw new Error(`no button ${label}`);
  act(() => found.click());
}

it("says who is here and changes how many at once, within what anybody may hold", () => {
  opened(NOOR);
  expect(place.querySelector("#line-people")?.parentElement?.textContent).not.toContain("Ash");
  press("Noor: one more at once");
  press("Noor: one less at once");
  expect(sent).toEqual([{ type: "capacity", colleague: "Noor", capacity: 4 }, { type: "capacity", colleague: "Noor", capacity: 2 }]);
});

it("does not go past the bounds", () => {
  opened({ ...NOOR, capacity: 6 });
  press("Noor: one more at once");
  opened({ ...NOOR, capacity: 0 });
  press("Noor: one less at once");
  expect(sent).toEqual([]);
});

it("gives and takes what the line knows, and leaves the rest", () => {
  opened(NOOR);
  press("legal");
  press("housing");
  expect(sent).toEqual([{ type: "skills", colleague: "Noor", skills: ["housing", "legal"] }, { type: "skills", colleague: "Noor", skills: [] }]);
});

it("leaves a peer's as they are", () => {
  opened({ ...NOOR, skills: ["peer"] });
  expect(() => press("housing")).toThrow();
  expect(place.textContent).toContain("A peer");
});
