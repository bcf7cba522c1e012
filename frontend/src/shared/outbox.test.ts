/** The outbox loses nothing, keeps the order and the ids, and never says "not sent" too early. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOutbox, newId, SAY_NOT_SENT_AFTER, SAY_SENDING_AFTER, STALE_AFTER } from "./outbox.ts";

let line: boolean;
let posted: [string, string][];
const onChange = vi.fn();
const onStale = vi.fn();

function outbox() {
  return createOutbox<string>({
    post: (id, body) => {
      if (line) posted.push([id, body]);
      return line;
    },
    onChange,
    onStale,
  });
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

test("after a loss everything goes again, in order, under the same ids", () => {
  const box = outbox();
  line = false;
  const ids = [box.add("one"), box.add("two"), box.add("three")];
  expect(posted).toEqual([]);
  line = true;
  box.flush();
  expect(posted).toEqual([
    [ids[0], "one"],
    [ids[1], "two"],
    [ids[2], "three"],
  ]);
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

test("a long silence after a post asks for a new socket, once per post", () => {
  const box = outbox();
  box.add("hello");
  vi.advanceTimersByTime(STALE_AFTER * 3);
  expect(onStale).toHaveBeenCalledTimes(1);
  box.flush();
  vi.advanceTimersByTime(STALE_AFTER);
  expect(onStale).toHaveBeenCalledTimes(2);
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

test("clear forgets everything and leaves no timer", () => {
  const box = outbox();
  box.add("hello");
  box.clear();
  expect(box.held()).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});
