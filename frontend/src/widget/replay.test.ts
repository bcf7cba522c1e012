/** A stale talk and the frames after it give what a fresh welcome shows: read from the server's own recordings. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { ToSeeker } from "../shared/protocol.ts";
import { newTalk, reduce, stored, type Talk } from "./state.ts";

const RECORDINGS = join(import.meta.dirname, "../../../tests/replay/fixtures");

interface Recording {
  readonly stale: readonly ToSeeker[];
  readonly frames: readonly ToSeeker[];
  readonly fresh: readonly ToSeeker[];
  /** What this tab itself sent, by id; the server answers with the number only. */
  readonly said: Readonly<Record<string, { readonly text: string }>>;
}

function read(file: string): { readonly talk: Recording } {
  return JSON.parse(readFileSync(join(RECORDINGS, file), "utf8"));
}

function after(frames: readonly ToSeeker[], said: Recording["said"]): Talk {
  return frames.reduce((talk, frame) => {
    const words = frame.type === "ack" ? said[frame.id] : undefined;
    return frame.type === "ack" && words !== undefined ? stored(talk, frame, words.text) : reduce(talk, frame);
  }, newTalk(0));
}

/** All that is drawn of it; the numbers and the token are for the next hello. */
function seen({ messages, state, who, wait, eraseAt, erased, limit, typing, door, unready, paused, wish, law }: Talk): unknown {
  const plain = messages.map((message) => ({ name: "", ...message }));
  return { messages: plain, state, who, wait, eraseAt, erased, limit, typing, door, unready, paused, wish, law };
}

const recorded = readdirSync(RECORDINGS).map((file): [string, Recording] => [file, read(file).talk]);
const isOver = ([, { fresh }]: [string, Recording]) => fresh.some((frame) => frame.type === "refused");

describe("the seeker's page", () => {
  it.each(recorded.filter(isOver))("%s: its token opens nothing any more", (_, { fresh }) => {
    expect(fresh).toMatchObject([{ type: "refused", code: "token" }]);
  });

  it.each(recorded.filter((each) => !isOver(each)))("%s", (_, { stale, frames, fresh, said }) => {
    const expected = seen(after(fresh, {}));
    expect(seen(after([...stale, ...frames], said))).toEqual(expected);
    const twice = frames.flatMap((frame) => [frame, frame]);
    expect(seen(after([...stale, ...twice], said))).toEqual(expected);
    expect(seen(after([...stale, ...frames, ...fresh], said))).toEqual(expected);
    expect(seen(after([...stale, ...fresh], said))).toEqual(expected);
  });
});
