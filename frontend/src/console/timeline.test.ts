/** The thread's order. */
import { expect, it } from "vitest";
import { NOON, shown, view } from "./frames";
import { LONG_SILENCE, timeline } from "./timeline";

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
