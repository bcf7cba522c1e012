/** What is asked from hand to hand: of a colleague from here, and of this counsellor by others. */
import { signal } from "@preact/signals";
import type { Ask, FromConsole, ToConsole, Uuid } from "../../shared/protocol";
import { Coming } from "../coming";
import { find, type Desk } from "../state";

/** A colleague who has taken a conversation over from here. */
export interface Given {
  readonly handle: string;
  readonly name: string;
}

export class Handing {
  /** Who has taken over what, until the counsellor has read it. */
  readonly given = signal<readonly Given[]>([]);
  /** The one we said yes to. */
  readonly coming = new Coming();
  private readonly post: (frame: FromConsole) => boolean;

  /** `post` hands a frame to the open line and says whether there is one. */
  constructor(post: (frame: FromConsole) => boolean) {
    this.post = post;
  }

  ask(conversation: Uuid, to: Uuid, note: string): boolean {
    return this.post({ type: "hand", conversation, to, ...(note === "" ? {} : { note }) });
  }

  withdraw(conversation: Uuid): boolean {
    return this.post({ type: "unhand", conversation });
  }

  answer(conversation: Uuid, yes: boolean): void {
    if (this.post({ type: "receive", conversation, yes }) && yes) this.coming.expect(conversation);
  }

  /** To be told before the desk is changed by it: afterwards nobody knows any more whose it was. */
  hear(frame: ToConsole, desk: Desk | null): void {
    if (frame.type !== "step" || frame.happening !== "handed" || frame.gone !== true || desk === null) return;
    const view = find(desk, frame.conversation);
    const name = askedFrom(desk.asks, frame.conversation)?.name;
    if (view !== undefined) this.given.value = [...this.given.peek(), { handle: view.handle, name: name ?? "" }];
  }
}

/** Who is asked from here to take this one over, if anybody is. */
export function askedFrom(asks: readonly Ask[], conversation: Uuid): Ask | undefined {
  return asks.find((ask) => ask.mine === true && ask.conversation === conversation);
}

/** What colleagues ask of this counsellor, the one that lapses first before the others. */
export function askedHere(asks: readonly Ask[]): readonly Ask[] {
  return asks.filter((ask) => ask.mine !== true).sort((a, b) => a.until - b.until);
}
