/** Does a long row of small things while the page has nothing else to do. */

const AT_ONCE = 20;

/** Calls `act` for each, some at a time, between what people do. */
export function idly<Each>(all: readonly Each[], act: (each: Each) => void, from = 0): void {
  if (from >= all.length) return;
  whenIdle(() => {
    all.slice(from, from + AT_ONCE).forEach(act);
    idly(all, act, from + AT_ONCE);
  });
}

function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(act, { timeout: 1_000 });
  else setTimeout(act, 16);
}
