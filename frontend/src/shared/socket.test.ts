/** The socket's promises: hello first, back-off with jitter, retry at once, and no close code that ends it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ANSWER_WITHIN, ASK_AFTER } from "./heart.ts";
import {
  BELIEVED,
  CONNECT_GRACE,
  CONNECT_TIMEOUT,
  delayAfter,
  DOUBT,
  FIRST_DELAY,
  FIRST_FRAME,
  type Link,
  LONGEST_DELAY,
  MINIMUM_UPTIME,
  open,
  socketUrl,
  type Status,
} from "./socket.ts";

interface Frame {
  type: string;
}

class FakeSocket {
  static readonly OPEN = 1;
  static made: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly url: string;

  constructor(url: string) {
    this.url = url;
    FakeSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = 3;
  }

  accept(): void {
    this.readyState = 1;
    this.onopen?.();
  }

  die(code = 1006): void {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

let link: Link<Frame> | undefined;
let frames: Frame[];
let statuses: Status[];

function latest(): FakeSocket {
  const last = FakeSocket.made.at(-1);
  if (last === undefined) throw new Error("no socket was made");
  return last;
}

function start(): Link<Frame> {
  link = open<Frame, Frame>({
    url: "ws://line.test/ws/chat/",
    hello: () => ({ type: "hello" }),
    onFrame: (frame: Frame) => frames.push(frame),
    onStatus: (status: Status) => statuses.push(status),
  });
  return link;
}

/** A socket that is open and on which the server has spoken. */
function greeted(): Link<Frame> {
  const mine = start();
  latest().accept();
  hears({ type: "welcome" });
  return mine;
}

function hears(frame: object): void {
  latest().onmessage?.({ data: JSON.stringify(frame) });
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.made = [];
  frames = [];
  statuses = [];
});

afterEach(() => {
  link?.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("says hello first and hands frames on", () => {
  start();
  latest().accept();
  latest().onmessage?.({ data: '{"type":"welcome"}' });
  expect(latest().sent).toEqual(['{"type":"hello"}']);
  expect(frames).toEqual([{ type: "welcome" }]);
  expect(statuses).toEqual(["connecting", "open"]);
});

test.each(["not json", "[]", "null", '{"kind":1}', new Uint8Array(2)])("lets %s fall", (data) => {
  start();
  latest().accept();
  latest().onmessage?.({ data });
  expect(frames).toEqual([]);
});

test("send says whether there was an open socket", () => {
  const mine = start();
  expect(mine.send({ type: "say" })).toBe(false);
  latest().accept();
  expect(mine.send({ type: "say" })).toBe(true);
});

test.each([1000, 1001, 1006, 1011, 4008, 4009, 4010, 4403])("a close with %i is a lost line and is tried again", (code) => {
  greeted();
  latest().die(code);
  expect(statuses.at(-1)).toBe("lost");
  vi.advanceTimersByTime(2 * FIRST_DELAY);
  expect(FakeSocket.made).toHaveLength(2);
  latest().accept();
  expect(statuses.at(-1)).toBe("open");
});

test("the delay grows to a ceiling and keeps half of itself", () => {
  expect(delayAfter(0, () => 0)).toBe(FIRST_DELAY / 2);
  expect(delayAfter(3, () => 1)).toBe(FIRST_DELAY * 8);
  expect(delayAfter(99, () => 1)).toBe(LONGEST_DELAY);
  expect(delayAfter(99, () => 0)).toBe(LONGEST_DELAY / 2);
});

test("short lives keep the back-off growing, a long one resets it", () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  start();
  latest().accept();
  latest().die();
  vi.advanceTimersByTime(2 * FIRST_DELAY);
  latest().accept();
  latest().die();
  vi.advanceTimersByTime(2 * FIRST_DELAY);
  expect(FakeSocket.made).toHaveLength(2);
  vi.advanceTimersByTime(2 * FIRST_DELAY);
  expect(FakeSocket.made).toHaveLength(3);
  latest().accept();
  vi.advanceTimersByTime(MINIMUM_UPTIME);
  latest().die();
  vi.advanceTimersByTime(FIRST_DELAY);
  expect(FakeSocket.made).toHaveLength(4);
});

test.each(["online", "pageshow"])("%s tries at once", (name) => {
  start();
  latest().die();
  window.dispatchEvent(new Event(name));
  expect(FakeSocket.made).toHaveLength(2);
  window.dispatchEvent(new Event(name));
  latest().accept();
  const before = FakeSocket.made.length;
  window.dispatchEvent(new Event(name));
  expect(FakeSocket.made).toHaveLength(before);
});

test("a connection just being made is left alone, a slow one is not", () => {
  const mine = start();
  window.dispatchEvent(new Event("pageshow"));
  expect(FakeSocket.made).toHaveLength(1);
  vi.advanceTimersByTime(CONNECT_GRACE);
  mine.retry();
  expect(FakeSocket.made).toHaveLength(2);
});

test("offline drops a socket that may be dead", () => {
  start();
  latest().accept();
  window.dispatchEvent(new Event("offline"));
  expect(statuses.at(-1)).toBe("lost");
});

function look(visible: boolean): void {
  vi.spyOn(document, "visibilityState", "get").mockReturnValue(visible ? "visible" : "hidden");
  document.dispatchEvent(new Event("visibilitychange"));
}

test("a phone that slept does not believe its old socket", () => {
  greeted();
  look(false);
  vi.setSystemTime(Date.now() + BELIEVED + 1);
  look(true);
  expect(statuses.at(-1)).toBe("lost");
  expect(FakeSocket.made).toHaveLength(2);
});

test("who looks again after a moment keeps the socket, and asks it at once", () => {
  greeted();
  look(false);
  vi.setSystemTime(Date.now() + BELIEVED - 1);
  look(true);
  expect(latest().sent.at(-1)).toBe('{"type":"beat"}');
  expect(FakeSocket.made).toHaveLength(1);
  vi.advanceTimersByTime(DOUBT);
  expect(statuses.at(-1)).toBe("lost");
});

test("a connection that never opens is given up", () => {
  start();
  vi.advanceTimersByTime(CONNECT_TIMEOUT + LONGEST_DELAY);
  expect(FakeSocket.made.length).toBeGreaterThan(1);
});

test("a server that says nothing at all is given up, but what is long to fetch is waited for", () => {
  start();
  latest().accept();
  vi.advanceTimersByTime(FIRST_FRAME - 1);
  expect(statuses.at(-1)).toBe("open");
  vi.advanceTimersByTime(1);
  expect(statuses.at(-1)).toBe("lost");
});

test("a line that stops answering is lost within half a minute, whatever else still comes", () => {
  greeted();
  for (let seconds = 0; seconds < 22; seconds += 1) {
    expect(statuses.at(-1)).toBe("open");
    vi.advanceTimersByTime(1_000);
    hears({ type: "message" });
  }
  expect(ASK_AFTER + ANSWER_WITHIN).toBe(22_000);
  expect(statuses.at(-1)).toBe("lost");
});

test("an answered line lives on, and the mark goes back as it came", () => {
  greeted();
  for (let round = 0; round < 10; round += 1) {
    vi.advanceTimersByTime(ASK_AFTER);
    hears({ type: "heard", mark: `m${round}` });
  }
  expect(statuses.at(-1)).toBe("open");
  expect(latest().sent.slice(1, 4)).toEqual(
    ['{"type":"beat"}', '{"type":"beat","mark":"m0"}', '{"type":"beat","mark":"m1"}'],
  );
});

test("the heart of an old socket is still", () => {
  const mine = greeted();
  mine.renew();
  vi.advanceTimersByTime(2 * FIRST_DELAY);
  latest().accept();
  vi.advanceTimersByTime(FIRST_FRAME - 1);
  expect(statuses.at(-1)).toBe("open");
  expect(latest().sent).toEqual(['{"type":"hello"}']);
});

test("close is final", () => {
  const mine = start();
  latest().accept();
  mine.close();
  window.dispatchEvent(new Event("online"));
  mine.retry();
  mine.renew();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.made).toHaveLength(1);
});

test("the socket's address follows the page's", () => {
  expect(socketUrl("/ws/chat/", "https://line.test")).toBe("wss://line.test/ws/chat/");
  expect(socketUrl("/ws/chat/", "http://localhost:8000")).toBe("ws://localhost:8000/ws/chat/");
});
