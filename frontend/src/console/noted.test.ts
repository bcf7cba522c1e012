import { expect, it } from "vitest";
import { closing, note, notedOf, NOTHING, turned } from "./noted";

const TALK = "018f0000-0000-7000-8000-00000000aaaa";
const OTHER = "018f0000-0000-7000-8000-00000000bbbb";

it("closes nothing without a type, and says nothing of what else was left out", () => {
  expect(closing(TALK, NOTHING)).toBeNull();
  expect(closing(TALK, { ...NOTHING, kind: "other" })).toEqual({ type: "wrap", conversation: TALK, kind: "other" });
});

it("says what was noted", () => {
  const noted = { kind: "place", needs: ["shelter"], outcome: "referred" } as const;
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
