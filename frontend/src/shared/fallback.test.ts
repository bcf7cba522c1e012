/** Between asking and a socket: whichever gets through is used, and the better one as soon as it can be. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FIRST_TRIAL, GIVE_UP, open, TRIAL, TRY_AGAIN } from "./fallback.ts";
import type { Link, LinkOptions, Status } from "./socket.ts";

interface Frame {
  readonly type: string;
}

class FakeLink implements Link<Frame> {
  closed = false;
  sent: Frame[] = [];
  readonly options: LinkOptions<Frame, Frame>;

  constructor(options: LinkOptions<Frame, Frame>) {
    this.options = options;
  }

  send(frame: Frame): boolean {
    this.sent.push(frame);
    return true;
  }

  close(): void {
    this.closed = true;
  }

  retry(): void {}
  renew(): void {}
  doubt(): void {}
}

const made = vi.hoisted(() => ({ polls: [] as unknown[], sockets: [] as unknown[] }));
vi.mock("./poll.ts", () => ({ open: (options: LinkOptions<Frame, Frame>) => keep(made.polls, options) }));
vi.mock("./socket.ts", () => ({ open: (options: LinkOptions<Frame, Frame>) => keep(made.sockets, options) }));

function keep(list: unknown[], options: LinkOptions<Frame, Frame>): FakeLink {
  const link = new FakeLink(options);
  list.push(link);
  return link;
}

function last(list: unknown[]): FakeLink {
  return list.at(-1) as FakeLink;
}

const HEARD: Frame = { type: "welcome" };
let link: Link<Frame>;
let frames: Frame[];
let statuses: Status[];

beforeEach(() => {
  vi.useFakeTimers();
  made.polls.length = made.sockets.length = 0;
  [frames, statuses] = [[], []];
  link = open<Frame, Frame>(
    {
      url: "wss://line.test/ws/chat/",
      hello: () => HEARD,
      onFrame: (frame) => frames.push(frame),
      onStatus: (status) => statuses.push(status),
    },
    "/chat/poll/",
  );
});

afterEach(() => {
  link.close();
  vi.useRealTimers();
});

test("asks by its own address, and tries the socket beside it for a while", () => {
  expect(last(made.polls).options.url).toBe("/chat/poll/");
  expect(last(made.sockets).options.url).toBe("wss://line.test/ws/chat/");
  link.send(HEARD);
  expect(last(made.polls).sent).toEqual([HEARD]);
  vi.advanceTimersByTime(FIRST_TRIAL);
  expect(last(made.sockets).closed).toBe(true);
  expect(last(made.polls).closed).toBe(false);
});

test("a socket that only says how it is says nothing", () => {
  last(made.sockets).options.onStatus("open");
  last(made.sockets).options.onStatus("lost");
  expect(statuses).toEqual([]);
});

test("every few minutes the socket is tried again", () => {
  vi.advanceTimersByTime(FIRST_TRIAL + TRY_AGAIN);
  expect(made.sockets).toHaveLength(2);
  vi.advanceTimersByTime(TRIAL);
  expect(last(made.sockets).closed).toBe(true);
  vi.advanceTimersByTime(TRY_AGAIN);
  expect(made.sockets).toHaveLength(3);
});

test("a socket on which the server speaks is the line from then on", () => {
  const poll = last(made.polls);
  last(made.sockets).options.onFrame(HEARD);
  expect(poll.closed).toBe(true);
  expect(statuses).toEqual(["open"]);
  expect(frames).toEqual([HEARD]);
  link.send(HEARD);
  expect(last(made.sockets).sent).toEqual([HEARD]);
  last(made.sockets).options.onStatus("lost");
  expect(statuses).toEqual(["open", "lost"]);
  vi.advanceTimersByTime(FIRST_TRIAL + TRY_AGAIN);
});

test("a socket that is lost and comes back is kept, one that stays lost is not", () => {
  const won = last(made.sockets);
  won.options.onFrame(HEARD);
  won.options.onStatus("lost");
  won.options.onFrame(HEARD);
  vi.advanceTimersByTime(GIVE_UP + FIRST_TRIAL);
  expect(made.polls).toHaveLength(1);
  expect(won.closed).toBe(false);
  won.options.onStatus("lost");
  vi.advanceTimersByTime(GIVE_UP);
  expect(made.polls).toHaveLength(2);
  expect(won.closed).toBe(true);
});

test("close ends both, and nothing is heard any more", () => {
  const [poll, socket] = [last(made.polls), last(made.sockets)];
  link.close();
  expect([poll.closed, socket.closed]).toEqual([true, true]);
  socket.options.onFrame(HEARD);
  expect(frames).toEqual([]);
  vi.advanceTimersByTime(2 * TRY_AGAIN);
  expect(made.sockets).toHaveLength(1);
});
