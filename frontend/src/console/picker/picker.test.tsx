/** Places of the directory in the picker: behind the snippets, with what decides; what nothing fits is counted. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stale } from "../fresh";
import { snapshot, TALK, view } from "../frames";
import { all } from "../commands/registry";
import "./asking";
import { index, type Snippet } from "../search";
import { shelf } from "../snippets";
import { Stage } from "../stage";
import { places, type Places } from "./places";

const FIELD = `#c-${TALK}`;
const LARCH: Snippet = {
  slug: "place-0a", category: "bed", tags: [], title: { en: "Larch House", fr: "Maison Larch" }, referral: true,
  faces: { chat: { en: "Larch House. Call 204-555-0142.", fr: "Maison Larch." } },
  chips: [{ tone: "care", words: { en: "Asks for ID", fr: "Pièce exigée" } }, { tone: "unknown", words: { en: "Pets: not known" } }],
};
const ASK: Snippet = {
  slug: "ask-before-place", category: "opening", tags: [], title: { en: "Ask first" }, referral: false,
  faces: { chat: { en: "May I send you a place?", fr: "Je peux vous envoyer un lieu ?" } },
};

let stage: Stage;
let asked: URLSearchParams[];
let found: Omit<Places, "query">;

beforeEach(() => {
  asked = [];
  found = { places: [LARCH], more: false, shut_out: [] };
  vi.useFakeTimers();
  vi.stubGlobal("fetch", (url: string, { body }: RequestInit) => {
    if (!url.includes("find")) return Promise.resolve(new Response(null, { status: 304 }));
    asked.push(body as URLSearchParams);
    return Promise.resolve(new Response(JSON.stringify(found)));
  });
  stage = new Stage(snapshot({ conversations: [view()] }));
  shelf.value = { state: "ready", entries: index([ASK]) };
  places.value = { query: "", places: [], more: false, shut_out: [] };
  act(() => stage.store.go(TALK));
});

afterEach(() => {
  stage.close();
  stale.value = {};
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function look(words: string): Promise<void> {
  stage.type(words, FIELD);
  const box = stage.find<HTMLTextAreaElement>(FIELD);
  act(() => {
    box.setSelectionRange(words.length, words.length);
    box.dispatchEvent(new Event("keyup", { bubbles: true }));
  });
  await act(async () => { await vi.advanceTimersByTimeAsync(120); });
}

const words = () => stage.find<HTMLTextAreaElement>(FIELD).value;
const enter = (over: KeyboardEventInit = {}) => act(() => {
  stage.find(FIELD).dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...over }));
});

describe("a place", () => {
  it("is asked for once the typing rests, and shows what decides; what is not known looks like no no", async () => {
    await look("/larch");
    expect(asked.map(String)).toEqual(["q=larch&line=Night+line"]);
    const chips = [...stage.place.querySelectorAll(".opt .chip")].map((chip) => [chip.className, chip.textContent]);
    expect(chips).toEqual([["chip care", "Asks for ID"], ["chip unknown", "Pets: not known"]]);
  });

  it("shows what lists of others call it under their notice, and sends none of it", async () => {
    const notice = { en: "By permission of them", fr: "Avec leur accord" };
    found = { ...found, places: [{ ...LARCH, lent: [{ words: [{ en: "Their word" }, { fr: "Leur mot" }], notice }] }] };
    await look("/larch");
    expect(stage.text(".preview")).toContain("Their word, Leur mot · By permission of them");
    enter();
    expect(words()).toBe("Larch House. Call 204-555-0142.");
  });

  it("says near whom it is, and the year in which somebody last made sure of it", async () => {
    found = { ...found, places: [{ ...LARCH, where: { en: "Kamloops", fr: "Kamloops" }, since: "2018-04-23" }] };
    await look("/larch");
    expect(stage.text(".palette .opt .t")).toBe("Larch House Place, Kamloops");
    expect(stage.text(".preview")).toContain("Checked on April 23, 2018.");
  });

  it("says that its web page has not worked lately, where that address is in what goes in", async () => {
    const faces = { chat: { en: "Larch House: https://larch.example/", fr: "Maison Larch." } };
    found = { ...found, places: [{ ...LARCH, faces, unreached: ["https://larch.example/"] }] };
    await look("/larch");
    expect(stage.text(".preview")).toContain("Its web page did not work lately. The place may be open all the same.");
    act(() => { stage.find(FIELD).dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true })); });
    found = { ...found, places: [{ ...LARCH, unreached: ["https://larch.example/"] }] };
    await look("/larc");
    expect(stage.text(".preview")).not.toContain("did not work lately");
  });

  it("goes in and is counted by itself, and what became of it is noted", async () => {
    await look("/larch");
    enter();
    expect(words()).toBe("Larch House. Call 204-555-0142.");
    await act(async () => { await vi.advanceTimersByTimeAsync(10); });
    expect(asked.at(-1)?.toString()).toBe("slug=place-0a&line=Night+line");
    enter();
    const [said] = stage.of("say");
    expect(said).toMatchObject({ snippets: ["place-0a"] });
    stage.hear({ type: "ack", conversation: TALK, id: said?.id ?? "", seq: 3, at: 0 });
    const become = stage.find<HTMLSelectElement>(".given select");
    expect(stage.text(".given label")).toBe("Larch House");
    // Who hears that it was not good says so on a page of its own, which knows of no talk.
    expect(stage.find<HTMLAnchorElement>(".given a").getAttribute("href")).toBe("/console/settings/directory/told/place-0a/");
    act(() => {
      become.value = "connected";
      become.dispatchEvent(new Event("change", { bubbles: true }));
      vi.advanceTimersByTime(300);
    });
    expect(stage.of("noting").at(-1)?.noted).toEqual({ lots: { "place-0a": "connected" } });
  });

  it("that is gone by the time it goes in is told, and nothing is lost", async () => {
    await look("/larch");
    found = { places: [], more: false, shut_out: [] };
    enter();
    await act(async () => { await vi.advanceTimersByTimeAsync(10); });
    expect(words()).toBe("Larch House. Call 204-555-0142.");
    expect(stale.value[TALK]).toContain("taken out of use");
  });
});

describe("where nothing fits", () => {
  beforeEach(() => {
    found = { places: [], more: false, shut_out: [{ name: "id", words: { en: "ID", fr: "Pièce" } }] };
  });

  it("it is said why, and counted by one key; nothing is sent and no words go along", async () => {
    await look("/elm no id");
    expect(stage.text(".palette")).toContain("Without this question something would: ID.");
    enter();
    enter({ shiftKey: true });
    act(() => { vi.advanceTimersByTime(300); });
    expect(stage.of("noting").at(-1)?.noted).toEqual({ unmet: ["id"] });
    expect([stage.of("say"), words()]).toEqual([[], "/elm no id"]);
  });
});

it("is asked for by one key, where the caret stands", () => {
  stage.type("Thank you. ", FIELD);
  const box = stage.find<HTMLTextAreaElement>(FIELD);
  act(() => box.setSelectionRange(0, 0));
  act(() => all().find(({ id }) => id === "ask_place")?.run(stage.store));
  expect(words()).toBe("May I send you a place?Thank you. ");
});
