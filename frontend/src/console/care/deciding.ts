/** A decision on its way: written down by the server, or turned down with a reason. */
import { signal } from "@preact/signals";
import type { Decide, FromConsole, Refusal, ToConsole, Uuid } from "../../shared/protocol";
import type { Cause } from "../words";
import { fetchChecks, forget } from "./checklist";

export class Deciding {
  readonly asking = signal<ReadonlySet<Uuid>>(new Set());
  readonly turned = signal<Readonly<Record<Uuid, Cause>>>({});
  private readonly post: (frame: FromConsole) => boolean;

  /** `post` hands a frame to the open line and says whether there is one. */
  constructor(post: (frame: FromConsole) => boolean) {
    this.post = post;
  }

  write(frame: Decide): void {
    const { conversation } = frame;
    if (this.asking.peek().has(conversation)) return;
    const { [conversation]: _, ...rest } = this.turned.peek();
    this.turned.value = rest;
    if (this.post(frame)) this.asking.value = new Set([...this.asking.peek(), conversation]);
    else this.turned.value = { ...rest, [conversation]: "line" };
  }

  hear(frame: ToConsole): void {
    if (frame.type !== "step" || !this.asking.peek().has(frame.conversation)) return;
    if (frame.happening !== "decided" && frame.gone !== true) return;
    this.done(frame.conversation);
    forget(frame.conversation);
  }

  /** True if the refusal was about what was asked here; a list that has changed is read again. */
  turnedDown({ conversation, code }: Refusal): boolean {
    if (conversation === undefined || !this.asking.peek().has(conversation)) return false;
    this.done(conversation);
    this.turned.value = { ...this.turned.peek(), [conversation]: code };
    if (code === "checklist_changed") void fetchChecks(conversation);
    return true;
  }

  /** After a new beginning nobody answers what was asked before; what was chosen is still there. */
  settle(): void {
    this.asking.value = new Set();
  }

  private done(conversation: Uuid): void {
    this.asking.value = new Set([...this.asking.peek()].filter((each) => each !== conversation));
  }
}
