import { expect, it } from "vitest";
import { closing, note, notedOf, NOTHING, turned } from "./noted";

const TALK = "018f0000-0000-7000-8000-00000000aaaa";
const OTHER = "018f0000-0000-7000-8000-00000000bbbb";

it("says nothing of what was left out", () => {
  expect(closing(TALK, NOTHING)).toEqual({ type: "wrap", conversation: TALK });
});

it("says what was noted", () => {
  const noted = { kind: "place", needs: ["shelter"], outcome: "referred" };
  expect(closing(TALK, noted)).toEqual({ type: "wrap", conversation: TALK, ...noted });
});

it("turns a need in and out", () => {
  expect(turned(turned(["legal"], "health"), "legal")).toEqual(["health"]);
});

it("keeps what is noted of one talk apart from another, and the rest of it", () => {
  note(TALK, { kind: "safety" });
  note(TALK, { needs: ["violence"] });
  expect(notedOf(TALK)).toEqual({ kind: "safety", needs: ["violence"], outcome: "" });
  expect(notedOf(OTHER)).toEqual(NOTHING);
});
