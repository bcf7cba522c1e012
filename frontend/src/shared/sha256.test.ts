/** Our own SHA-256 is that of everybody. */
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { sha256 } from "./sha256.ts";

function hex(digest: Int32Array): string {
  return Array.from(digest, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
}

test("the examples of FIPS 180-4", () => {
  expect(hex(sha256("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(hex(sha256(""))).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("every length up to four blocks", () => {
  for (let length = 0; length < 256; length += 1) {
    const text = Array.from({ length }, (_, at) => String.fromCharCode(33 + ((at * 7 + length) % 90))).join("");
    expect(hex(sha256(text))).toBe(createHash("sha256").update(text).digest("hex"));
  }
});
