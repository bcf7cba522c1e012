/** Whether the seeker of a web chat may be written to just now: they may have paused, or not be alone yet. */
import type { Milliseconds, View } from "../shared/protocol";

/** What the server refuses words with meanwhile. */
export type Hold = "not_ready" | "paused";

/** A pause is over with its time, whether the server has said so already or not. */
export function onHold({ state, unready, paused }: View, now: Milliseconds): Hold | null {
  if (state !== "active") return null;
  if (paused !== undefined && paused > now) return "paused";
  return unready === true ? "not_ready" : null;
}
