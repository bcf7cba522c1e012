/** What is done about company: asking in, coming, leaving, watching, giving; and what was just read. */
import { signal } from "@preact/signals";
import type { FromConsole, Seq, Talk, ToConsole, Uuid } from "../../shared/protocol";
import { Coming } from "../coming";

/** A conversation that a supervisor has just given to this counsellor. */
export interface Gift {
  readonly handle: string;
  readonly name: string;
}

export class Visits {
  /** Every open conversation of the line, as it was last told; null until it is. */
  readonly talks = signal<readonly Talk[] | null>(null);
  readonly gifts = signal<readonly Gift[]>([]);
  /** Up to which number whispers were read, per conversation. */
  readonly read = signal<Readonly<Record<Uuid, Seq>>>({});
  /** Where we said that we come, watch, or take over. */
  readonly coming = new Coming();
  private readonly post: (frame: FromConsole) => boolean;

  /** `post` hands a frame to the open line and says whether there is one. */
  constructor(post: (frame: FromConsole) => boolean) {
    this.post = post;
  }

  invite(conversation: Uuid, to: Uuid, note: string): boolean {
    return this.post({ type: "invite", conversation, to, ...(note === "" ? {} : { note }) });
  }

  uninvite(conversation: Uuid): boolean {
    return this.post({ type: "uninvite", conversation });
  }

  answer(conversation: Uuid, yes: boolean): void {
    if (this.post({ type: "come", conversation, yes }) && yes) this.coming.expect(conversation);
  }

  introduce(conversation: Uuid): boolean {
    return this.post({ type: "introduce", conversation });
  }

  depart(conversation: Uuid): boolean {
    return this.post({ type: "depart", conversation });
  }

  watch(conversation: Uuid): boolean {
    return this.goTo(conversation, "watch");
  }

  takeOver(conversation: Uuid): boolean {
    return this.goTo(conversation, "take_over");
  }

  private goTo(conversation: Uuid, type: "watch" | "take_over"): boolean {
    const sent = this.post({ type, conversation });
    if (sent) this.coming.expect(conversation);
    return sent;
  }

  reassign(conversation: Uuid, to: Uuid, reason: string): boolean {
    return this.post({ type: "reassign", conversation, to, ...(reason === "" ? {} : { reason }) });
  }

  /** Asks for the line's conversations; `hear` gets the answer. */
  look(): void {
    this.post({ type: "line" });
  }

  hear(frame: ToConsole): void {
    if (frame.type === "line") this.talks.value = frame.talks;
    if (frame.type !== "conversation" || (frame.given_by ?? "") === "") return;
    this.gifts.value = [...this.gifts.peek(), { handle: frame.view.handle, name: frame.given_by ?? "" }];
  }

  haveRead(conversation: Uuid, seq: Seq): void {
    this.read.value = { ...this.read.peek(), [conversation]: seq };
  }
}
