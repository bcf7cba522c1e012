/** What somebody has asked for and the server has not done yet: told again after every loss, until it is. */
import type { FromSeeker, KeepWish } from "../shared/protocol.ts";
import { type Choice, isOver, isQueued } from "./scene.ts";
import type { Talk } from "./state.ts";

export interface OwedOptions {
  readonly send: (frame: FromSeeker) => boolean;
  /** Words that wait to be sent open a talk by themselves. */
  readonly holdsWords: () => boolean;
}

export class Owed {
  readonly #options: OwedOptions;
  /** Start was pressed, and the place in line is not certain yet. */
  entering = false;
  ending = false;
  /** For the end; may be wished before there is a talk to wish it for. */
  wish: KeepWish = "";
  choice: Choice | null = null;

  constructor(options: OwedOptions) {
    this.#options = options;
  }

  /** Says all of it, as far as there is something to say it of. */
  tell(talk: Talk): void {
    const { send } = this.#options;
    if (this.ending) send({ type: "end" });
    if (talk.state === "none") this.#enter();
    this.tellWish(talk);
    if (this.choice !== null && !talk.erased) send({ type: "keep", choice: this.choice });
  }

  tellWish(talk: Talk): void {
    if (isQueued(talk) && this.wish !== "" && this.wish !== talk.wish) {
      this.#options.send({ type: "keep", choice: this.wish });
    }
  }

  /** The server has said how it stands: what has come true is owed no more. */
  stateSaid(talk: Talk): void {
    if (talk.state === "none") {
      this.#enter();
      return;
    }
    this.entering = false;
    if (isOver(talk)) this.ending = false;
    this.tellWish(talk);
  }

  /** Gives back a place that was asked for and may be there by now. */
  giveBackPlace(): void {
    if (this.entering) this.#options.send({ type: "end" });
  }

  forget(): void {
    this.entering = this.ending = false;
    this.wish = "";
    this.choice = null;
  }

  #enter(): void {
    if (this.entering && !this.#options.holdsWords()) this.#options.send({ type: "enter" });
  }
}
