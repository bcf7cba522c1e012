/** Frames make the talk: nothing twice, nothing out of order, nothing missing after a loss. */
import { expect, test } from "vitest";
import type { Message, ToSeeker, Welcome } from "../shared/protocol.ts";
import { begunAgain, isOther, lastName, newTalk, reduce, stored, type Talk } from "./state.ts";

const welcome: Welcome = {
  type: "welcome",
  token: "t",
  conversation: "a",
  seq: 3,
  messages: [{ seq: 2, author: "seeker", text: "hello", at: 1, id: "1" }],
  texts: { kept: "one day." },
  limit: 2000,
};

function message(seq: number, text = "…"): Message {
  return { type: "message", seq, author: "counsellor", text, at: seq, name: "Robin" };
}

function after(...frames: ToSeeker[]): Talk {
  return frames.reduce(reduce, newTalk(2000));
}

test("a welcome says who one is and brings what was said", () => {
  const talk = after(welcome);
  expect(talk).toMatchObject({ token: "t", conversation: "a", seq: 3, texts: { kept: "one day." } });
  expect(talk.messages.map((each) => each.text)).toEqual(["hello"]);
});

test("repeats change nothing, late ones go to their place", () => {
  const talk = after(welcome, message(6), message(5), message(6));
  expect(talk.messages.map((each) => each.seq)).toEqual([2, 5, 6]);
  expect(talk.seq).toBe(6);
});

test("a resync of what was missed equals never having been away", () => {
  const missed = [message(5), message(6)];
  const live = after(welcome, ...missed);
  const { type: _, ...five } = message(5);
  const { type: __, ...six } = message(6);
  const resynced = after(welcome, { ...welcome, seq: 6, messages: [five, six] });
  expect(resynced).toEqual(live);
});

test("our own words are shown, but the next hello still asks from before them", () => {
  const talk = stored(after(welcome), { type: "ack", id: "2", seq: 7, at: 9 }, "more");
  expect(talk.messages.at(-1)).toMatchObject({ seq: 7, text: "more", author: "seeker" });
  expect(talk.seq).toBe(3);
});

test("a number taken by other words means another talk has begun", () => {
  const talk = stored(after(welcome), { type: "ack", id: "9", seq: 2, at: 9 }, "again");
  expect(talk.messages.map((each) => each.text)).toEqual(["again"]);
  expect(talk.token).toBe("t");
});

test("the same words acknowledged twice stay once", () => {
  const ack = { type: "ack", id: "1", seq: 2, at: 9 } as const;
  expect(stored(after(welcome), ack, "hello").messages).toHaveLength(1);
});

test("another conversation replaces what is on the screen", () => {
  const other: Welcome = { ...welcome, conversation: "b", seq: 2, messages: [] };
  expect(isOther(after(welcome), other)).toBe(true);
  expect(after(welcome, other).messages).toEqual([]);
  expect(isOther(newTalk(1), other)).toBe(false);
});

test("state says who is here and how long the wait is", () => {
  expect(after({ type: "state", state: "waiting", wait: "quarter" })).toMatchObject({ state: "waiting", wait: "quarter" });
  expect(after({ type: "state", state: "active", who: "Robin" })).toMatchObject({ who: "Robin", wait: null });
});

test("erased words leave the screen", () => {
  const talk = after(welcome, { type: "state", state: "closed", erased: true, erase_at: 5 });
  expect(talk).toMatchObject({ erased: true, eraseAt: 5, messages: [] });
});

test("typing ends with their words, not with ours", () => {
  const typing = after(welcome, { type: "state", state: "active", who: "Robin" }, { type: "typing", on: true });
  expect(typing.typing).toBe(true);
  expect(reduce(typing, { ...message(8), author: "seeker" }).typing).toBe(true);
  expect(reduce(typing, message(8)).typing).toBe(false);
  expect(reduce(typing, { type: "state", state: "waiting" }).typing).toBe(false);
});

test("acks and refusals alone change nothing", () => {
  const talk = after(welcome);
  expect(reduce(talk, { type: "ack", id: "1", seq: 2, at: 1 })).toBe(talk);
  expect(reduce(talk, { type: "refused", code: "empty", detail: "" })).toBe(talk);
});

test("a new beginning keeps the token and nothing that was said", () => {
  expect(begunAgain(after(welcome))).toMatchObject({ token: "t", messages: [], seq: 0, conversation: null });
});

test("the name of whoever was here last is known after they left", () => {
  expect(lastName(after(welcome, message(5), { type: "state", state: "waiting" }))).toBe("Robin");
  expect(lastName(newTalk(1))).toBe("");
});
