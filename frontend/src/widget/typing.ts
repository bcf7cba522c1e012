/** Tells the other side that one is writing: sparingly, and never a letter of what is written. */
import { createTimers } from "./timers.ts";

export const SAY_EVERY = 3_000;
export const IDLE_AFTER = 5_000;

export interface Typing {
  /** A key was pressed. */
  wrote(): void;
  /** The words were sent, or the page is left. */
  stop(): void;
}

/** `tell` gives false when nobody could be told. */
export function createTyping(tell: (on: boolean) => boolean): Typing {
  const timers = createTimers();
  let told = 0;

  function stop(): void {
    timers.stopAll();
    if (told > 0) tell(false);
    told = 0;
  }

  return {
    wrote() {
      timers.after("idle", IDLE_AFTER, stop);
      if (Date.now() - told >= SAY_EVERY && tell(true)) told = Date.now();
    },
    stop,
  };
}
