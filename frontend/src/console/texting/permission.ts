/**
 * Whether a phone may be written to just now, as routing/texting/permission.py has it. The server decides;
 * this is to say it before the words are sent, and blocks nothing of which it cannot be sure.
 */
import type { Code, Milliseconds } from "../../shared/protocol";
import type { Known } from "./phone";

export type Obstacle = Extract<Code, "opted_out" | "window_closed" | "never_first" | "ask_first" | "not_these_hours">;

/** Whoever wrote so recently is answered, not written to first. */
export const RECENT = 30 * 60_000;
/** So far the two clocks may differ, and words may have been on their way. */
const GRACE = 60_000;
const MINUTES = 60;

export interface Moment {
  readonly now: Milliseconds;
  /** When they last wrote, as far as this page knows. */
  readonly heard: Milliseconds | undefined;
  /** The minute of the day; of the line's day for the server, of this computer's for the page. */
  readonly minute: number;
}

/** Why they may not be written to; null if they may. A `probe` asks whether it is safe and says nothing else. */
export function forbids(phone: Known, { now, heard, minute }: Moment, probe: boolean = false): Obstacle | null {
  if (phone.stopped) return "opted_out";
  if (phone.closes !== undefined && now > phone.closes) return "window_closed";
  const recent = heard !== undefined && now - heard <= RECENT;
  if (phone.writing === "never" && !recent) return "never_first";
  if (phone.writing === "ask" && !recent && !probe) return "ask_first";
  if (phone.writing === "hours" && !within(phone.begins, phone.ends, minute)) return "not_these_hours";
  return null;
}

/** Whether a minute of the day is within these, which may pass midnight. */
export function within(begins: number, ends: number, minute: number): boolean {
  return begins < ends ? begins <= minute && minute < ends : minute >= begins || minute < ends;
}

/** Whether the server is sure to see it the same way: hours are the line's own, and moments have edges. */
export function certain(obstacle: Obstacle, phone: Known, moment: Moment): boolean {
  if (obstacle === "opted_out") return true;
  if (obstacle === "not_these_hours") return false;
  if (obstacle !== "window_closed" && moment.heard === undefined) return false;
  return forbids(phone, { ...moment, now: moment.now - GRACE }) === obstacle;
}

/** The minute of this computer's day: a hint only, since the hours are those of the line. */
export function minuteHere(now: Milliseconds): number {
  const here = new Date(now);
  return here.getHours() * MINUTES + here.getMinutes();
}
