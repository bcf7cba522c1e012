/** SHA-256 of a short ASCII text, by ourselves: pages without TLS have no ciphers, and one call for each try is slow. */

/** The first 32 bits of the fractional parts of a root of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fractions(count: number, root: number): Int32Array {
  const found = new Int32Array(count);
  for (let number = 2, at = 0; at < count; number += 1) {
    let prime = true;
    for (let factor = 2; factor * factor <= number; factor += 1) if (number % factor === 0) prime = false;
    if (prime) found[at++] = ((number ** (1 / root)) % 1) * 2 ** 32;
  }
  return found;
}

const START = fractions(8, 2);
const ROUNDS = fractions(64, 3);
const schedule = new Int32Array(64);

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** One block of sixteen words into the state (FIPS 180-4, 6.2.2). */
function mix(state: Int32Array, words: Int32Array, from: number): void {
  for (let at = 0; at < 64; at += 1) {
    if (at < 16) {
      schedule[at] = words[from + at] ?? 0;
      continue;
    }
    const early = schedule[at - 15] ?? 0;
    const late = schedule[at - 2] ?? 0;
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    schedule[at] = (schedule[at - 16] ?? 0) + small + (schedule[at - 7] ?? 0) + large;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let at = 0; at < 64; at += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + (ROUNDS[at] ?? 0) + (schedule[at] ?? 0)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, at) => {
    state[at] = (state[at] ?? 0) + word;
  });
}

/** The eight words of the digest. */
export function sha256(text: string): Int32Array {
  const words = new Int32Array((((text.length + 8) >> 6) + 1) * 16);
  for (let at = 0; at <= text.length; at += 1) {
    const byte = at < text.length ? text.charCodeAt(at) : 0x80;
    words[at >> 2] = (words[at >> 2] ?? 0) | (byte << (24 - (at & 3) * 8));
  }
  words[words.length - 1] = text.length * 8;
  const state = START.slice();
  for (let block = 0; block < words.length; block += 16) mix(state, words, block);
  return state;
}
