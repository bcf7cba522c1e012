/** Asking over HTTP says what a socket would have said, loses nothing silently, and stops when told. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANSWER_WITHIN, ASK_EVERY, ASK_EVERY_HIDDEN, open } from "./poll.ts";
import type { Link, Status } from "./socket.ts";

interface Frame {
  readonly type: string;
  readonly [field: string]: unknown;
}

interface Request {
  readonly hello: Frame;
  readonly frames: readonly Frame[];
}

const WELCOME: Frame = { type: "welcome", token: "t", conversation: "c", seq: 2, messages: [], texts: {}, limit: 9 };
const WAITING: Frame = { type: "state", state: "waiting" };

let link: Link<Frame> | undefined;
let frames: Frame[];
let statuses: Status[];
let asked: Request[];
let options: RequestInit[];
/** What the server says next; null: it is not there. */
let answers: (Frame[] | null | "slow" | "broken")[];

function answer(init: RequestInit): Promise<Response> {
  options.push(init);
  asked.push(JSON.parse(String(init.body)) as Request);
  const next = answers.length > 1 ? answers.shift() : answers[0];
  if (next === "slow") {
    return new Promise((_, give) => init.signal?.addEventListener("abort", () => give(new Error("aborted"))));
  }
  if (next === null || next === undefined) return Promise.reject(new TypeError("no network"));
  if (next === "broken") return Promise.resolve(new Response("<html>Sign in to the hotel", { status: 200 }));
  return Promise.resolve(new Response(JSON.stringify({ frames: next })));
}

function start(): Link<Frame> {
  link = open<Frame, Frame>({
    url: "/chat/poll/",
    hello: () => ({ type: "hello", since: 2 }),
    onFrame: (frame) => frames.push(frame),
    onStatus: (status) => statuses.push(status),
  });
  return link;
}

async function pass(milliseconds: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(milliseconds);
}

function look(visible: boolean): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visible ? "visible" : "hidden");
  document.dispatchEvent(new Event("visibilitychange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  [frames, statuses, asked, options, answers] = [[], [], [], [], [[WELCOME, WAITING]]];
  vi.stubGlobal("fetch", (_: string, init: RequestInit) => answer(init));
});

afterEach(() => {
  link?.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("says hello at once and then every few seconds, with nothing that could tell anybody apart", async () => {
  start();
  await pass(0);
  expect(statuses).toEqual(["connecting", "open"]);
  expect(frames).toEqual([WELCOME, WAITING]);
  await pass(3 * ASK_EVERY);
  expect(asked).toHaveLength(4);
  expect(asked[0]).toEqual({ hello: { type: "hello", since: 2 }, frames: [] });
  expect(options[0]).toMatchObject({ method: "POST", credentials: "omit", cache: "no-store" });
});

test("what has not changed is not said again, and what is new comes as a socket would bring it", async () => {
  start();
  await pass(0);
  const message = { seq: 3, author: "counsellor", text: "hello", at: 1 };
  const here = { type: "state", state: "active", who: "Robin" };
  answers = [[{ ...WELCOME, messages: [message] }, here], [WELCOME, here]];
  await pass(3 * ASK_EVERY);
  expect(frames.slice(2)).toEqual([{ ...message, type: "message" }, here]);
});

test("a door that moves is said by itself", async () => {
  start();
  await pass(0);
  answers = [[{ ...WELCOME, door: { state: "closing" } }, WAITING]];
  await pass(2 * ASK_EVERY);
  expect(frames.slice(2)).toEqual([{ type: "door", door: { state: "closing" } }]);
});

test("another conversation is another welcome", async () => {
  start();
  await pass(0);
  const other = { ...WELCOME, conversation: "d" };
  answers = [[other, WAITING]];
  await pass(2 * ASK_EVERY);
  expect(frames.slice(2)).toEqual([other, WAITING]);
});

test("words go at once, together, and in order; typing goes nowhere", async () => {
  const mine = start();
  expect(mine.send({ type: "say", id: 0 })).toBe(false);
  await pass(0);
  for (const frame of [{ type: "typing" }, { type: "say", id: 1 }, { type: "beat" }, { type: "end" }]) {
    expect(mine.send(frame)).toBe(true);
  }
  answers = [[WELCOME, WAITING, { type: "ack", id: 1 }]];
  await pass(0);
  expect(asked[1]?.frames).toEqual([{ type: "say", id: 1 }, { type: "end" }]);
  expect(frames.at(-1)).toEqual({ type: "ack", id: 1 });
});

test("what is said while an answer is under way goes right after it", async () => {
  answers = [[WELCOME], "slow", [WELCOME]];
  const mine = start();
  await pass(ASK_EVERY);
  mine.send({ type: "say", id: 1 });
  await pass(ANSWER_WITHIN);
  expect(statuses.at(-1)).toBe("lost");
  answers = [[WELCOME, WAITING]];
  await pass(1_000);
  expect(asked.at(-1)?.frames).toEqual([{ type: "say", id: 1 }]);
});

test.each([null, "broken", "slow", []] as const)("without a welcome (%s) the line is lost, and the next one is a first one", async (trouble) => {
  start();
  await pass(0);
  answers = [trouble as Frame[] | null];
  await pass(ASK_EVERY + ANSWER_WITHIN);
  expect(statuses.at(-1)).toBe("lost");
  answers = [[WELCOME, WAITING]];
  await pass(30_000);
  expect(statuses.at(-1)).toBe("open");
  expect(frames.slice(-2)).toEqual([WELCOME, WAITING]);
  expect(frames).toHaveLength(4);
});

test("a server that is away is asked ever more seldom", async () => {
  answers = [null];
  start();
  await pass(120_000);
  expect(asked.length).toBeGreaterThan(5);
  expect(asked.length).toBeLessThan(20);
});

test("a refusal is handed on", async () => {
  answers = [[{ type: "refused", code: "token" }]];
  start();
  await pass(0);
  expect(frames).toEqual([{ type: "refused", code: "token" }]);
});

test("out of sight it asks less often, and at once when it is looked at again", async () => {
  start();
  await pass(0);
  look(false);
  await pass(ASK_EVERY);
  const before = asked.length;
  await pass(ASK_EVERY_HIDDEN - 1);
  expect(asked).toHaveLength(before);
  look(true);
  expect(asked).toHaveLength(before + 1);
});

test("renew begins the line anew, and what was still to come of the old one is not heard", async () => {
  const mine = start();
  await pass(0);
  const other = { ...WELCOME, conversation: "d" };
  answers = [[other, WAITING]];
  const heard = frames.length;
  vi.spyOn(frames, "push").mockImplementationOnce((frame) => {
    mine.renew();
    return Array.prototype.push.call(frames, frame);
  });
  await pass(ASK_EVERY);
  await pass(1);
  expect(frames.slice(heard)).toEqual([other, other, WAITING]);
});

test("the exit goes by itself, and outlives the page", async () => {
  answers = ["slow"];
  const mine = start();
  mine.send({ type: "exit" });
  mine.close();
  expect(asked.at(-1)?.frames).toEqual([{ type: "exit" }]);
  expect(options.at(-1)).toMatchObject({ keepalive: true });
  expect(options.at(-1)?.signal).toBeUndefined();
  expect(options[0]?.signal?.aborted).toBe(true);
});

test("close is final", async () => {
  const mine = start();
  await pass(0);
  mine.close();
  const before = asked.length;
  mine.retry();
  mine.renew();
  mine.doubt();
  look(true);
  window.dispatchEvent(new Event("online"));
  await pass(60_000);
  expect(asked).toHaveLength(before);
  expect(frames).toHaveLength(2);
});
