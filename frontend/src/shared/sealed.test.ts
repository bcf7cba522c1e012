/** What is kept comes back only with its key and its name, shows neither words nor length, and can be forgotten at once. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createKeeper, KEEP_AFTER } from "./sealed.ts";

const KEY = btoa("k".repeat(32));
const OTHER = btoa("o".repeat(32));
const WORDS = { draft: "canary é 👋" };

function keeper(name = "u", ...keys: string[]) {
  const made = createKeeper<{ draft: string }>(name);
  made.give(keys.length > 0 ? keys : [KEY]);
  return made;
}

/** Keeps it and waits until it lies in the storage. */
async function kept(words = WORDS, key = KEY): Promise<string> {
  keeper("u", key).keep(words);
  await vi.waitFor(() => expect(sessionStorage.getItem("u")).not.toBeNull());
  return sessionStorage.getItem("u") ?? "";
}

beforeEach(() => sessionStorage.clear());
afterEach(() => vi.unstubAllGlobals());

test("comes back with its key, whichever of the given keys that is", async () => {
  await kept();
  expect(await keeper("u", OTHER, KEY).open()).toEqual(WORDS);
});

test("nothing of the words can be found, and never twice the same", async () => {
  const first = await kept();
  sessionStorage.clear();
  const second = await kept();
  expect(first).not.toBe(second);
  for (const text of [first, atob(first)]) expect(text).not.toMatch(/canary|draft/);
});

test("a word and a sentence are equally long", async () => {
  const short = await kept({ draft: "x" });
  sessionStorage.clear();
  expect(await kept({ draft: "x".repeat(900) })).toHaveLength(short.length);
});

test.each([
  ["another key", "u", OTHER],
  ["another name", "v", KEY],
])("%s opens nothing, and it is thrown away", async (_, name, key) => {
  sessionStorage.setItem(name, await kept());
  expect(await keeper(name, key).open()).toBeUndefined();
  expect(sessionStorage.getItem(name)).toBeNull();
});

test("without a key nothing is written", async () => {
  createKeeper("u").keep(WORDS);
  await new Promise((resolve) => setTimeout(resolve, KEEP_AFTER * 2));
  expect(sessionStorage).toHaveLength(0);
});

test("what is forgotten does not come back, also when it was just being sealed", async () => {
  const mine = keeper();
  const encrypt = vi.spyOn(crypto.subtle, "encrypt");
  mine.keep(WORDS);
  await vi.waitFor(() => expect(encrypt).toHaveBeenCalled());
  mine.keep(null);
  await Promise.all(encrypt.mock.results.map(({ value }) => value));
  await new Promise((resolve) => setTimeout(resolve));
  expect(sessionStorage).toHaveLength(0);
});

test("the last wish wins", async () => {
  const mine = keeper();
  mine.keep({ draft: "one" });
  mine.keep({ draft: "two" });
  await vi.waitFor(() => expect(sessionStorage).toHaveLength(1));
  expect(await keeper().open()).toEqual({ draft: "two" });
});

test("rubbish in the storage harms nobody", async () => {
  for (const rubbish of ["", "%%%", "AAAA", "x".repeat(5_000)]) {
    sessionStorage.setItem("u", rubbish);
    expect(await keeper().open()).toBeUndefined();
  }
});

test("where the browser has no ciphers nothing is kept and nothing breaks", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  keeper().keep(WORDS);
  await new Promise((resolve) => setTimeout(resolve, KEEP_AFTER * 2));
  expect(sessionStorage).toHaveLength(0);
});
