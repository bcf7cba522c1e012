/** The little work that a page does before it may come in, when too many come at once; loaded only then. */
import { sha256 } from "../shared/sha256.ts";

/** So long at a stretch: a finger or a key never waits for it. */
export const SLICE = 12;
const LOOK_AT_THE_CLOCK_EVERY = 64;

/** How many bits are nought before the first that is not. */
export function leadingNoughts(digest: Int32Array): number {
  const at = digest.findIndex((word) => word !== 0);
  return at < 0 ? digest.length * 32 : at * 32 + Math.clz32(digest[at] ?? 0);
}

/** Gives the page its turn; a page out of sight is given its own at once by a message, not after a second. */
function breathe(): Promise<void> {
  return new Promise((go) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      go();
    };
    port2.postMessage(null);
  });
}

/** What answers `text.bits`: the puzzle, a dot, and what was found (helpline/puzzles.py). */
export async function solve(puzzle: string): Promise<string> {
  const [text = "", bits = "0"] = puzzle.split(".");
  let found = 0;
  for (;;) {
    for (const until = performance.now() + SLICE; performance.now() < until; ) {
      for (let tries = 0; tries < LOOK_AT_THE_CLOCK_EVERY; tries += 1, found += 1) {
        if (leadingNoughts(sha256(text + found)) >= Number(bits)) return `${puzzle}.${found}`;
      }
    }
    await breathe();
  }
}
