/** Carries half-made choices to the server and back: they are there after a reload and in the other window. */
import { signal } from "@preact/signals";
import type { FromConsole, ToConsole, Uuid, View } from "../shared/protocol";

/** Several choices in a row are sent together. */
const RESTS = 250;

interface Draft<Chosen> {
  readonly chosen: Chosen;
  readonly unsent: boolean;
  /** How often it was sent and not yet heard of again: till then what comes is older than what is shown. */
  readonly open: number;
}

/** Of one kind: how the server has it, the frame that carries it there, and the one that tells it back. */
export interface Way<Chosen> {
  readonly of: (view: View) => Chosen;
  readonly frame: (conversation: Uuid, chosen: Chosen) => FromConsole;
  readonly told: ToConsole["type"];
}

export class Keeping<Chosen> {
  private readonly drafts = signal<Readonly<Record<Uuid, Draft<Chosen>>>>({});
  private readonly timers = new Map<Uuid, ReturnType<typeof setTimeout>>();
  private readonly post: (frame: FromConsole) => boolean;
  private readonly way: Way<Chosen>;

  constructor(post: (frame: FromConsole) => boolean, way: Way<Chosen>) {
    this.post = post;
    this.way = way;
  }

  /** What is chosen: as it was here just now, else as the server has it. */
  of(view: View): Chosen {
    return this.drafts.value[view.conversation]?.chosen ?? this.way.of(view);
  }

  note(view: View, change: Partial<Chosen>): void {
    const { conversation } = view;
    const open = this.drafts.peek()[conversation]?.open ?? 0;
    this.set(conversation, { chosen: { ...this.of(view), ...change }, unsent: true, open });
    clearTimeout(this.timers.get(conversation));
    this.timers.set(conversation, setTimeout(() => this.send(conversation), RESTS));
  }

  /** Now, and not in a moment: what follows is to find it there. */
  send(conversation: Uuid): void {
    clearTimeout(this.timers.get(conversation));
    const draft = this.drafts.peek()[conversation];
    if (draft === undefined || !draft.unsent) return;
    if (!this.post(this.way.frame(conversation, draft.chosen))) return;
    this.set(conversation, { ...draft, unsent: false, open: draft.open + 1 });
  }

  hear(frame: ToConsole): void {
    if (frame.type === "step" && frame.gone === true) this.drop(frame.conversation);
    if (frame.type !== this.way.told || !("conversation" in frame) || frame.conversation === undefined) return;
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

  /** What was chosen here counts no more. */
  drop(conversation: Uuid): void {
    clearTimeout(this.timers.get(conversation));
    this.timers.delete(conversation);
    const { [conversation]: _, ...rest } = this.drafts.peek();
    this.drafts.value = rest;
  }

  private set(conversation: Uuid, draft: Draft<Chosen>): void {
    this.drafts.value = { ...this.drafts.peek(), [conversation]: draft };
  }

  close(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }
}
