/** Words that are not yet acknowledged: one at a time on each lane, in order, again after a loss. */

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
  /** Words went out a while ago and nothing came back: the socket may be dead. */
  onStale: () => void;
  /** Words of the same lane keep their order; without it all do. */
  lane?: (body: Body) => string;
}

export interface Outbox<Body> {
  /** Takes words and tries to send them; gives the client id they keep for good. */
  add(body: Body): string;
  /** They are stored: out they go, and the next ones may go. */
  acknowledged(id: string): void;
  /** Takes them out and gives them back, for example into the draft. */
  withdraw(id: string): Body | undefined;
  /** They could not be taken just now: the same again after a pause, and nothing overtakes them. */
  later(id: string): void;
  /** What was held before a reload, before everything else and under the old ids. */
  restore(held: readonly Held<Body>[]): void;
  /** Begins again on a new line, oldest first; call it once the server has said welcome. */
  flush(): void;
  held(): readonly Held<Body>[];
  progress(id: string): Progress;
  clear(): void;
}

export const SAY_SENDING_AFTER = 1_000;
export const SAY_NOT_SENT_AFTER = 4_000;
export const STALE_AFTER = 8_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

/** How long to leave a server alone that has turned words down so many times: half to whole of it. */
export function pauseAfter(refusals: number, random: () => number = Math.random): number {
  return Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** Math.min(refusals, 5)) * (0.5 + random() / 2);
}

/** A random UUID, also where `crypto.randomUUID` is missing (pages without TLS). */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** The one entry of a lane that is on the line, or waits to be tried again. */
interface Turn {
  readonly id: string;
  refusals: number;
  pause: ReturnType<typeof setTimeout> | undefined;
}

export function createOutbox<Body>(options: OutboxOptions<Body>): Outbox<Body> {
  const laneOf = options.lane ?? (() => "");
  const turns = new Map<string, Turn>();
  let entries: readonly Held<Body>[] = [];
  let lastPost = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Wakes when the oldest words change their look, or when the socket has been silent too long. */
  function schedule(): void {
    clearTimeout(timer);
    const now = Date.now();
    const moments = entries.flatMap(({ since }) => [since + SAY_SENDING_AFTER, since + SAY_NOT_SENT_AFTER]);
    if (lastPost > 0) moments.push(lastPost + STALE_AFTER);
    const next = Math.min(...moments.filter((moment) => moment > now));
    if (Number.isFinite(next)) timer = setTimeout(wake, next - now);
  }

  function wake(): void {
    if (lastPost > 0 && Date.now() - lastPost >= STALE_AFTER) {
      lastPost = Date.now();
      options.onStale();
    }
    changed();
  }

  function changed(): void {
    const owed = [...turns.values()].some(({ pause }) => pause === undefined);
    if (!owed) lastPost = 0;
    schedule();
    options.onChange();
  }

  function send({ id, body }: Held<Body>, refusals: number): void {
    if (!options.post(id, body)) return;
    lastPost = Date.now();
    turns.set(laneOf(body), { id, refusals, pause: undefined });
  }

  /** Gives every lane that is free its oldest words to carry. */
  function pump(): void {
    const seen = new Set<string>();
    for (const entry of entries) {
      const lane = laneOf(entry.body);
      if (!seen.has(lane) && !turns.has(lane)) send(entry, 0);
      seen.add(lane);
    }
  }

  function free(lane: string): void {
    clearTimeout(turns.get(lane)?.pause);
    turns.delete(lane);
  }

  function freeAll(): void {
    for (const lane of [...turns.keys()]) free(lane);
  }

  function take(id: string): Held<Body> | undefined {
    const found = entries.find((entry) => entry.id === id);
    if (found === undefined) return undefined;
    entries = entries.filter((entry) => entry !== found);
    const lane = laneOf(found.body);
    if (turns.get(lane)?.id === id) free(lane);
    pump();
    changed();
    return found;
  }

  return {
    add(body) {
      const entry = { id: newId(), body, since: Date.now() };
      entries = [...entries, entry];
      pump();
      changed();
      return entry.id;
    },
    acknowledged: (id) => void take(id),
    withdraw: (id) => take(id)?.body,
    later(id) {
      const entry = entries.find((each) => each.id === id);
      const turn = entry && turns.get(laneOf(entry.body));
      if (entry === undefined || turn?.id !== id || turn.pause !== undefined) return;
      const refusals = turn.refusals + 1;
      turn.pause = setTimeout(() => {
        free(laneOf(entry.body));
        send(entry, refusals);
        changed();
      }, pauseAfter(turn.refusals));
      changed();
    },
    restore(held) {
      const known = new Set(entries.map(({ id }) => id));
      entries = [...held.filter(({ id }) => !known.has(id)), ...entries];
      changed();
    },
    flush() {
      freeAll();
      pump();
      changed();
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
      freeAll();
      changed();
    },
  };
}
