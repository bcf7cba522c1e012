/** The heartbeat of a line: asks now and then, answers when asked, and says when no answer came. */

export interface Heart {
  /** The line is open and something has come: from now on it must go on living. */
  start(): void;
  stop(): void;
  /** Takes in a frame of the heartbeat; any other frame is none of its business. */
  hears(frame: { readonly type: string; readonly mark?: string }): void;
  /** Asks now, and waits no longer than this for the answer. */
  ask(patience?: number): void;
}

/** A line that was proven is asked again after so long; the desk's server asks earlier by itself. */
export const ASK_AFTER = 12_000;
export const ANSWER_WITHIN = 10_000;
/** A timer that rings later than this was held back (a page out of sight): it proves nothing. */
const LATE = 2_000;

/**
 * `beat` sends one beat with the mark that came last; `dead` is called when the line does not answer.
 * Only an answer to a beat proves both ways: a page that still hears may long be speaking to nobody.
 */
export function createHeart(beat: (mark: string) => void, dead: () => void): Heart {
  let mark = "";
  let due = 0;
  let asking = false;
  let doubted = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait(milliseconds: number): void {
    clearTimeout(timer);
    due = Date.now() + milliseconds;
    timer = setTimeout(wake, milliseconds);
  }

  /** An answer already owed is never waited for longer because one has asked again. */
  function ask(patience: number = ANSWER_WITHIN): void {
    beat(mark);
    if (!asking || Date.now() + patience < due) wait(patience);
    asking = true;
  }

  function rest(): void {
    asking = doubted = false;
    wait(ASK_AFTER);
  }

  function wake(): void {
    if (asking && (doubted || Date.now() - due < LATE)) {
      dead();
      return;
    }
    // The answer may lie unread behind this very timer: once more, and only then it counts.
    doubted = asking;
    asking = false;
    ask();
  }

  return {
    start() {
      mark = "";
      rest();
    },
    stop: () => clearTimeout(timer),
    hears(frame) {
      if (frame.type !== "heard" && frame.type !== "beat") return;
      mark = frame.mark ?? "";
      if (frame.type === "beat") ask();
      else rest();
    },
    ask,
  };
}
