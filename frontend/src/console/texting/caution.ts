/** What a counsellor does because the phone may be in other hands: asked of the server, answered, or refused. */
import { signal } from "@preact/signals";
import type { FromConsole, Refusal, ToConsole, Uuid } from "../../shared/protocol";
import type { Cause } from "../words";
import type { Writing } from "./phone";

export type What = "writing" | "code" | "earlier" | "reveal" | "block";

/** What came to nothing, and why. */
export interface Turned {
  readonly what: What;
  readonly code: Cause;
}

export class Caution {
  /** What each conversation is waiting for an answer to. */
  readonly asking = signal<Readonly<Record<Uuid, What>>>({});
  readonly turned = signal<Readonly<Record<Uuid, Turned>>>({});
  private readonly post: (frame: FromConsole) => boolean;

  /** `post` hands a frame to the open line and says whether there is one. */
  constructor(post: (frame: FromConsole) => boolean) {
    this.post = post;
  }

  write(conversation: Uuid, writing: Writing, hours?: { readonly begins: number; readonly ends: number }): void {
    this.ask(conversation, "writing", { type: "writing", conversation, writing, ...hours });
  }

  code(conversation: Uuid, word: string): void {
    this.ask(conversation, "code", { type: "code", conversation, word });
  }

  earlier(conversation: Uuid): void {
    this.ask(conversation, "earlier", { type: "earlier", conversation });
  }

  reveal(conversation: Uuid, reason: string): void {
    this.ask(conversation, "reveal", { type: "reveal", conversation, reason });
  }

  block(conversation: Uuid, reason: string, days: number): void {
    this.ask(conversation, "block", { type: "block", conversation, reason, days });
  }

  private ask(conversation: Uuid, what: What, frame: FromConsole): void {
    this.calm(conversation);
    if (this.post(frame)) this.asking.value = { ...this.asking.value, [conversation]: what };
    else this.turned.value = { ...this.turned.value, [conversation]: { what, code: "line" } };
  }

  /** A frame that is the answer ends the waiting; a wrong word is answered by its refusal. */
  hear(frame: ToConsole): void {
    const answer = answerOf(frame);
    if (answer !== null && this.asking.peek()[answer.conversation] === answer.what) this.done(answer.conversation);
  }

  /** True if the refusal was about something that was asked here. */
  turnedDown({ conversation, code }: Refusal): boolean {
    const what = conversation === undefined ? undefined : this.asking.peek()[conversation];
    if (conversation === undefined || what === undefined) return false;
    this.done(conversation);
    this.turned.value = { ...this.turned.value, [conversation]: { what, code } };
    return true;
  }

  /** Why this came to nothing, if it did. */
  why(conversation: Uuid, what: What): Cause | undefined {
    const turned = this.turned.value[conversation];
    return turned?.what === what ? turned.code : undefined;
  }

  waits(conversation: Uuid, what: What): boolean {
    return this.asking.value[conversation] === what;
  }

  calm(conversation: Uuid): void {
    if (!(conversation in this.turned.peek())) return;
    const { [conversation]: _, ...rest } = this.turned.peek();
    this.turned.value = rest;
  }

  /** After a new beginning nobody answers what was asked before; it can be asked again. */
  settle(): void {
    this.asking.value = {};
    this.turned.value = {};
  }

  private done(conversation: Uuid): void {
    const { [conversation]: _, ...rest } = this.asking.peek();
    this.asking.value = rest;
  }
}

function answerOf(frame: ToConsole): { readonly conversation: Uuid; readonly what: What } | null {
  if (frame.type === "number") return { conversation: frame.conversation, what: "reveal" };
  if (frame.type === "earlier") return { conversation: frame.conversation, what: "earlier" };
  if (frame.type !== "step") return null;
  const { conversation, happening } = frame;
  if (happening === "writing") return { conversation, what: "writing" };
  if (happening === "matched") return { conversation, what: "code" };
  return happening === "blocked" || frame.gone === true ? { conversation, what: "block" } : null;
}
