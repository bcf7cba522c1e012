/** The outbox loses nothing, doubles nothing, keeps the order and the ids, and never says "not sent" too early. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createOutbox, newId, pauseAfter, SAY_NOT_SENT_AFTER, SAY_SENDING_AFTER, STALE_AFTER } from "./outbox.ts";

const LONGEST_PAUSE = 15_000;

let line: boolean;
let posted: [string, string][];
const onChange = vi.fn();
const onStale = vi.fn();

/** Words of two lanes: the first letter names the lane. */
function outbox() {
  return createOutbox<string>({
    post: (id, body) => {
      if (line) posted.push([id, body]);
      return line;
    },
    lane: (body) => body.charAt(0),
    onChange,
    onStale,
  });
}

function bodies(): string[] {
  return posted.map(([, body]) => body);
}

beforeEach(() => {
  vi.useFakeTimers();
  line = true;
  posted = [];
  onChange.mockClear();
  onStale.mockClear();
});

afterEach(() => {
  vi.useRealTimers();
});

test("ids are version 4 UUIDs and differ", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(newId()).not.toBe(newId());
});

test("words stay until they are acknowledged", () => {
  const box = outbox();
  const id = box.add("hello");
  expect(posted).toEqual([[id, "hello"]]);
  expect(box.held()).toHaveLength(1);
  box.acknowledged(id);
  expect(box.held()).toEqual([]);
});

test("one at a time: the next goes when the one before is stored or given back", () => {
  const box = outbox();
  const ids = [box.add("a1"), box.add("a2"), box.add("a3")];
  expect(bodies()).toEqual(["a1"]);
  box.acknowledged(ids[0] ?? "");
  expect(bodies()).toEqual(["a1", "a2"]);
  box.withdraw(ids[1] ?? "");
  expect(bodies()).toEqual(["a1", "a2", "a3"]);
});

test("one conversation does not wait for another", () => {
  const box = outbox();
  box.add("a1");
  box.add("b1");
  box.add("a2");
  expect(bodies()).toEqual(["a1", "b1"]);
});

test("words that leave from behind let nothing overtake", () => {
  const box = outbox();
  box.add("a1");
  const second = box.add("a2");
  box.add("a3");
  box.withdraw(second);
  expect(bodies()).toEqual(["a1"]);
});

test("after a loss the oldest goes again under its id, and the others follow", () => {
  const box = outbox();
  const ids = [box.add("a1"), box.add("a2")];
  line = false;
  box.add("a3");
  line = true;
  box.flush();
  expect(posted).toEqual([[ids[0], "a1"], [ids[0], "a1"]]);
  box.acknowledged(ids[0] ?? "");
  expect(posted.at(-1)).toEqual([ids[1], "a2"]);
});

test("what was turned down goes again after a growing pause, and nothing overtakes it", () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  const box = outbox();
  const first = box.add("a1");
  box.add("a2");
  for (const pause of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
    const before = posted.length;
    box.later(first);
    box.later(first);
    vi.advanceTimersByTime(pause - 1);
    expect(posted).toHaveLength(before);
    vi.advanceTimersByTime(1);
    expect(posted).toHaveLength(before + 1);
  }
  expect(new Set(bodies())).toEqual(new Set(["a1"]));
  box.acknowledged(first);
  expect(bodies().at(-1)).toBe("a2");
});

test("the pause keeps half of itself and has a ceiling", () => {
  expect(pauseAfter(0, () => 0)).toBe(500);
  expect(pauseAfter(99, () => 1)).toBe(LONGEST_PAUSE);
});

test("a refusal of words that are not on the line changes nothing", () => {
  const box = outbox();
  const first = box.add("a1");
  const second = box.add("a2");
  box.later(second);
  box.later("nobody's");
  box.acknowledged(first);
  expect(bodies()).toEqual(["a1", "a2"]);
});

test("a welcome in the middle of a pause sends at once, and once", () => {
  const box = outbox();
  const first = box.add("a1");
  box.later(first);
  box.flush();
  vi.advanceTimersByTime(STALE_AFTER - 1);
  expect(bodies()).toEqual(["a1", "a1"]);
});

test("says nothing for a second, then sending, then not sent", () => {
  const box = outbox();
  const id = box.add("hello");
  expect(box.progress(id)).toBe("quiet");
  onChange.mockClear();
  vi.advanceTimersByTime(SAY_SENDING_AFTER);
  expect(box.progress(id)).toBe("sending");
  vi.advanceTimersByTime(SAY_NOT_SENT_AFTER - SAY_SENDING_AFTER);
  expect(box.progress(id)).toBe("not_sent");
  expect(onChange).toHaveBeenCalledTimes(2);
});

test("a long silence after a post raises a doubt, again and again until somebody answers", () => {
  const box = outbox();
  const id = box.add("hello");
  vi.advanceTimersByTime(STALE_AFTER * 3);
  expect(onStale).toHaveBeenCalledTimes(3);
  box.acknowledged(id);
  vi.advanceTimersByTime(STALE_AFTER * 3);
  expect(onStale).toHaveBeenCalledTimes(3);
});

test("a refusal is an answer: nothing is stale while one waits to try again", () => {
  vi.spyOn(Math, "random").mockReturnValue(1);
  const box = outbox();
  const id = box.add("hello");
  for (let refusals = 0; refusals < 4; refusals += 1) {
    box.later(id);
    vi.advanceTimersByTime(1_000 * 2 ** refusals);
  }
  expect(onStale).not.toHaveBeenCalled();
});

test("without a line nothing is called stale", () => {
  line = false;
  outbox().add("hello");
  vi.advanceTimersByTime(STALE_AFTER * 3);
  expect(onStale).not.toHaveBeenCalled();
});

test("withdrawing gives the words back", () => {
  const box = outbox();
  const id = box.add("too long");
  expect(box.withdraw(id)).toBe("too long");
  expect(box.withdraw(id)).toBeUndefined();
  expect(box.held()).toEqual([]);
});

test("what was held before a reload goes first, under its own id, and is not taken in twice", () => {
  line = false;
  const box = outbox();
  box.add("a3");
  const old = [{ id: "1", body: "a1", since: 0 }, { id: "2", body: "a2", since: 0 }];
  box.restore(old);
  box.restore(old);
  expect(box.held().map(({ body }) => body)).toEqual(["a1", "a2", "a3"]);
  expect(box.progress("1")).toBe("not_sent");
  line = true;
  box.flush();
  expect(posted).toEqual([["1", "a1"]]);
});

test("clear forgets everything and leaves no timer", () => {
  const box = outbox();
  box.later(box.add("hello"));
  box.clear();
  expect(box.held()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

/** A server that stores once by id, behind a line that may break before or after the storing. */
class Story {
  readonly stored: string[] = [];
  readonly box;
  private readonly ids = new Set<string>();
  private flying: { id: string; body: string }[] = [];
  private written: string[] = [];
  private up = true;

  constructor() {
    this.box = createOutbox<string>({
      post: (id, body) => {
        if (!this.up) return false;
        expect(this.flying.map((each) => each.body.charAt(0))).not.toContain(body.charAt(0));
        this.flying.push({ id, body });
        return true;
      },
      lane: (body) => body.charAt(0),
      onChange: () => undefined,
      onStale: () => undefined,
    });
  }

  private keep({ id, body }: { id: string; body: string }): void {
    if (!this.ids.has(id)) this.stored.push(body);
    this.ids.add(id);
  }

  readonly happenings: readonly (() => void)[] = [
    () => this.write("a"),
    () => this.write("b"),
    () => this.answer((each) => {
      this.keep(each);
      this.box.acknowledged(each.id);
    }),
    () => this.answer(({ id }) => this.box.later(id)),
    // Stored, and the line breaks before the answer; or it breaks before the storing.
    () => this.breaks(true),
    () => this.breaks(false),
    () => this.welcome(),
    () => vi.advanceTimersByTime(1_000),
  ];

  private write(lane: string): void {
    const body = `${lane}${this.written.length}`;
    this.written.push(body);
    this.box.add(body);
  }

  private answer(how: (each: { id: string; body: string }) => void): void {
    const each = this.flying.shift();
    if (each !== undefined) how(each);
  }

  private breaks(stored: boolean): void {
    if (stored) this.flying.forEach((each) => this.keep(each));
    this.flying = [];
    this.up = false;
  }

  private welcome(): void {
    this.flying = [];
    this.up = true;
    this.box.flush();
  }

  /** All is well again: everything that was written must now be stored, once, and in order. */
  settle(): void {
    this.welcome();
    for (let turn = 0; turn <= this.written.length && this.flying.length > 0; turn += 1) this.happenings[2]?.();
    for (const lane of ["a", "b"]) {
      const of = (bodies: readonly string[]) => bodies.filter((body) => body.startsWith(lane));
      expect(of(this.stored)).toEqual(of(this.written));
    }
    expect(this.box.held()).toEqual([]);
    this.box.clear();
  }
}

describe("every story of four happenings, and long ones by chance", () => {
  const KINDS = 8;

  function play(story: readonly number[]): void {
    const told = new Story();
    for (const kind of story) told.happenings[kind]?.();
    told.settle();
  }

  test("ends with every word stored once and in order", () => {
    for (let number = 0; number < KINDS ** 4; number += 1) {
      play([0, 1, 2, 3].map((place) => Math.floor(number / KINDS ** place) % KINDS));
    }
  });

  test("stays true for four hundred happenings", () => {
    let chance = 20_261_125;
    for (let round = 0; round < 50; round += 1) {
      play(Array.from({ length: 400 }, () => {
        chance = (chance * 48_271) % 2_147_483_647;
        return chance % KINDS;
      }));
    }
  });
});
