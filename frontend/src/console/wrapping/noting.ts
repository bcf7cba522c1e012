/** Carries a half-filled wrap-up to the server and back: it is there after a reload and in the other window. */
import { signal } from "@preact/signals";
import type { FromConsole, ToConsole, Uuid, View } from "../../shared/protocol";
import { NOTHING, spare, type Noted } from "../noted";

/** Several choices in a row are sent together. */
const RESTS = 250;

interface Draft {
  readonly noted: Noted;
  readonly unsent: boolean;
  /** How often it was sent and not yet heard of again: till then what comes is older than what is shown. */
  readonly open: number;
}

export class Noting {
  private readonly drafts = signal<Readonly<Record<Uuid, Draft>>>({});
  private readonly timers = new Map<Uuid, ReturnType<typeof setTimeout>>();
  private readonly post: (frame: FromConsole) => boolean;

  constructor(post: (frame: FromConsole) => boolean) {
    this.post = post;
  }

  /** What is noted: as chosen here just now, else as the server has it. */
  of({ conversation, noted }: View): Noted {
    return this.drafts.value[conversation]?.noted ?? { ...NOTHING, ...noted };
  }

  note(view: View, change: Partial<Noted>): void {
    const { conversation } = view;
    const open = this.drafts.peek()[conversation]?.open ?? 0;
    this.set(conversation, { noted: { ...this.of(view), ...change }, unsent: true, open });
    clearTimeout(this.timers.get(conversation));
    this.timers.set(conversation, setTimeout(() => this.send(conversation), RESTS));
  }

  private send(conversation: Uuid): void {
    const draft = this.drafts.peek()[conversation];
    if (draft === undefined || !draft.unsent) return;
    if (!this.post({ type: "noting", conversation, noted: spare(draft.noted) })) return;
    this.set(conversation, { ...draft, unsent: false, open: draft.open + 1 });
  }

  hear(frame: ToConsole): void {
    if (frame.type === "step" && frame.gone === true) this.drop(frame.conversation);
    if (frame.type !== "noted") return;
    const draft = this.drafts.peek()[frame.conversation];
    if (draft === undefined) return;
    const open = Math.max(0, draft.open - 1);
    if (open === 0 && !draft.unsent) this.drop(frame.conversation);
    else this.set(frame.conversation, { ...draft, open });
  }

  /** After a snapshot: what was chosen without a line goes now, of the rest the server knows best. */
  settle(held: readonly View[]): void {
    const ids = new Set(held.map(({ conversation }) => conversation));
    for (const [conversation, draft] of Object.entries(this.drafts.peek())) {
      if (!ids.has(conversation)) this.drop(conversation);
      else this.set(conversation, { ...draft, unsent: true, open: 0 });
      this.send(conversation);
    }
  }

  private set(conversation: Uuid, draft: Draft): void {
    this.drafts.value = { ...this.drafts.peek(), [conversation]: draft };
  }

  private drop(conversation: Uuid): void {
    clearTimeout(this.timers.get(conversation));
    this.timers.delete(conversation);
    const { [conversation]: _, ...rest } = this.drafts.peek();
    this.drafts.value = rest;
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
