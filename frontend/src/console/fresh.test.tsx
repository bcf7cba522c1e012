/** A snippet that is edited while the palette is open: the new words go in, or the counsellor is told. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stale } from "./fresh";
import { TALK } from "./frames";
import { index, search, type Snippet } from "./search";
import { recent, shelf } from "./snippets";
import { Stage } from "./stage";

const HOSTILE = '<img src=x onerror="alert(1)">‮&lt;';

function snippet(slug: string, words: string): Snippet {
  const both = { en: words, fr: `${words} (fr)` };
  return { slug, category: "housing", tags: ["bed"], title: { en: slug, fr: slug }, faces: { chat: both, sms: both }, referral: false };
}

let stage: Stage;
let served: { list: readonly Snippet[]; mark: string } | null;

beforeEach(() => {
  served = { list: [snippet("larch", "Open all night.")], mark: '"1"' };
  vi.stubGlobal("fetch", (url: string, { headers }: { headers: Record<string, string> }) => {
    if (url.includes("guidance")) return Promise.resolve(new Response("[]"));
    if (served === null) return Promise.reject(new Error("no line"));
    const same = headers["If-None-Match"] === served.mark;
    return Promise.resolve(new Response(same ? null : JSON.stringify(served.list), { status: same ? 304 : 200, headers: { ETag: served.mark } }));
  });
  stage = new Stage();
  recent.value = [];
  stale.value = {};
  shelf.value = { state: "ready", entries: index([snippet("larch", "Open all night.")]) };
});

afterEach(() => {
  stage.close();
  vi.unstubAllGlobals();
});

const settle = () => act(async () => { await new Promise((done) => { setTimeout(done, 5); }); });
const field = `#c-${TALK}`;

function open(): void {
  act(() => stage.store.go(TALK));
  stage.type("Yes. /larch", field);
  const box = stage.find<HTMLTextAreaElement>(field);
  act(() => {
    box.setSelectionRange(box.value.length, box.value.length);
    box.dispatchEvent(new Event("keyup", { bubbles: true }));
  });
}

async function putIn(): Promise<string> {
  stage.key("Enter", stage.find(field));
  await settle();
  return stage.find<HTMLTextAreaElement>(field).value;
}

describe("between opening the palette and putting in", () => {
  it("what has not changed is put in, and nothing is said", async () => {
    open();
    expect(await putIn()).toBe("Yes. Open all night.");
    expect(stage.text(".composer .trouble[role=status]:not([hidden])")).toBe("");
  });

  it("what was changed is put in as it is now, and told", async () => {
    open();
    await settle();
    served = { list: [snippet("larch", "Closed tonight.")], mark: '"2"' };
    expect(await putIn()).toBe("Yes. Closed tonight.");
    expect(stale.value[TALK]).toContain("The new words are in.");
    stage.key("Enter", stage.find(field));
    expect(stage.of("say").at(-1)).toMatchObject({ text: "Yes. Closed tonight.", snippets: ["larch"] });
  });

  it("words that are gone from the field already are told of", async () => {
    open();
    await settle();
    served = { list: [snippet("larch", "Closed tonight.")], mark: '"3"' };
    stage.key("Enter", stage.find(field));
    stage.key("Enter", stage.find(field));
    await settle();
    expect(stale.value[TALK]).toContain("You used the old words.");
  });

  it("what was taken out of use stays in the field, and is told", async () => {
    open();
    await settle();
    served = { list: [], mark: '"4"' };
    expect(await putIn()).toBe("Yes. Open all night.");
    expect(stale.value[TALK]).toContain("taken out of use");
  });

  it("without a line what is here is put in", async () => {
    open();
    served = null;
    expect(await putIn()).toBe("Yes. Open all night.");
    expect(stale.value[TALK]).toBeUndefined();
  });
});

describe("three hundred snippets", () => {
  const many = Array.from({ length: 300 }, (_, place) => snippet(`place-${place}`, `Words of place ${place}`));

  it("draw what fits, then no more than can be looked through, and say how many more there are", async () => {
    served = { list: many, mark: '"5"' };
    shelf.value = { state: "ready", entries: index(many) };
    act(() => stage.store.go(TALK));
    stage.type("/", field);
    await settle();
    const rows = () => [...stage.place.querySelectorAll(".palette [role=option]")];
    expect(rows()).toHaveLength(5);
    expect(rows()[0]?.getAttribute("aria-setsize")).toBe("40");
    stage.key("ArrowDown", stage.find(field));
    expect(rows()).toHaveLength(5);
    stage.key("ArrowUp", stage.find(field));
    stage.key("ArrowUp", stage.find(field));
    expect(rows()).toHaveLength(40);
    expect(rows().at(-1)?.getAttribute("aria-selected")).toBe("true");
    expect(stage.text(".palette .opts")).toContain("and 260 more");
  });

  it("show those used last first, also among equals", () => {
    const entries = index(many);
    expect(search(entries, "", ["place-250"])[0]?.slug).toBe("place-250");
    expect(search(entries, "bed", ["place-299", "place-7"]).slice(0, 2).map(({ slug }) => slug)).toEqual(["place-299", "place-7"]);
    expect(search(entries, "place 123", [])[0]?.slug).toBe("place-123");
  });
});

it("shows hostile wording as words, in the list and in the preview", async () => {
  served = { list: [snippet("larch", HOSTILE)], mark: '"6"' };
  shelf.value = { state: "ready", entries: index([{ ...snippet("larch", HOSTILE), title: { en: `${HOSTILE} larch`, fr: "x" }, tags: [HOSTILE] }]) };
  open();
  expect(stage.place.querySelector(".palette img")).toBeNull();
  expect(stage.text(".palette .opt .t")).toContain(HOSTILE);
  await settle();
});
