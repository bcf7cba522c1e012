/** Runs of one speaker, the name above the first, one line of words under a run of our own. */
import { expect, test } from "vitest";
import type { Shown } from "../shared/protocol.ts";
import { rowsOf, type Unsent } from "./rows.ts";

function shown(seq: number, author: Shown["author"], name = ""): Shown {
  return { seq, author, text: `${seq}`, at: seq, name };
}

function held(id: string, progress: Unsent["progress"]): Unsent {
  return { id, text: id, since: 9, progress };
}

test("the name stands above the first of a run", () => {
  const rows = rowsOf([shown(1, "counsellor", "Robin"), shown(2, "counsellor", "Robin"), shown(3, "counsellor", "Noor")], []);
  expect(rows.map((row) => row.first)).toEqual([true, false, true]);
  expect(rows.map((row) => row.mark)).toEqual(["", "", ""]);
});

test("a second person speaks too, without a name, and in a run of their own", () => {
  const rows = rowsOf([shown(1, "counsellor", ""), shown(2, "guest"), shown(3, "guest")], []);
  expect(rows.map(({ side, first }) => [side, first])).toEqual([
    ["theirs", true],
    ["second", true],
    ["second", false],
  ]);
});

test("what is stored is sent, said once under the run", () => {
  const rows = rowsOf([shown(1, "seeker"), shown(2, "seeker"), shown(3, "counsellor", "Robin"), shown(4, "seeker")], []);
  expect(rows.map((row) => row.mark)).toEqual(["", "sent", "", "sent"]);
});

test("a quiet one keeps the run quiet, a late one speaks for all", () => {
  expect(rowsOf([shown(1, "seeker")], [held("a", "quiet")]).at(-1)?.mark).toBe("");
  expect(rowsOf([shown(1, "seeker")], [held("a", "sending")]).at(-1)?.mark).toBe("sending");
  const late = rowsOf([shown(1, "seeker")], [held("a", "not_sent"), held("b", "not_sent"), held("c", "quiet")]);
  expect(late.at(-1)).toMatchObject({ mark: "not_sent", behind: 2 });
  expect(late.map((row) => row.unsent)).toEqual([false, true, true, false]);
});

test("words of the line itself are facts", () => {
  expect(rowsOf([shown(1, "helpline")], [])[0]?.side).toBe("fact");
});

test("a message keeps its key when it turns from unsent into sent", () => {
  const before = rowsOf([], [held("a", "quiet")])[0]?.key;
  const after = rowsOf([{ ...shown(1, "seeker"), id: "a" }], [])[0]?.key;
  expect(after).toBe(before);
});
