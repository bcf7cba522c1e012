/** A typed socket that finds its way back by itself; it carries frames and decides nothing else. */
import { createHeart } from "./heart.ts";

export type Status = "connecting" | "open" | "lost";

export interface LinkOptions<Out, In> {
  url: string;
  /** The first frame after every opening; it says what the client already has. */
  hello: () => Out;
  onFrame: (frame: In) => void;
  onStatus: (status: Status) => void;
}

export interface Link<Out> {
  /** Hands a frame to the open socket; false if there is none (nothing is queued here). */
  send(frame: Out): boolean;
  /** Ends it for good. */
  close(): void;
  /** Connects now instead of after the back-off; does nothing while open or just being opened. */
  retry(): void;
  /** Drops the present socket, which may be dead without knowing it, and connects anew. */
  renew(): void;
  /** Asks the server for a sign of life; without one soon, the socket is dropped. */
  doubt(): void;
}

export const FIRST_DELAY = 500;
export const LONGEST_DELAY = 15_000;
/** A socket that lived this long was a good one: the next loss starts again at the first delay. */
export const MINIMUM_UPTIME = 5_000;
export const CONNECT_TIMEOUT = 10_000;
/** A connection that is being made is left alone this long by whoever asks for one at once. */
export const CONNECT_GRACE = 3_000;
/** After the opening, the first frame must come within this time: what is fetched may be long. */
export const FIRST_FRAME = 20_000;
/** Whoever looks again after a while believes a socket that was heard this recently (a phone sleeps). */
export const BELIEVED = 30_000;
/** A sign of life that is asked for with cause must come sooner than the usual one. */
export const DOUBT = 4_000;

/** Full jitter over the upper half: half to whole of an exponentially growing delay. */
export function delayAfter(failures: number, random: () => number = Math.random): number {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** Math.min(failures, 10));
  return ceiling * (0.5 + random() / 2);
}

/** Whether a parsed JSON value has the outline of a frame; the server's own types vouch for the rest. */
function isFrame(value: unknown): value is { type: string } {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function parse(data: unknown): { type: string } | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const value: unknown = JSON.parse(data);
    return isFrame(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function open<Out, In>(options: LinkOptions<Out, In>): Link<Out> {
  let socket: WebSocket | undefined;
  let failures = 0;
  let openedAt = 0;
  let askedAt = 0;
  let heardAt = 0;
  let closed = false;
  /** The server has said something on the present socket. */
  let spoken = false;
  let status: Status | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const heart = createHeart((mark) => put(mark === "" ? { type: "beat" } : { type: "beat", mark }), renew);

  function tell(next: Status): void {
    if (next === status) return;
    status = next;
    options.onStatus(next);
  }

  function isOpen(): boolean {
    return socket?.readyState === WebSocket.OPEN;
  }

  function put(frame: object): void {
    if (isOpen()) socket?.send(JSON.stringify(frame));
  }

  function waitAtMost(milliseconds: number): void {
    clearTimeout(patience);
    patience = setTimeout(renew, milliseconds);
  }

  function connect(): void {
    clearTimeout(retryTimer);
    askedAt = Date.now();
    const mine = new WebSocket(options.url);
    socket = mine;
    waitAtMost(CONNECT_TIMEOUT);
    mine.onopen = () => {
      openedAt = heardAt = Date.now();
      waitAtMost(FIRST_FRAME);
      mine.send(JSON.stringify(options.hello()));
      tell("open");
    };
    mine.onmessage = (event: MessageEvent<unknown>) => {
      heardAt = Date.now();
      clearTimeout(patience);
      if (!spoken) heart.start();
      spoken = true;
      const frame = parse(event.data);
      if (frame === undefined) return;
      heart.hears(frame);
      options.onFrame(frame as In);
    };
    // Whatever the code says, a close is a lost line: servers restart and recycle with 1000 too.
    mine.onclose = lose;
  }

  /** Lets go of a socket so that nothing it still says is heard. */
  function drop(): void {
    clearTimeout(patience);
    heart.stop();
    spoken = false;
    if (socket === undefined) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    socket = undefined;
  }

  function lose(): void {
    drop();
    if (closed) return;
    failures = openedAt > 0 && Date.now() - openedAt >= MINIMUM_UPTIME ? 0 : failures + 1;
    openedAt = 0;
    clearTimeout(retryTimer);
    retryTimer = setTimeout(connect, delayAfter(failures));
    tell("lost");
  }

  function retry(): void {
    const underWay = socket !== undefined && Date.now() - askedAt < CONNECT_GRACE;
    if (closed || isOpen() || underWay) return;
    drop();
    connect();
  }

  function renew(): void {
    if (closed) return;
    lose();
  }

  function doubt(): void {
    if (spoken) heart.ask(DOUBT);
  }

  function onVisible(): void {
    if (document.visibilityState === "hidden") return;
    if (isOpen() && Date.now() - heardAt > BELIEVED) renew();
    doubt();
    retry();
  }

  const heard: [EventTarget, string, () => void][] = [
    [window, "online", retry],
    [window, "offline", renew],
    [window, "pageshow", retry],
    [document, "visibilitychange", onVisible],
  ];
  for (const [target, name, listener] of heard) target.addEventListener(name, listener);

  tell("connecting");
  connect();

  return {
    send(frame) {
      if (!isOpen()) return false;
      socket?.send(JSON.stringify(frame));
      return true;
    },
    close() {
      closed = true;
      clearTimeout(retryTimer);
      for (const [target, name, listener] of heard) target.removeEventListener(name, listener);
      drop();
    },
    retry,
    renew,
    doubt,
  };
}

/** The address of a socket on the page's own origin (or on the one given). */
export function socketUrl(path: string, origin: string = location.origin): string {
  return new URL(path, origin.replace(/^http/, "ws")).href;
}
