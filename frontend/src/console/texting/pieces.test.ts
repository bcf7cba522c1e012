/** Cuts lose nothing, fall after sentences where they can, and leave no part that the server would refuse. */
import { describe, expect, it } from "vitest";
import { lengthOf, pieces } from "./pieces";
import { straighten } from "./segments";

it.each([
  ["One. Two two. Three three three.", 15, ["One. Two two.", "Three three", "three."]],
  ["short", 15, ["short"]],
  ["", 15, []],
  ["x".repeat(40), 15, ["x".repeat(15), "x".repeat(15), "x".repeat(10)]],
  ["💧💧💧 💧💧💧", 4, ["💧💧💧", "💧💧💧"]],
  ["Oui. Non… Enfin\npeut-être", 12, ["Oui. Non…", "Enfin", "peut-être"]],
  ["Il dit\u00a0: « Oui.\u00a0» Moi, non.", 20, ["Il dit\u00a0: « Oui.\u00a0»", "Moi, non."]],
  ["She said “no.” I stayed.", 16, ["She said “no.”", "I stayed."]],
  ["Vraiment\u202f? Oui. Vraiment\u202f?", 20, ["Vraiment\u202f? Oui.", "Vraiment\u202f?"]],
] as const)("cuts %j at %i", (words, longest, parts) => {
  expect(pieces(words, longest)).toEqual(parts);
});

describe("what is counted", () => {
  it.each([
    [`${"x".repeat(1_598)}……`, 1_604],
    ["e\u0301".repeat(800), 1_600],
    ["\u0958".repeat(900), 1_800],
    ["💧".repeat(900), 900],
  ])("is what the server counts, as the words are and as they leave", (words, length) => {
    expect(lengthOf(words)).toBe(length);
  });

  it("cuts what is too long only because its dots are three letters each", () => {
    const parts = pieces(`${"x".repeat(1_598)}……`, 1_600);
    expect(parts.map(lengthOf)).toEqual([1_598, 6]);
  });
});

it("parts no letter from its accent and no picture from what was joined to it", () => {
  expect(pieces("e\u0301".repeat(5), 5)).toEqual(["e\u0301e\u0301", "e\u0301e\u0301", "e\u0301"]);
  expect(pieces("👩🏽\u200d⚕️👩🏽\u200d⚕️", 7)).toEqual(["👩🏽\u200d⚕️", "👩🏽\u200d⚕️"]);
  expect(pieces(`a${"\u0301".repeat(20)}`, 5).join("")).toBe(`a${"\u0301".repeat(20)}`);
});

/** Random texts, the same at every run. */
function* texts(alphabet: readonly string[], times: number): Generator<{ words: string; longest: number }> {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  for (let time = 0; time < times; time += 1) {
    const words = Array.from({ length: random(300) }, () => alphabet[random(alphabet.length)]).join("");
    yield { words, longest: 3 + random(60) };
  }
}

describe.each([
  ["plain", [..."ab .!?\n"]],
  ["typographic", [..."aé .…’«»–", "\u202f", "\u00a0", "\u200b"]],
  ["dots and nothing else", ["…"]],
  ["decomposed", [..."eac .", "\u0301", "\u0327", "\u0302", "\u0338", "\u200b", "\u1fef"]],
  ["of every kind", [..."e >…💧👩🏽", "\u200d", "\ufe0f", "\u0958", "\ufb2c", "\u1100", "\u1161", "\u11a8", "\u0301"]],
] as const)("any text, %s,", (_, alphabet) => {
  const cases = [...texts(alphabet, 400)].map((each) => ({ ...each, parts: pieces(each.words, each.longest) }));

  it("comes in parts that fit as they leave, none of them empty", () => {
    for (const { parts, longest } of cases) {
      for (const part of parts) {
        expect([...straighten(part)].length).toBeLessThanOrEqual(longest);
        expect([...part].length).toBeLessThanOrEqual(longest);
        expect(part.trim()).not.toBe("");
      }
    }
  });

  it("is all there, in order, but for blanks at the cuts", () => {
    for (const { words, parts } of cases) {
      let rest = words;
      for (const part of parts) {
        rest = rest.trimStart();
        expect(rest.startsWith(part)).toBe(true);
        rest = rest.slice(part.length);
      }
      expect(rest.trim()).toBe("");
    }
  });

  it("is one part exactly if it fits", () => {
    for (const { words, parts, longest } of cases) {
      expect(parts.length <= 1).toBe(lengthOf(words.trim()) <= longest);
    }
  });
});
