/** What a text costs: the server's own vectors, and what only the page shows of it. */
import { describe, expect, it } from "vitest";
import VECTORS from "../../../../tests/unit/segments.json";
import { cost, straighten } from "./segments";

describe("the cost of a text", () => {
  it.each(VECTORS)("agrees with the server on $label", ({ text, times = 1, alphabet, texts, units, costly }) => {
    expect(cost(text.repeat(times))).toMatchObject({ alphabet, texts, units, costly });
  });

  it.each([
    ["a".repeat(160), 160, 0],
    ["a".repeat(161), 8, 145],
    ["a".repeat(307), 1, 152],
    ["ê", 1, 69],
    ["ê".repeat(71), 4, 63],
    [`${"a".repeat(152)}€${"a".repeat(152)}`, 1, 152],
    ["💧".repeat(36), 6, 61],
  ])("of %j leaves this much room in its last text", (words, used, left) => {
    expect(cost(words)).toMatchObject({ used, left });
  });

  it("names the letters that cost, once each, and no mark that is straightened", () => {
    expect(cost("peut-être à l’abri, être").costly).toEqual(["ê"]);
    expect(cost("à é è ù É Ç « bien » – oui…").costly).toEqual([]);
  });
});

describe("straightening", () => {
  const told = VECTORS.flatMap(({ label, text, leaves }) => (leaves === undefined ? [] : [{ label, text, leaves }]));
  it.each(told)("agrees with the server on $label, and once is enough", ({ text, leaves }) => {
    expect(straighten(text)).toBe(leaves);
    expect(straighten(leaves)).toBe(leaves);
  });
});
