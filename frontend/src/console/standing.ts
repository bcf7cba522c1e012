/** Keeps this page to its sign-in: says when somebody is at the keys, and goes to the door when it is over. */
import type { Store } from "./store";

const ACTIVE_EVERY = 60_000;
const ASK_EVERY = 5_000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;

/** Says that somebody is there, once a minute at most; returns what stops it. */
export function sayActive(post: () => boolean): () => void {
  let said = -Infinity;
  const active = () => {
    if (Date.now() - said >= ACTIVE_EVERY && post()) said = Date.now();
  };
  for (const sign of SIGNS) document.addEventListener(sign, active, { passive: true, capture: true });
  return () => {
    for (const sign of SIGNS) document.removeEventListener(sign, active, { capture: true });
  };
}

/** Whether the server would not show this page any more; a server that is not there says nothing of it. */
export async function isTurnedAway(path: string): Promise<boolean> {
  try {
    const answer = await fetch(path, { method: "HEAD", redirect: "manual", cache: "no-store" });
    return answer.type === "opaqueredirect" || answer.status === 403;
  } catch {
    return false;
  }
}

/** While the line is lost, asks whether that is because the sign-in is over, and goes where one signs in. */
export function goWhenTurnedAway(store: Store, go: () => void): () => void {
  let asking = false;
  const ask = async () => {
    if (asking || store.line.peek() !== "lost") return;
    asking = true;
    if (await isTurnedAway(location.pathname)) go();
    asking = false;
  };
  const stop = store.line.subscribe(() => { void ask(); });
  const timer = setInterval(() => { void ask(); }, ASK_EVERY);
  return () => {
    stop();
    clearInterval(timer);
  };
}
