/** Calls a person by the ways they chose for each kind of news. */
import { signal } from "@preact/signals";
import { wants, type Event } from "./choices";
import { notice } from "./notices";
import { drop, fall, knock, ring } from "./sound";
import type { Store } from "./store";
import type { Name } from "./words";

const SOUNDS: Readonly<Record<Event, () => void>> = {
  offer: ring, words_here: drop, words_elsewhere: drop, risk: knock, handover: ring, line_lost: fall,
};
const NOTICES: Readonly<Record<Event, Name>> = {
  offer: "notice_waiting", words_here: "notice_words", words_elsewhere: "notice_words",
  risk: "notice_risk", handover: "notice_handover", line_lost: "notice_lost",
};

export function sounds(event: Event): void {
  if (wants(event, "sound")) SOUNDS[event]();
}

/** Sound, and the device's own notice where this page cannot be seen; the returned function takes that away. */
export function callFor(event: Event): () => void {
  sounds(event);
  return wants(event, "notice") ? notice(event, NOTICES[event]) : () => undefined;
}

/** Calls again and again until the returned function is called. */
export function callUntil(event: Event, every: number): () => void {
  const takeAway = callFor(event);
  const timer = setInterval(() => sounds(event), every);
  return () => {
    clearInterval(timer);
    takeAway();
  };
}

type Counter = (store: Store) => number;
const counters = signal<readonly (readonly [Event, Counter])[]>([]);

/** What counts in the page's title while this person wants this kind of news there. */
export function countInTitle(event: Event, count: Counter): void {
  counters.value = [...counters.peek(), [event, count]];
}

export function countedInTitle(store: Store): number {
  return counters.value.reduce((sum, [event, count]) => sum + (wants(event, "title") ? count(store) : 0), 0);
}
