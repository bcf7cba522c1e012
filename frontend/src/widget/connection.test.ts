/** The line of a visit in bad times: without a socket it asks, and in a rush it works before it comes in. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { FromSeeker, ToSeeker, Welcome } from "../shared/protocol.ts";
import { AID_AFTER, Connection } from "./connection.ts";

class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  sent: FromSeeker[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: (() => void) | null = null;

  constructor() {
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as FromSeeker);
  }

  close(): void {
    this.readyState = 3;
  }

  greets(...frames: ToSeeker[]): void {
    this.readyState = 1;
    this.onopen?.();
    for (const frame of frames) this.onmessage?.({ data: JSON.stringify(frame) });
  }

  die(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

const ID = "00000000-0000-4000-8000-000000000000";
const WELCOME: Welcome = { type: "welcome", token: "t", conversation: null, seq: 0, messages: [], texts: {}, limit: 20 };
const PUZZLE = "a-text.4";
let connection: Connection;
let heard: ToSeeker[];
let polls: number;

function latest(): FakeSocket {
  const last = FakeSocket.made.at(-1);
  if (last === undefined) throw new Error("no socket was made");
  return last;
}

/** Dynamic imports and the work itself are no timers: they are waited for in real turns. */
async function settled(check: () => void): Promise<void> {
  await vi.waitFor(async () => {
    await vi.advanceTimersByTimeAsync(50);
    check();
  });
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"] });
  FakeSocket.made = [];
  [heard, polls] = [[], 0];
  vi.stubGlobal("WebSocket", FakeSocket);
  vi.stubGlobal("fetch", () => {
    polls += 1;
    return Promise.resolve(new Response(JSON.stringify({ frames: [WELCOME, { type: "state", state: "none" }] })));
  });
  connection = new Connection({
    url: "ws://line.test/ws/chat/",
    hello: () => ({ type: "hello" }),
    onFrame: (frame) => {
      heard.push(frame);
      if (frame.type === "welcome") connection.welcomed();
    },
    onChange: () => undefined,
  });
  connection.start();
});

afterEach(() => {
  connection.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function blockSockets(): Promise<void> {
  for (let waited = 0; waited < AID_AFTER; waited += 500) {
    if (latest().readyState === 0) latest().die();
    await vi.advanceTimersByTimeAsync(500);
  }
}

test("a socket that opens needs no help", async () => {
  latest().greets(WELCOME);
  await vi.advanceTimersByTimeAsync(3 * AID_AFTER);
  expect(polls).toBe(0);
});

test("when no socket gets through, it asks, and is ready then", async () => {
  await blockSockets();
  expect(FakeSocket.made.length).toBeGreaterThan(3);
  await settled(() => expect(heard.map(({ type }) => type)).toEqual(["welcome", "state"]));
  expect(connection.cut).toBe(false);
  expect(connection.send({ type: "end" })).toBe(true);
  await settled(() => expect(polls).toBeGreaterThan(1));
});

test("a line that was closed meanwhile stays closed", async () => {
  await blockSockets();
  connection.close();
  const before = [heard.length, polls];
  await vi.advanceTimersByTimeAsync(60_000);
  expect([heard.length, polls]).toEqual(before);
});

test("in a rush the welcome comes when the work is done, and what opens a talk takes it along", async () => {
  const socket = latest();
  socket.greets({ ...WELCOME, puzzle: PUZZLE });
  expect(heard).toEqual([]);
  expect(connection.send({ type: "enter" })).toBe(false);
  await settled(() => expect(heard).toHaveLength(1));
  connection.send({ type: "enter" });
  connection.send({ type: "say", id: ID, text: "hello" });
  connection.send({ type: "end" });
  const works = socket.sent.slice(1).map((frame) => ("work" in frame ? frame.work : ""));
  expect(works[0]).toMatch(/^a-text\.4\.\d+$/);
  expect(works).toEqual([works[0], works[0], ""]);
});

test("who has a talk already is spared", () => {
  latest().greets({ ...WELCOME, conversation: ID, puzzle: PUZZLE });
  expect(heard).toHaveLength(1);
});

test("when a rush begins after the welcome, another welcome is asked for and the refusal is kept to itself", async () => {
  const socket = latest();
  socket.greets(WELCOME, { type: "refused", code: "needs_work", detail: "", ref: ID });
  expect(heard).toEqual([WELCOME]);
  await settled(() => expect(FakeSocket.made.length).toBe(2));
  latest().greets({ ...WELCOME, puzzle: PUZZLE });
  await settled(() => expect(heard).toHaveLength(2));
  connection.send({ type: "say", id: ID, text: "hello" });
  expect(latest().sent.at(-1)).toMatchObject({ type: "say", work: expect.stringMatching(/^a-text\.4\.\d+$/) });
});

test("work of an earlier line is not used where there is newer", async () => {
  latest().greets({ ...WELCOME, puzzle: PUZZLE });
  await settled(() => expect(heard).toHaveLength(1));
  latest().die();
  await vi.advanceTimersByTimeAsync(2_000);
  latest().greets({ ...WELCOME, puzzle: "b-text.3" });
  await settled(() => expect(heard).toHaveLength(2));
  connection.send({ type: "enter" });
  expect(latest().sent.at(-1)).toMatchObject({ work: expect.stringMatching(/^b-text\.3\.\d+$/) });
});
