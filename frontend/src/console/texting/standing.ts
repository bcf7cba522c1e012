/** What holds of writing to a phone just now: what stands against it, how surely, and what opens it. */
import type { Milliseconds, Shown, View } from "../../shared/protocol";
import { lastHeard } from "../shown";
import { certain, forbids, minuteHere, RECENT, type Obstacle } from "./permission";
import { phoneOf, type Known } from "./phone";

/** From here on the time that is left in a channel's window is said. */
export const WINDOW_SHOWN = 4 * 60 * 60_000;

export interface Standing {
  readonly phone: Known;
  /** What the server would refuse with, as far as can be told from here. */
  readonly obstacle: Obstacle | null;
  /** Whether it is sure to; only then nothing is sent. */
  readonly shut: boolean;
  readonly heard: Milliseconds | undefined;
  /** Until when they are answered and not written to first. */
  readonly answerBy: Milliseconds | undefined;
  /** Our question whether it is a good time, while it waits for its answer. */
  readonly asked: Shown | undefined;
  /** How long the channel is still open, once that is little. */
  readonly left: Milliseconds | undefined;
}

/** Undefined for a conversation on the web: there nothing of this holds. */
export function standing(view: View, now: Milliseconds): Standing | undefined {
  const phone = phoneOf(view);
  if (phone === undefined) return undefined;
  const heard = lastHeard(view);
  const moment = { now, heard, minute: minuteHere(now) };
  const obstacle = forbids(phone, moment);
  const left = phone.closes === undefined ? Infinity : phone.closes - now;
  return {
    phone,
    obstacle,
    shut: obstacle !== null && certain(obstacle, phone, moment),
    heard,
    answerBy: heard !== undefined && now - heard <= RECENT ? heard + RECENT : undefined,
    asked: question(view, phone.probe),
    left: left >= 0 && left < WINDOW_SHOWN ? left : undefined,
  };
}

/** Whether the question whether it is a good time would be let through. */
export function mayAsk({ phone, heard }: Standing, now: Milliseconds): boolean {
  return phone.probe !== "" && forbids(phone, { now, heard, minute: minuteHere(now) }, true) === null;
}

function question({ messages }: View, probe: string): Shown | undefined {
  const since = messages.findLastIndex(({ author }) => author === "seeker");
  return messages.slice(since + 1).findLast(
    ({ author, text, delivery }) => author === "counsellor" && text === probe && delivery !== "not_delivered",
  );
}

/** What they said last; a STOP alone says too little, so the words before it come with it. */
export function lastWords({ messages }: View): readonly Shown[] {
  return messages.filter(({ author }) => author === "seeker").slice(-2);
}
