/** Snippets are found by title, tag and body, whatever the accents, and worded for whom they go to. */
import { describe, expect, it } from "vitest";
import folded from "../../../tests/unit/folding.json";
import { fold, index, search, type Snippet } from "./search";

function snippet(slug: string, over: Partial<Snippet> = {}): Snippet {
  return {
    slug, category: "support", tags: [], referral: false,
    title: { en: slug, fr: slug },
    faces: { chat: { en: `chat en ${slug}`, fr: `chat fr ${slug}` }, sms: { en: `sms en ${slug}`, fr: `sms fr ${slug}` } },
    ...over,
  };
}

const bed = snippet("larch", { title: { en: "A bed tonight", fr: "Un lit ce soir" }, tags: ["shelter", "hébergement"], referral: true });
const ground = snippet("five", { title: { en: "Grounding", fr: "Se poser" }, tags: ["panic"] });
const court = snippet("court", { title: { en: "Someone for court", fr: "Quelqu’un pour la cour" }, faces: { chat: { en: "They go with you. No bed.", fr: "" }, sms: { en: "", fr: "" } } });
const all = index([court, ground, bed]);
const slugs = (query: string) => search(all, query).map(({ slug }) => slug);

describe("the search", () => {
  it("shows everything for an empty query, in its own order", () => {
    expect(slugs("")).toEqual(["court", "five", "larch"]);
  });

  it.each([
    ["hebergement", ["larch"]],
    ["HÉBERG", ["larch"]],
    ["quelqu'un", ["court"]],
    ["panic", ["five"]],
    ["bed", ["larch", "court"]],
    ["soir lit", ["larch"]],
    ["lit nowhere", []],
    ["go with", ["court"]],
    ["a.b*(", []],
  ])("finds for %j", (query, found) => {
    expect(slugs(query)).toEqual(found);
  });

  it("shows first, without a query, what was used last", () => {
    expect(search(all, "", ["larch", "five"]).map(({ slug }) => slug)).toEqual(["larch", "five", "court"]);
  });

  it.each(folded)("folds %j as the server does", (written, compared) => {
    expect(fold(written ?? "")).toBe(compared);
  });

  it("has first what has this for its shortcut, however it is written", () => {
    const some = index([bed, { ...court, shortcut: "Bédé" }]);
    expect(search(some, "bed").map(({ slug }) => slug)).toEqual(["larch", "court"]);
    expect(search(some, "BEDE").map(({ slug }) => slug)).toEqual(["court"]);
  });

  it.each([
    ["grouding", ["five"]],
    ["groundign", ["five"]],
    ["hebrgement", ["larch"]],
    ["tonihgt bed", ["larch"]],
    ["gruonding panic", ["five"]],
    ["bid", []],
    ["xrounding", []],
  ])("forgives a slip in %j", (query, found) => {
    expect(slugs(query)).toEqual(found);
  });
});
