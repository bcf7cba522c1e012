/** The quick exit: cover first, then forget, then tell the server, then go; no step waits for another. */
import { leaveBeside } from "./beside.ts";
import { cover } from "./cover.ts";
import type { Host } from "./host.ts";
import { forget } from "./memory.ts";

/** How long a host page may take to go before the frame tries by itself. */
export const HOST_PATIENCE = 300;

/** Runs every step even if one before it fails: leaving must not depend on anything. */
function each(...steps: (() => void)[]): void {
  for (const step of steps) {
    try {
      step();
    } catch {
      // The next step matters more than why this one failed.
    }
  }
}

/** The tab's picture goes with the title. */
function dropIcon(): void {
  document.querySelector("link[rel=icon]")?.setAttribute("href", "data:,");
}

/** Covers and forgets without going anywhere: the host page is leaving already. */
export function vanish(word: string, sayExit: () => void): void {
  each(() => cover(word, true), dropIcon, leaveBeside, forget, sayExit);
}

export function leave(word: string, exitUrl: string, host: Host, sayExit: () => void): void {
  vanish(word, sayExit);
  if (!host.embedded) {
    location.replace(exitUrl);
    return;
  }
  each(() => host.post({ helpline: "leave" }));
  setTimeout(() => {
    try {
      window.top?.location.replace(exitUrl);
    } catch {
      location.replace(exitUrl);
    }
  }, HOST_PATIENCE);
}
