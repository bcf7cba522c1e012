/** Counts Shift pressed alone: three times, each within five seconds of the one before, means leave. */

export const WITHIN = 5_000;
const TIMES = 3;

export function onThreeShifts(target: Document, act: () => void): void {
  let count = 0;
  let last = 0;
  target.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat) return;
      const now = event.timeStamp;
      // Any other key in between is ordinary writing with capitals.
      count = event.key !== "Shift" ? 0 : now - last <= WITHIN ? count + 1 : 1;
      last = now;
      if (count < TIMES) return;
      count = 0;
      act();
    },
    true,
  );
}
