/** Which face goes in by itself, and which others Tab turns to. */
import { describe, expect, it } from "vitest";
import type { Phone, View } from "../../shared/protocol";
import { texter, view } from "../frames";
import type { Snippet } from "../search";
import { faceFor, listed, turnedTo, wordings } from "./faces";

const both = (words: string) => ({ en: `${words} en`, fr: `${words} fr` });
const whole: Snippet = {
  slug: "larch", category: "housing", tags: [], title: both("Larch"), referral: true,
  faces: { chat: both("chat"), sms: both("sms"), discreet: both("discreet") },
};
const phone = (over: Partial<Phone>): View => texter({ phone: { ...texter().phone, ...over } });
const said = (snippet: Snippet, of: View) => wordings(snippet, of).map(({ words }) => words);

describe("the face", () => {
  it.each([
    ["chat", view()],
    ["sms", phone({ writing: "now" })],
    ["discreet", phone({ writing: "ask" })],
    ["discreet", phone({ writing: "hours" })],
    ["discreet", phone({ writing: "never" })],
  ] as const)("is %s", (face, of) => {
    expect(faceFor(of)).toBe(face);
    expect(turnedTo(whole, of, 0)).toEqual({ face, tongue: of.locale, words: `${face} ${of.locale}` });
  });

  it("turns to the other language first, then to the other faces, and round again", () => {
    const of = phone({ writing: "ask" });
    expect(said(whole, of)).toEqual(["discreet fr", "discreet en", "sms fr", "chat fr", "sms en", "chat en"]);
    expect(turnedTo(whole, of, 6)).toEqual(turnedTo(whole, of, 0));
  });

  it("says which one it really is where the right one is missing", () => {
    const bare: Snippet = { ...whole, faces: { chat: { en: "chat en" }, sms: { en: "sms en", fr: "" } } };
    expect(turnedTo(bare, phone({ writing: "ask" }), 0)).toEqual({ face: "sms", tongue: "en", words: "sms en" });
    expect(turnedTo({ ...whole, faces: {} }, view(), 0).words).toBe("");
  });

  it("is offered once where two say the same", () => {
    const same: Snippet = { ...whole, faces: { chat: { en: "one" }, sms: { en: "one" } } };
    expect(said(same, view())).toEqual(["one"]);
  });
});

it("makes a short list of several, and none of one", () => {
  expect(listed(["Larch House"])).toBe("Larch House");
  expect(listed(["Larch House", "Elm Street"])).toBe("1. Larch House\n2. Elm Street");
});
