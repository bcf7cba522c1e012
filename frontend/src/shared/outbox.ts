/** Words that are not yet acknowledged: kept in order, in memory only, sent again after a loss. */

/** `sent` is not here: what is acknowledged leaves the outbox. */
export type Progress = "quiet" | "sending" | "not_sent";

export interface Held<Body> {
  readonly id: string;
  readonly body: Body;
  readonly since: number;
}

export interface OutboxOptions<Body> {
  /** Hands words to the socket; false if there is none just now. */
  post: (id: string, body: Body) => boolean;
  /** Something that is shown has changed (also when only time has passed). */
  onChange: () => void;
  /** Words went out long ago and nothing came back: the socket may be dead. */
  onStale?: () => void;
}

export interface Outbox<Body> {
  /** Takes words and tries to send them; gives the client id they keep for good. */
  add(body: Body): string;
  /** They are stored: out they go. */
  acknowledged(id: string): void;
  /** Takes them out and gives them back, for example into the draft. */
  withdraw(id: string): Body | undefined;
  /** Sends everything again, oldest first; call it once the server has said welcome. */
  flush(): void;
  held(): readonly Held<Body>[];
  progress(id: string): Progress;
  clear(): void;
}

export const SAY_SENDING_AFTER = 1_000;
export const SAY_NOT_SENT_AFTER = 4_000;
export const STALE_AFTER = 8_000;

/** A random UUID, also where `crypto.randomUUID` is missing (pages without TLS). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

export function createOutbox<Body>(options: OutboxOptions<Body>): Outbox<Body> {
  let entries: Held<Body>[] = [];
  let lastPost = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Wakes when the oldest words change their look, or when the socket has been silent too long. */
  function schedule(): void {
    clearTimeout(timer);
    const now = Date.now();
    const moments = entries.flatMap(({ since }) => [since + SAY_SENDING_AFTER, since + SAY_NOT_SENT_AFTER]);
    if (entries.length > 0 && lastPost > 0) moments.push(lastPost + STALE_AFTER);
    const next = Math.min(...moments.filter((moment) => moment > now));
    if (Number.isFinite(next)) timer = setTimeout(wake, next - now);
  }

  function wake(): void {
    if (lastPost > 0 && Date.now() - lastPost >= STALE_AFTER) {
      lastPost = 0;
      options.onStale?.();
    }
    schedule();
    options.onChange();
  }

  function post(entry: Held<Body>): void {
    if (options.post(entry.id, entry.body)) lastPost = Date.now();
  }

  function take(id: string): Held<Body> | undefined {
    const found = entries.find((entry) => entry.id === id);
    if (found === undefined) return undefined;
    entries = entries.filter((entry) => entry !== found);
    if (entries.length === 0) lastPost = 0;
    schedule();
    options.onChange();
    return found;
  }

  return {
    add(body) {
      const entry = { id: newId(), body, since: Date.now() };
      entries = [...entries, entry];
      post(entry);
      schedule();
      options.onChange();
      return entry.id;
    },
    acknowledged(id) {
      take(id);
    },
    withdraw(id) {
      return take(id)?.body;
    },
    flush() {
      for (const entry of entries) post(entry);
      schedule();
    },
    held: () => entries,
    progress(id) {
      const entry = entries.find((each) => each.id === id);
      const age = entry === undefined ? 0 : Date.now() - entry.since;
      if (age < SAY_SENDING_AFTER) return "quiet";
      return age < SAY_NOT_SENT_AFTER ? "sending" : "not_sent";
    },
    clear() {
      entries = [];
      lastPost = 0;
      clearTimeout(timer);
      options.onChange();
    },
  };
}
