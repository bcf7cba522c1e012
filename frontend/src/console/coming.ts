/** A conversation that was asked for from here, until it is on the desk or it is known that it does not come. */
import type { Uuid } from "../shared/protocol";

export class Coming {
  private conversation: Uuid | null = null;

  /** We said that we take it, come, or watch. */
  expect(conversation: Uuid): void {
    this.conversation = conversation;
  }

  /** Whether one was asked for and its answer is not here yet. */
  asking(): boolean {
    return this.conversation !== null;
  }

  /** A conversation is on the desk now; tells whether it is the one that was asked for. */
  arrived(conversation: Uuid): boolean {
    const wanted = this.conversation === conversation;
    if (wanted) this.conversation = null;
    return wanted;
  }

  /** After a reconnect: what was asked for, if anything. */
  settle(): Uuid | null {
    const asked = this.conversation;
    this.conversation = null;
    return asked;
  }

  /** It comes to nothing: if it is here some day, it takes nobody's caret out of a sentence. */
  turnedDown(conversation: Uuid): void {
    this.arrived(conversation);
  }
}
