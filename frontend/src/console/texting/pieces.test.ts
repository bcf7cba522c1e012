/** Cuts lose nothing, fall after sentences where they can, and agree with the server's. */
import { expect, it } from "vitest";
import { pieces } from "./pieces";

it.each([
  ["One. Two two. Three three three.", 15, ["One. Two two.", "Three three", "three."]],
  ["short", 15, ["short"]],
  ["", 15, []],
  ["x".repeat(40), 15, ["x".repeat(15), "x".repeat(15), "x".repeat(10)]],
  ["💧💧💧 💧💧💧", 4, ["💧💧💧", "💧💧💧"]],
  ["Oui. Non… Enfin\npeut-être", 12, ["Oui. Non…", "Enfin", "peut-être"]],
] as const)("cuts %j at %i", (words, longest, parts) => {
  expect(pieces(words, longest)).toEqual(parts);
});

it("leaves no letter out and makes no part too long, wherever it has to cut", () => {
  const bare = (text: string) => text.replace(/\s+/g, "");
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed % below;
  };
  for (let time = 0; time < 300; time += 1) {
    const words = Array.from({ length: random(300) }, () => "ab .!?\n"[random(7)]).join("");
    const longest = 1 + random(60);
    const parts = pieces(words, longest);
    expect(parts.every((part) => part.length > 0 && part.length <= longest)).toBe(true);
    expect(bare(parts.join(""))).toBe(bare(words));
  }
});
