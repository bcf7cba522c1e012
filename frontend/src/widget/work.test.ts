/** The little work of a rush: what is found is what the server looks for, and the page stays alive meanwhile. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { leadingNoughts, solve } from "./work.ts";

function bitsOf(text: string): number {
  const bits = [...createHash("sha256").update(text).digest()].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return bits.indexOf("1");
}

test.each([0, 1, 5, 9, 12])("finds an ending with %i bits that are nought", async (bits) => {
  const work = await solve(`dGV4dA-_${bits}.${bits}`);
  const [text, said, found] = work.split(".");
  expect(said).toBe(String(bits));
  expect(bitsOf(`${text}${found}`)).toBeGreaterThanOrEqual(bits);
  expect(work.length).toBeLessThanOrEqual(120);
});

test("noughts are counted over the words", () => {
  expect(leadingNoughts(new Int32Array([0, 1, 0]))).toBe(63);
  expect(leadingNoughts(new Int32Array([-1]))).toBe(0);
  expect(leadingNoughts(new Int32Array([0, 0]))).toBe(64);
});

test("other things have their turn while it works", async () => {
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await solve("a-longer-one.15");
  clearInterval(timer);
  expect(turns).toBeGreaterThan(1);
});
