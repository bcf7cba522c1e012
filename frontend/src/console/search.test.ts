/** Snippets are found by title, tag and body, whatever the accents, and worded for whom they go to. */
import { describe, expect, it } from "vitest";
import { fold, index, search, wording, type Snippet } from "./search";

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

  it("folds accents, capitals, ligatures and curly apostrophes", () => {
    expect(fold("L’Œuvre ÉTÉ")).toBe("l'oeuvre ete");
  });
});

describe("the wording", () => {
  it("follows channel and language", () => {
    expect(wording(ground, true, "fr")).toBe("sms fr five");
    expect(wording(ground, false, "en")).toBe("chat en five");
  });

  it("is the nearest there is when one is missing", () => {
    expect(wording(court, true, "fr")).toBe("They go with you. No bed.");
  });
});
