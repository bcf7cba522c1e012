/** Who may not be written to yet, who comes in, and who asked for somebody else: as a counsellor sees it. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FromConsole, Snapshot, ToConsole } from "../shared/protocol";
import type { LinkOptions } from "../shared/socket";
import { App } from "./app";
import { NOON, shown, snapshot, step, TALK, view } from "./frames";
import { find } from "./state";
import { Store, StoreProvider } from "./store";
import { setClock } from "./time";
import { locale } from "./words";

const QUARTER = 15 * 60_000;

let sent: FromConsole[];
let hear: LinkOptions<FromConsole, ToConsole>;
let store: Store;
let place: HTMLElement;

function frames(...all: ToConsole[]): void {
  act(() => all.forEach((frame) => hear.onFrame(frame)));
}

function shows(over: Partial<Snapshot> = {}): void {
  frames(snapshot({ conversations: [view()], ...over }));
}

function box(): HTMLTextAreaElement {
  const found = place.querySelector<HTMLTextAreaElement>(`#c-${TALK}`);
  if (found === null) throw new Error("there is no composer");
  return found;
}

function write(words: string): void {
  act(() => {
    box().focus();
    box().value = words;
    box().dispatchEvent(new InputEvent("input", { bubbles: true }));
    box().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  });
}

function all(selector: string): string[] {
  return [...place.querySelectorAll(selector)].map((each) => each.textContent ?? "");
}

function button(words: string): HTMLButtonElement {
  const found = [...place.querySelectorAll("button")].find((each) => each.textContent?.includes(words));
  if (found === undefined) throw new Error(`there is no button ${words}`);
  return found;
}

const says = () => sent.filter(({ type }) => type === "say");
const typing = () => sent.filter(({ type }) => type === "typing");
const supervisor = { ...snapshot().me, supervisor: true };

beforeEach(() => {
  sent = [];
  locale.value = "en";
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
  act(() => render(null, place));
  place.remove();
  store.close();
});

describe("somebody who has not pressed Go", () => {
  beforeEach(() => shows({ conversations: [view({ unready: true, messages: [], seq: 3 })] }));

  it("cannot be written to, and the composer says why and keeps the draft", () => {
    write("Are you there?");
    expect(says()).toEqual([]);
    expect(typing()).toEqual([]);
    expect(box().value).toBe("Are you there?");
    expect(all(".strip.care")[0]).toContain("Wait for their Go.");
    expect(all(".count")[0]).toBe("Not ready yet. Your words stay here.");
    expect(button("Send").getAttribute("aria-disabled")).toBe("true");
    expect(document.getElementById(box().getAttribute("aria-describedby") ?? "")?.textContent).toContain("alone with the screen");
    expect(all(".conv .since .long")[0]).toBe("Not ready yet");
  });

  it("opens by itself when they press it, and the thread tells", () => {
    write("Are you there?");
    frames(step(4, "ready"));
    expect(all(".strip.care")).toEqual([]);
    expect(all(".fact").join()).toContain("They pressed Go at");
    expect(box().value).toBe("Are you there?");
    write("Are you there?");
    expect(says()).toHaveLength(1);
  });

  it("opens when they write, which tells enough", () => {
    frames(step(4, "ready", { detail: "words" }));
    expect(all(".strip.care")).toEqual([]);
    expect(all(".fact").join()).not.toContain("Go");
  });

  it("takes notes meanwhile", () => {
    const known = find(store.desk.value, TALK);
    act(() => {
      store.mail.draft(TALK, "note").value = { words: "Wait with the form.", inserted: [] };
      if (known !== undefined) store.send(known, "note");
    });
    expect(sent.filter(({ type }) => type === "note")).toHaveLength(1);
  });

  it("gives words back that were on their way when it shut", () => {
    frames(step(4, "ready"));
    write("Hello");
    frames(snapshot({ conversations: [view({ unready: true, seq: 6 })] }));
    expect(box().value).toBe("Hello");
    expect(all(".trouble").join()).toContain("They have not pressed Go yet. Your words are back here.");
  });
});

describe("somebody who paused", () => {
  it("is left alone until they come back", () => {
    shows();
    frames(step(3, "paused", { detail: String(NOON + QUARTER) }));
    write("Hello?");
    expect(says()).toEqual([]);
    expect(all(".strip.care")[0]).toContain("They paused.");
    expect(all(".conv .since .long")[0]).toBe("Paused");
    frames(step(4, "resumed"));
    expect(all(".strip.care")).toEqual([]);
    expect(all(".fact").join()).toMatch(/They paused at .*They came back from their pause at/);
    write("Hello?");
    expect(says()).toHaveLength(1);
  });

  it("may be written to when the time is over, even if nobody said so", () => {
    shows({ conversations: [view({ paused: NOON + QUARTER })] });
    write("Hello?");
    expect(says()).toEqual([]);
    act(() => setClock(NOON + QUARTER + 10_000));
    write("Hello?");
    expect(says()).toHaveLength(1);
  });

  it("is as paused as the last step says, in whatever order steps come", () => {
    shows();
    frames(step(4, "resumed", { detail: "over" }), step(3, "paused", { detail: String(NOON + QUARTER) }));
    expect(find(store.desk.value, TALK)?.paused).toBeUndefined();
    expect(all(".fact").join()).toContain("Their pause was over at");
  });

  it("is not paused in a talk that is over", () => {
    shows({ conversations: [view({ paused: NOON + QUARTER, unready: true })] });
    frames(step(3, "ended", { state: "wrap_up" }));
    expect(find(store.desk.value, TALK)).toMatchObject({ unready: false, state: "wrap_up" });
    expect(find(store.desk.value, TALK)?.paused).toBeUndefined();
  });
});

it("tells of somebody who asked for another person, until it was read", () => {
  shows();
  frames(step(3, "transferred", { state: "waiting", gone: true, detail: "another" }));
  expect(all(".banner")[0]).toContain("Quiet Heron asked for another person and keeps the place.");
  act(() => button("Close").click());
  expect(all(".banner")).toEqual([]);
});

it("says nothing of those we handed back ourselves", () => {
  shows();
  frames(step(3, "transferred", { state: "waiting", gone: true }));
  expect(all(".banner")).toEqual([]);
});

describe("overflow", () => {
  const going = { line: "Night line", to: "Day line", after: 180, by: "Dana", since: NOON, until: NOON + 7_200_000 };

  it("is a supervisor's to switch, and says who did, to where and until when", () => {
    shows({ me: supervisor, lines: [{ slug: "day", name: "Day line" }] });
    act(() => button("Overflow").click());
    act(() => button("Let them be answered there").click());
    expect(sent.at(-1)).toEqual({ type: "overflow", to: "day", after: 180, minutes: 120 });
    frames({ type: "overflows", overflows: [going] });
    act(() => button("Overflow to Day line").click());
    expect(place.textContent).toContain("From Night line to Day line after 3\u00a0min. Switched on by Dana at");
    act(() => button("End the overflow").click());
    expect(sent.at(-1)).toEqual({ type: "end_overflow" });
  });

  it("is seen by everybody on both lines, and not where there is no other", () => {
    shows();
    expect(place.textContent).not.toContain("Overflow");
    frames({ type: "overflows", overflows: [going, { ...going, line: "Dusk line", to: "Night line", here: true }] });
    expect(place.textContent).toContain("Overflow to Day line");
    act(() => button("Answers for Dusk line").click());
    expect(place.querySelector(".panel")?.textContent).toMatch(/^From Dusk line to Night line after 3\u00a0min. Switched on by Dana at/);
    expect(document.activeElement?.closest(".panel")).not.toBeNull();
  });

  it("lets the next one be taken of another line, whose queue is not shown here", () => {
    shows({ queue: [] });
    expect(button("Take the next one").getAttribute("aria-disabled")).toBe("true");
    frames({ type: "overflows", overflows: [{ ...going, line: "Dusk line", to: "Night line", here: true }] });
    expect(place.querySelector(".queue")?.textContent).toContain("Nobody waits here.");
    act(() => button("Take the next one").click());
    expect(sent.at(-1)).toEqual({ type: "take" });
  });
});

describe("last orders", () => {
  it("are a supervisor's to call and to take back", () => {
    shows({ me: supervisor });
    act(() => button("Last orders").click());
    act(() => button("Call last orders").click());
    expect(sent.at(-1)).toEqual({ type: "last_orders", on: true });
    frames({ type: "door", door: { state: "closing", closes: NOON + QUARTER }, closing_by: "Robin", closing_since: NOON });
    expect(button("Last orders: Robin").className).toContain("care");
    act(() => button("Last orders: Robin").click());
    act(() => button("Let people in again").click());
    expect(sent.at(-1)).toEqual({ type: "last_orders", on: false });
  });

  it("are shown to everybody, with who called them, and cannot be pressed", () => {
    shows();
    expect(all(".orders")).toEqual([]);
    frames({ type: "door", door: { state: "closing" }, closing_by: "Noor", closing_since: NOON });
    expect(all(".orders")[0]).toMatch(/Last orders: Noor, \d\d:\d\d/);
    expect(place.querySelector("button.orders")).toBeNull();
    frames({ type: "door", door: {} });
    expect(all(".orders")).toEqual([]);
  });
});

describe("the queue", () => {
  it.each([
    [{ state: "closing", closes: NOON + QUARTER } as const, /^Closing\. Until \d\d:\d\d\. Nobody new/],
    [{ state: "closing" } as const, /^Closing\. Nobody new/],
    [{ state: "closed", opens: NOON + 40 * QUARTER } as const, /^Closed\. Opens \d\d:\d\d\. Nobody new/],
    [{ state: "closed", opens: NOON + 400 * QUARTER } as const, /^Closed\. Opens \w+ \d+, \d\d:\d\d\. Nobody new/],
    [{ state: "full", closes: NOON + QUARTER } as const, /^Full\. Nobody new/],
  ])("says %o", (door, words) => {
    shows({ door });
    expect(all(".queue .door")[0]).toMatch(words);
  });

  it("says nothing of an open door", () => {
    shows({ door: { closes: NOON + QUARTER } });
    expect(all(".queue .door")).toEqual([]);
  });
});

it("says it all in French as well", () => {
  locale.value = "fr";
  shows({ conversations: [view({ unready: true, messages: [shown(1)] })], door: { state: "closed" }, me: supervisor });
  expect(all(".strip.care")[0]).toContain("Attendez son signal.");
  expect(all(".queue .door")[0]).toContain("Fermé.");
  expect(button("Dernières entrées")).toBeTruthy();
});
