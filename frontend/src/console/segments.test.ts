/** What a text costs, at every edge of the standard. */
import { describe, expect, it } from "vitest";
import { cost } from "./segments";

describe("the cost of a text", () => {
  it.each([
    ["", "gsm", 1, 0, 160],
    ["a".repeat(160), "gsm", 1, 160, 0],
    ["a".repeat(161), "gsm", 2, 8, 145],
    ["a".repeat(306), "gsm", 2, 153, 0],
    ["a".repeat(307), "gsm", 3, 1, 152],
    ["éèàùìòñüöäåøæßÇ", "gsm", 1, 15, 145],
    ["€".repeat(80), "gsm", 1, 160, 0],
    ["ê", "ucs2", 1, 1, 69],
    ["ê".repeat(70), "ucs2", 1, 70, 0],
    ["ê".repeat(71), "ucs2", 2, 4, 63],
    ["’", "ucs2", 1, 1, 69],
    ["💧".repeat(35), "ucs2", 1, 70, 0],
  ] as const)("of %j", (words, alphabet, texts, used, left) => {
    expect(cost(words)).toMatchObject({ alphabet, texts, used, left });
  });

  it("never cuts an escaped letter or a pair in half", () => {
    expect(cost(`${"a".repeat(152)}€${"a".repeat(152)}`)).toMatchObject({ texts: 3, used: 1 });
    expect(cost("💧".repeat(36))).toMatchObject({ texts: 2, used: 6, left: 61 });
  });

  it("names the letters that cost, once each, in order", () => {
    expect(cost("peut-être à l’abri, être").costly).toEqual(["ê", "’"]);
    expect(cost("à é è ù É Ç").costly).toEqual([]);
  });
});
