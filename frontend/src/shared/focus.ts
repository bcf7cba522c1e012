/** Keeps the keyboard inside a sheet while it is open and gives the focus back when it closes. */

const REACHABLE = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])';

function reachable(within: readonly HTMLElement[]): HTMLElement[] {
  return within
    .flatMap((part) => [...(part.matches(REACHABLE) ? [part] : []), ...part.querySelectorAll<HTMLElement>(REACHABLE)])
    .filter((element) => !element.matches(":disabled, [type=hidden]"));
}

/**
 * Moves the focus into the first of `parts` and lets Tab go round all of them (a sheet, and the exit
 * that stays reachable beside it). The returned function lets go and gives the focus back.
 */
export function holdFocus(parts: readonly HTMLElement[], first?: HTMLElement | null): () => void {
  const before = document.activeElement;
  (first ?? reachable(parts)[0])?.focus();

  function onKey(event: KeyboardEvent): void {
    if (event.key !== "Tab") return;
    const stops = reachable(parts);
    const here = stops.findIndex((stop) => stop === document.activeElement);
    const next = stops[(here + (event.shiftKey ? -1 : 1) + stops.length) % stops.length];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  }

  document.addEventListener("keydown", onKey);
  return () => {
    document.removeEventListener("keydown", onKey);
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
