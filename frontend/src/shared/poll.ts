/** The same link without a socket: it asks over HTTP, again and again. Loaded only where no socket gets through. */
import { delayAfter, type Link, type LinkOptions, type Status } from "./socket.ts";

interface Typed {
  readonly type: string;
}

/** What is taken apart here: a welcome brings what is new, and only the first of a line is one. */
interface Welcome extends Typed {
  readonly conversation: string | null;
  readonly door?: object;
  readonly messages: readonly object[];
}

export const ASK_EVERY = 4_000;
export const ASK_EVERY_HIDDEN = 20_000;
export const ANSWER_WITHIN = 15_000;
/** What a socket is told of and nobody has to store. */
const UNSAID = ["typing", "beat"];

function isWelcome(frame: Typed): frame is Welcome {
  return frame.type === "welcome" && "messages" in frame;
}

function framesOf(answer: unknown): Typed[] {
  const { frames } = answer as { frames?: unknown };
  return Array.isArray(frames) ? (frames as Typed[]) : [];
}

export function open<Out extends Typed, In>(options: LinkOptions<Out, In>): Link<Out> {
  let waiting: Out[] = [];
  let status: Status | undefined;
  let failures = 0;
  let closed = false;
  /** Counts what makes an answer that is still to come one of an earlier line. */
  let line = 0;
  let asking: AbortController | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let conversation: string | null = null;
  /** What was last heard of how the talk, and the door, stand: said again it would only be drawn again. */
  const known = new Map<string, string>();

  function tell(next: Status): void {
    if (next === status) return;
    status = next;
    options.onStatus(next);
  }

  function post(body: object, more: RequestInit): Promise<Response> {
    return fetch(options.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      ...more,
    });
  }

  function soon(milliseconds: number): void {
    clearTimeout(timer);
    if (!closed) timer = setTimeout(ask, milliseconds);
  }

  async function ask(): Promise<void> {
    clearTimeout(timer);
    if (closed || asking !== undefined) return;
    const mine = (asking = new AbortController());
    const began = line;
    const patience = setTimeout(() => mine.abort(), ANSWER_WITHIN);
    const frames = waiting;
    waiting = [];
    let answer: Typed[] = [];
    try {
      const response = await post({ hello: options.hello(), frames }, { signal: mine.signal });
      if (response.ok) answer = framesOf(await response.json());
    } catch {
      // No answer, or none of ours: the line is lost, as when there is no frame in it.
    }
    clearTimeout(patience);
    asking = undefined;
    if (closed) return;
    if (began === line) hear(answer);
    if (!closed) soon(pause(began));
  }

  function pause(began: number): number {
    if (waiting.length > 0 || began !== line) return 0;
    if (failures > 0) return delayAfter(failures);
    return document.visibilityState === "hidden" ? ASK_EVERY_HIDDEN : ASK_EVERY;
  }

  /** What was said goes on as a socket would have said it. */
  function hear(answer: readonly Typed[]): void {
    const began = line;
    const welcome = answer.find(isWelcome);
    const isFirst = status !== "open" || welcome?.conversation !== conversation;
    if (welcome !== undefined) {
      failures = 0;
      conversation = welcome.conversation;
      tell("open");
    } else {
      failures += 1;
    }
    for (const frame of answer) {
      if (closed || began !== line) return;
      if (isWelcome(frame)) welcomed(frame, isFirst);
      else if (frame.type !== "state" || isNews(frame) || isFirst) give(frame);
    }
    if (welcome === undefined && !closed) tell("lost");
  }

  /** The first welcome of a line is one; of a later one, what is new in it. */
  function welcomed(frame: Welcome, isFirst: boolean): void {
    const door = { type: "door", door: frame.door ?? {} };
    const moved = isNews(door);
    if (isFirst) {
      give(frame);
      return;
    }
    for (const message of frame.messages) give({ ...message, type: "message" });
    if (moved) give(door);
  }

  function isNews(frame: Typed): boolean {
    const said = JSON.stringify(frame);
    const isSo = known.get(frame.type) !== said;
    known.set(frame.type, said);
    return isSo;
  }

  function give(frame: Typed): void {
    if (!closed) options.onFrame(frame as In);
  }

  function retry(): void {
    if (status !== "open") void ask();
  }

  function renew(): void {
    if (closed) return;
    line += 1;
    waiting = [];
    tell("lost");
    soon(0);
  }

  function onVisible(): void {
    if (document.visibilityState !== "hidden") void ask();
  }

  const heard: [EventTarget, string, () => void][] = [
    [window, "online", retry],
    [window, "pageshow", retry],
    [document, "visibilitychange", onVisible],
  ];
  for (const [target, name, listener] of heard) target.addEventListener(name, listener);

  tell("connecting");
  void ask();

  return {
    send(frame) {
      if (frame.type === "exit") {
        // It must get through although the page is going, whatever else is under way.
        void post({ hello: options.hello(), frames: [frame] }, { keepalive: true }).catch(() => undefined);
        return true;
      }
      if (status !== "open") return false;
      if (UNSAID.includes(frame.type)) return true;
      waiting.push(frame);
      if (asking === undefined) soon(0);
      return true;
    },
    close() {
      closed = true;
      clearTimeout(timer);
      asking?.abort();
      for (const [target, name, listener] of heard) target.removeEventListener(name, listener);
    },
    retry,
    renew,
    doubt: () => void ask(),
  };
}
