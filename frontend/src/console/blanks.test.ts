/** Blanks of a wording: which there are, and where Tab goes. */
import { describe, expect, it } from "vitest";
import { between, blankBefore, blankFrom, blanks, known, select } from "./blanks";

const WORDS = "On {date} at {nom du lieu}.";

describe("blanks", () => {
  it.each([
    ["a word", "see you {date}", "date"],
    ["letters of other alphabets and blanks between", "le {jour d’été}", "jour d’été"],
  ])("%s in braces is one", (_, words, name) => {
    expect(blankFrom(words, 0)?.name).toBe(name);
  });

  it.each([["nothing", "{}"], ["a line break", "{a\nb}"], ["braces in braces", "{{}}"], ["what another program fills", "{{name}} {{ contact.first_name }} {{% x %}}"], ["code", "{ x }"], ["no end", "{date"], ["what is too long", `{${"a".repeat(41)}}`]])(
    "%s is none", (_, words) => {
      expect(blankFrom(words, 0)).toBeNull();
    },
  );

  it("come one after the other, forwards and back, and then there are no more", () => {
    const first = blankFrom(WORDS, 0);
    const second = blankFrom(WORDS, first?.to ?? 0);
    expect([first?.name, second?.name, blankFrom(WORDS, second?.to ?? 0)]).toEqual(["date", "nom du lieu", null]);
    expect(blankBefore(WORDS, second?.from ?? 0)).toEqual(first);
    expect(blankBefore(WORDS, first?.from ?? 0)).toBeNull();
  });

  it("are cut out, and filled where this desk knows better", () => {
    expect(between(WORDS)).toEqual(["On ", " at ", "."]);
    expect(known("{me} on {date}, {{me}}", { me: "Robin {date}" })).toBe("Robin {date} on {date}, {{me}}");
    expect(blanks("{toString} {me}").map(({ name }) => name)).toEqual(["toString", "me"]);
    expect(known("{toString}", {})).toBe("{toString}");
  });

  it("are selected whole, so that typing replaces them", () => {
    const box = document.createElement("textarea");
    box.value = WORDS;
    expect(select(box, blankFrom(WORDS, 0))).toBe(true);
    expect([box.selectionStart, box.selectionEnd]).toEqual([3, 9]);
    expect(select(box, null)).toBe(false);
  });
});
