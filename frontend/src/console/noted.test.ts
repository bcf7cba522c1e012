/** What is noted travels without what was left out; a draft is kept here until the server has it. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { FromConsole } from "../shared/protocol";
import { TALK, TEXTER, texter, view } from "./frames";
import { closing, NOTHING, spare, turned } from "./noted";
import { Noting } from "./wrapping/noting";

describe("what travels", () => {
  it("closes nothing without a type, and says nothing of what else was left out", () => {
    expect(closing(TALK, NOTHING)).toBeNull();
    expect(closing(TALK, { ...NOTHING, kind: "other" })).toEqual({ type: "wrap", conversation: TALK, kind: "other" });
  });

  it("says what was noted", () => {
    const last = { kind: "place", needs: ["shelter"], outcome: "referred", relation: "self", left_out: ["beds"] } as const;
    const noted = { ...last, lots: { larch: "accepted" }, unmet: ["id"] } as const;
    expect(closing(TALK, noted)).toEqual({ type: "wrap", conversation: TALK, ...last });
    expect(spare(noted)).toEqual(noted);
    expect(spare(NOTHING)).toEqual({});
  });

  it("turns a need in and out", () => {
    expect(turned(turned(["legal"], "health"), "legal")).toEqual(["health"]);
  });
});

describe("a half-filled wrap-up", () => {
  let sent: FromConsole[];
  let line: boolean;
  let noting: Noting;
  beforeEach(() => {
    vi.useFakeTimers();
    sent = [];
    line = true;
    noting = new Noting((frame) => line && sent.push(frame) > 0);
  });
  afterEach(() => {
    noting.close();
    vi.useRealTimers();
  });

  it("is kept apart from another's, and sent once it rests", () => {
    noting.note(view(), { kind: "safety" });
    noting.note(view(), { needs: ["violence"] });
    expect(noting.of(view())).toEqual({ ...NOTHING, kind: "safety", needs: ["violence"] });
    expect(noting.of(texter())).toEqual(NOTHING);
    vi.advanceTimersByTime(300);
    expect(sent).toEqual([{ type: "noting", conversation: TALK, noted: { kind: "safety", needs: ["violence"] } }]);
  });

  it("is what the server has, once that is no older than what was chosen here", () => {
    noting.note(view(), { kind: "safety" });
    vi.advanceTimersByTime(300);
    noting.note(view(), { kind: "other" });
    noting.hear({ type: "noted", conversation: TALK, noted: { kind: "safety" } });
    expect(noting.of(view({ noted: { kind: "safety" } })).kind).toBe("other");
    vi.advanceTimersByTime(300);
    noting.hear({ type: "noted", conversation: TALK, noted: { kind: "other" } });
    expect(noting.of(view({ noted: { kind: "support" } })).kind).toBe("support");
  });

  it("chosen without a line goes when there is one again", () => {
    line = false;
    noting.note(view(), { outcome: "helped" });
    noting.note(texter(), { kind: "place" });
    vi.advanceTimersByTime(300);
    line = true;
    noting.settle([texter()]);
    expect(sent).toEqual([{ type: "noting", conversation: TEXTER, noted: { kind: "place" } }]);
    expect(noting.of(view())).toEqual(NOTHING);
  });

  it("goes with the talk", () => {
    noting.note(view(), { kind: "place" });
    noting.hear({ type: "step", conversation: TALK, seq: 9, happening: "wrapped", state: "closed", at: 0, gone: true });
    vi.advanceTimersByTime(300);
    expect(sent).toEqual([]);
    expect(noting.of(view())).toEqual(NOTHING);
  });
});
