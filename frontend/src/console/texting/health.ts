/** Whether a text channel gets its texts through, judged from when things last went well and last went wrong. */
import type { ChannelHealth, Milliseconds } from "../../shared/protocol";
import { concernsOnePhone } from "./causes";

/** `unknown` until anything was heard of it. */
export type Verdict = "ok" | "failing" | "waiting" | "unknown";

/** Texts may wait so long for their turn before it is worth a word. */
export const LONG_WAIT = 2 * 60_000;

/** Since when texts wait to leave, by channel; the server tells only how many. */
export type Waits = Readonly<Record<string, Milliseconds>>;

/** Of the channels as they are told now; who waited before goes on waiting. */
export function waitsAfter(before: Waits, health: readonly ChannelHealth[], now: Milliseconds): Waits {
  const waiting = health.filter(({ waiting = 0 }) => waiting > 0);
  return Object.fromEntries(waiting.map(({ name }) => [name, before[name] ?? now]));
}

/** What went wrong with one phone is no trouble of the channel: its text got there, and was turned away. */
export function verdict(channel: ChannelHealth, waits: Waits, now: Milliseconds): Verdict {
  const { name, arrived = 0, error = 0, cause, sent = 0, receipt = 0 } = channel;
  if (error > Math.max(sent, receipt) && !concernsOnePhone(cause)) return "failing";
  const since = waits[name];
  if (since !== undefined && now - since >= LONG_WAIT) return "waiting";
  return Math.max(arrived, sent, receipt) > 0 ? "ok" : "unknown";
}

export function troubled(how: Verdict): boolean {
  return how === "failing" || how === "waiting";
}
