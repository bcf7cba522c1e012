/** The thread's order. */
import { describe, expect, it } from "vitest";
import type { Shown } from "../shared/protocol";
import { sentence } from "./facts";
import { NOON, shown, texter, view } from "./frames";
import type { Fact } from "./state";
import { LONG_SILENCE, timeline } from "./timeline";
import { locale } from "./words";

const kinds = (...rows: ReturnType<typeof timeline>) => rows.map((row) => (row.kind === "message" ? `${row.key}${row.run ? " run" : ""}` : row.key));

it("joins words of one voice, and lets a fact or a silence part them", () => {
  const messages = [shown(1), shown(2), shown(4), shown(5, { author: "counsellor", name: "Robin" }), shown(7, { at: NOON + LONG_SILENCE * 2 })];
  const facts = [{ seq: 3, happening: "flagged", at: NOON, risk: 2, detail: "" }, { seq: 6, happening: "offered", at: NOON, risk: 0, detail: "" }] as const;
  expect(kinds(...timeline(view({ messages }), facts))).toEqual(["m1", "m2 run", "f3", "m4", "m5", "s7", "m7"]);
});

it("tells what happened after the last words", () => {
  const rows = timeline(view(), [{ seq: 3, happening: "exited", at: NOON, risk: 0, detail: "" }]);
  expect(rows.at(-1)).toMatchObject({ kind: "fact", name: "fact_exited" });
});

describe("a silence after which the phone may be in other hands", () => {
  const hours = (count: number) => count * 60 * 60_000;
  const doubts = (messages: readonly Shown[], talk = texter) =>
    timeline(talk({ messages }), []).flatMap((row) => (row.kind === "silence" ? [[row.length / hours(1), row.doubt]] : []));

  it("is doubted once they wrote first, and only the last one", () => {
    const messages = [shown(1, { at: 0 }), shown(2, { at: hours(7) }), shown(3, { at: hours(16) })];
    expect(doubts(messages)).toEqual([[7, 0], [9, 3]]);
  });

  it("is not doubted when it is short, when we wrote first, or on the web", () => {
    expect(doubts([shown(1, { at: 0 }), shown(2, { at: hours(5) })])).toEqual([[5, 0]]);
    expect(doubts([shown(1, { at: 0 }), shown(2, { author: "counsellor", at: hours(9) }), shown(3, { at: hours(9.1) })])).toEqual([[9, 0]]);
    expect(doubts([shown(1, { at: 0 }), shown(2, { at: hours(9) })], view)).toEqual([[9, 0]]);
  });

  it("is as long as it was, whatever we noted meanwhile", () => {
    const note = shown(2, { author: "note", at: hours(9) - 1 });
    expect(doubts([shown(1, { at: 0 }), note, shown(3, { at: hours(9) })]).at(-1)).toEqual([9, 3]);
  });
});

it("tells what a phone did in calm sentences", () => {
  locale.value = "en";
  const fact = (happening: Fact["happening"], detail: string): Fact => ({ seq: 3, happening, at: NOON, risk: 0, detail });
  const sentences = [fact("pictures", "declined:1"), fact("pictures", "declined:3"), fact("pictures", "coming:2"), fact("writing", "hours:540-720"), fact("matched", "first"), fact("matched", "")]
    .flatMap((each) => timeline(view(), [each]).flatMap((row) => (row.kind === "fact" ? [sentence(row.name, row.fact)] : [])));
  expect(sentences.map((words) => words.replace(/\d\d:\d\d\./, "…"))).toEqual([
    "A picture came at … Nobody opened it; it will be erased.",
    "3 pictures came at … Nobody opened them; they will be erased.",
    "Set to “09:00 to 12:00” at …",
    "A word was agreed on at …",
    "They gave the agreed word at …",
  ]);
});
