/** The queue says why somebody is first, an offer is passed on with a reason, and who was put aside reads so. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FromConsole, ToConsole, Why } from "../shared/protocol";
import type { LinkOptions } from "../shared/socket";
import { App } from "./app";
import { NEWCOMER, snapshot } from "./frames";
import { Store, StoreProvider } from "./store";
import { panel } from "./ui";
import { reasons } from "./why";
import { locale } from "./words";

const WHY: Why[] = [{ code: "dropped", tier: 3 }, { code: "risk", tier: 2 }, { code: "phrase", tier: 1, phrase: "j’ai peur" }, { code: "help", tier: 1 }];
let sent: FromConsole[];
let hear: LinkOptions<FromConsole, ToConsole>;
let store: Store;
let place: HTMLElement;

beforeEach(() => {
  sent = [];
  store = new Store("ws://desk", (link) => {
    hear = link;
    const nothing = () => undefined;
    return { send: (frame) => { sent.push(frame); return true; }, close: nothing, retry: nothing, renew: nothing, doubt: nothing };
  });
  place = document.body.appendChild(document.createElement("div"));
  act(() => {
    render(<StoreProvider value={store}><App /></StoreProvider>, place);
    hear.onStatus("open");
    hear.onFrame(snapshot());
  });
});

afterEach(() => {
  locale.value = "en";
  panel.value = null;
  act(() => render(null, place));
  place.remove();
  store.close();
});

const press = (name: string) => act(() => {
  const button = [...place.querySelectorAll("button")].find((each) => (each.textContent ?? "").startsWith(name));
  if (button === undefined) throw new Error(`no button ${name}`);
  button.click();
});

it("says every reason in both languages, and nothing where there is none", () => {
  expect(reasons(WHY)).toBe("high risk, their counsellor is gone, wrote “j’ai peur”, asked for help");
  locale.value = "fr";
  expect(reasons(WHY)).toBe("risque élevé, la personne qui répondait n’est plus là, a écrit «\u00a0j’ai peur\u00a0», a demandé de l’aide");
  expect(reasons([])).toBe("");
});

it("says on each row of the queue and on the offer why it is first", () => {
  act(() => hear.onFrame({ type: "queue", queue: [{ channel: "web", locale: "en", since: 0, why: WHY.slice(1, 2) }, { channel: "web", locale: "en", since: 1 }] }));
  const rows = [...place.querySelectorAll(".line-up li")].map((row) => row.textContent ?? "");
  expect(rows[0]).toContain("high risk");
  expect(rows[1]).not.toContain("risk");
  act(() => hear.onFrame({ type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000, why: WHY.slice(0, 1) }));
  expect(place.querySelector(".offer")?.textContent).toContain("their counsellor is gone");
});

it("passes an offer on with a reason, and closes what it asked in", () => {
  act(() => hear.onFrame({ type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() + 30_000 }));
  press("Later, and why");
  press("I need a break");
  expect(sent.at(-1)).toEqual({ type: "decline", conversation: NEWCOMER, reason: "break" });
  expect(place.querySelector(".panel")).toBeNull();
});

it("says to whoever was put aside that offers rang, until they are back", () => {
  act(() => hear.onFrame({ type: "status", status: "resting", aside: true }));
  expect(place.querySelector(".offer")?.textContent).toContain("Two offers rang unanswered");
  act(() => hear.onFrame({ type: "status", status: "here" }));
  expect(place.querySelector(".offer")?.textContent).not.toContain("Two offers rang unanswered");
});

it("says of whom has gone quiet that they have, and on an offer that they just have", () => {
  act(() => hear.onFrame({ type: "queue", queue: [{ channel: "web", locale: "en", since: 0, presence: "quiet" }] }));
  expect(place.querySelector(".line-up li")?.textContent).toContain("gone quiet");
  act(() => hear.onFrame({ type: "offer", conversation: NEWCOMER, channel: "web", locale: "en", since: 0, until: Date.now() * 2, presence: "quiet" }));
  expect(place.querySelector(".offer")?.textContent).toContain("They have just gone quiet.");
});

it("lets the next one be taken where it asks for a skill that one has", () => {
  const next = () => [...place.querySelectorAll("button")].find((each) => (each.textContent ?? "").startsWith("Take the next one"))?.getAttribute("aria-disabled");
  const wanted = (skill: string) => act(() => hear.onFrame({ type: "queue", queue: [{ channel: "web", locale: "en", since: 0, skill }] }));
  const { id, name, languages } = snapshot().me;
  const team = [{ id, name, languages, status: "here" as const, held: 0, capacity: 3, skills: ["", "housing"], live_room: 3, text_room: 3 }];
  act(() => hear.onFrame(snapshot({ team, conversations: [] })));
  wanted("peer");
  expect(next()).toBe("true");
  wanted("housing");
  expect(next()).toBe("false");
});
