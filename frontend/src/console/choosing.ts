/** Carries choices to the server and back: what is chosen holds at once and is sent at once. */
import type { Choices, FromConsole, ToConsole } from "../shared/protocol";
import { choices } from "./choices";
import { takeOver } from "./moved";

/** A slider is many choices: after the first, the last one counts, once it rests. */
const RESTS = 250;

export class Choosing {
  private readonly post: (frame: FromConsole) => boolean;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Chosen here and not yet heard of again: till then what comes is older than what is shown. */
  private open = 0;
  private unsent = false;
  /** What the server has, till it may be shown. */
  private heard: Choices | undefined;

  constructor(post: (frame: FromConsole) => boolean) {
    this.post = post;
  }

  choose(change: Partial<Choices>): void {
    choices.value = { ...choices.peek(), ...change };
    this.unsent = true;
    this.heard = undefined;
    if (this.timer === undefined) this.send();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), RESTS);
  }

  private rest(): void {
    this.timer = undefined;
    this.send();
    this.show();
  }

  private send(): void {
    if (!this.unsent || !this.post({ type: "choose", choices: choices.peek() })) return;
    this.unsent = false;
    this.open += 1;
  }

  hear(frame: ToConsole): void {
    if (frame.type !== "choices") return;
    this.open = Math.max(0, this.open - 1);
    this.heard = frame.choices;
    this.show();
  }

  private show(): void {
    if (this.heard === undefined || this.open > 0 || this.unsent || this.timer !== undefined) return;
    choices.value = this.heard;
    this.heard = undefined;
  }

  /** After a snapshot: what was chosen without a line goes now, else what the server has holds. */
  settle(person: string, kept: Choices = {}): void {
    this.open = 0;
    this.heard = undefined;
    const before = takeOver(person);
    const nothing = Object.keys(kept).length === 0;
    if (!this.unsent) choices.value = kept;
    if (before !== null && nothing) this.choose(before);
    this.send();
  }

  close(): void {
    clearTimeout(this.timer);
  }
}
