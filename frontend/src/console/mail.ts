/** Words on their way out: drafts, one Enter one message, sent again after a loss, given back if refused. */
import { signal, type Signal } from "@preact/signals";
import { createOutbox, newId, type Held, type Progress } from "../shared/outbox";
import type { DeskAck, FromConsole, Refusal, Snapshot, Uuid, View } from "../shared/protocol";
import { emptyDraft, putBack, stillThere, type Draft } from "./draft";
import { frameOf, goesWith, whyNot, type Kind, type Outgoing } from "./outgoing";
import { find, inserted, stored, type Desk } from "./state";
import { pieces } from "./texting/pieces";
import type { Cause } from "./words";

/** Everything to one conversation that is not sent: what is being written, and what is on its way. */
export interface Left {
  readonly say: Draft;
  readonly note: Draft;
  readonly held: readonly Held<Outgoing>[];
}

/** Why something could not be done, beside the thing; `back` says that words returned to the draft. */
export interface Trouble {
  readonly code: Cause;
  readonly back: boolean;
}

const TYPING_EVERY = 3_000;

export class Mail {
  readonly held = signal<readonly Held<Outgoing>[]>([]);
  readonly troubles = signal<Readonly<Record<Uuid, Trouble>>>({});
  /** To whom words could not be sent, because the conversation went to somebody else; "" if unknown. */
  readonly orphans = signal<string | null>(null);

  private readonly drafts = new Map<string, Signal<Draft>>();
  /** Counts up when there is one draft more or less to look at. */
  private readonly drafting = signal(0);
  private readonly typed = new Map<Uuid, number>();
  private readonly desk: Signal<Desk | null>;
  private readonly post: (frame: FromConsole) => boolean;
  private readonly outbox;

  /** `post` hands a frame to the open line and says whether there is one. */
  constructor(desk: Signal<Desk | null>, post: (frame: FromConsole) => boolean, onStale: () => void) {
    this.desk = desk;
    this.post = post;
    this.outbox = createOutbox<Outgoing>({
      post: (id, words) => post(frameOf(id, words)),
      onChange: () => { this.held.value = [...this.outbox.held()]; },
      onStale,
      lane: ({ conversation }) => conversation,
    });
  }

  draft(conversation: Uuid, kind: Kind = "say"): Signal<Draft> {
    const key = `${kind} ${conversation}`;
    const known = this.drafts.get(key);
    if (known !== undefined) return known;
    const fresh = signal(emptyDraft);
    this.drafts.set(key, fresh);
    // Not now: who asks for a draft is being drawn.
    queueMicrotask(() => { this.drafting.value += 1; });
    return fresh;
  }

  /** What is not sent, by conversation; whoever asks is asked again when it changes. */
  left(): ReadonlyMap<Uuid, Left> {
    void this.drafting.value;
    const found = new Map<Uuid, Left>();
    const of = (conversation: Uuid) => found.get(conversation) ?? { say: emptyDraft, note: emptyDraft, held: [] };
    for (const [key, draft] of this.drafts) {
      const [kind, conversation] = key.split(" ");
      if (conversation !== undefined && draft.value.words !== "") {
        found.set(conversation, { ...of(conversation), [kind === "note" ? "note" : "say"]: draft.value });
      }
    }
    for (const held of this.held.value) {
      const { conversation } = held.body;
      found.set(conversation, { ...of(conversation), held: [...of(conversation).held, held] });
    }
    return found;
  }

  /** What an earlier life of this page left: before anything that was written since. */
  restore(conversation: Uuid, { say, note, held }: Left): void {
    for (const [kind, { words, inserted }] of [["say", say], ["note", note]] as const) {
      if (words === "") continue;
      const draft = this.draft(conversation, kind);
      const back = putBack(draft.value, words);
      draft.value = { ...back, inserted: [...inserted, ...back.inserted] };
    }
    this.outbox.restore(held);
  }

  /** Whether words would be lost by closing the page. */
  unsaved(): boolean {
    return this.held.peek().length > 0 || [...this.drafts.values()].some((draft) => draft.peek().words.trim() !== "");
  }

  /**
   * Takes the draft away and sends it in the same moment: a second Enter finds nothing to send. With a
   * `longest` it goes in as many parts as it needs.
   */
  send({ conversation, handle }: View, kind: Kind, longest = Infinity): void {
    const draft = this.draft(conversation, kind);
    const { words } = draft.peek();
    if (words.trim() === "") return;
    const snippets = kind === "say" ? stillThere(draft.peek()) : [];
    draft.value = emptyDraft;
    this.stopTyping(conversation);
    this.calm(conversation);
    const parts = longest === Infinity ? [words.trim()] : pieces(words, longest);
    const whole = parts.length > 1 ? { whole: newId() } : {};
    for (const [place, text] of parts.entries()) {
      this.outbox.add({ kind, conversation, handle, text, snippets: place === 0 ? snippets : [], ...whole });
    }
  }

  /** Sends the line's own question beside the draft, which stays as it is. */
  probe({ conversation, handle, phone }: View): void {
    const text = phone?.probe ?? "";
    if (text === "") return;
    this.calm(conversation);
    this.outbox.add({ kind: "say", conversation, handle, text, snippets: [], probe: true });
  }

  /** How far words are on their way; whoever asks is drawn again when the answer changes. */
  progress(id: Uuid): Progress {
    void this.held.value;
    return this.outbox.progress(id);
  }

  // ---- what comes back ----

  /** Stored: the words leave the outbox and stand in the thread. */
  acknowledge(ack: DeskAck): void {
    const words = this.outbox.withdraw(ack.id);
    const desk = this.desk.value;
    if (words === undefined || desk === null) return;
    const texting = words.kind === "say" && find(desk, ack.conversation)?.phone !== undefined;
    this.desk.value = stored(desk, ack, {
      author: words.kind === "say" ? "counsellor" : "note",
      text: words.text,
      name: desk.me.name,
      ...(texting ? { delivery: "queued" } : {}),
    });
    if (words.snippets.length > 0) this.desk.value = inserted(this.desk.value, ack.conversation, words.snippets);
  }

  /** The words were seen in the thread, so they are stored. */
  seen(id: Uuid): void {
    this.outbox.acknowledged(id);
  }

  /**
   * After a snapshot, before anything may go: what is stored leaves, what may not go any more comes back,
   * the last words first, so that they stand in the draft in their order.
   */
  settle(snapshot: Snapshot): void {
    const ids = new Set(snapshot.conversations.flatMap((view) => view.messages.map((shown) => shown.id)));
    for (const { id, body } of [...this.outbox.held()].reverse()) {
      const view = snapshot.conversations.find(({ conversation }) => conversation === body.conversation);
      const obstacle = whyNot(view, body.kind);
      if (ids.has(id)) this.outbox.acknowledged(id);
      else if (obstacle !== null) this.giveBack(id, obstacle);
    }
  }

  /** Sends what is left again, oldest first. */
  flush(): void {
    this.outbox.flush();
  }

  /** True if the refusal was about words of ours. */
  turnedDown(refusal: Refusal): boolean {
    const held = this.outbox.held().find(({ id }) => id === refusal.ref);
    if (held === undefined) return false;
    if (refusal.code === "try_again" || refusal.code === "slow_down") this.outbox.later(held.id);
    else this.giveAllBack(held.body, refusal.code);
    return true;
  }

  /** What comes back brings with it what must not go without it, all in their order. */
  private giveAllBack(refused: Outgoing, code: Cause): void {
    for (const { id, body } of [...this.outbox.held()].reverse()) {
      if (body === refused || goesWith(refused, body, code)) this.giveBack(id, code);
    }
  }

  /** A conversation that is no longer ours takes its drafts with it; that there were any is said. */
  gone(conversation: Uuid, handle = ""): void {
    const typed = (["say", "note"] as const).some((kind) => (this.drafts.get(`${kind} ${conversation}`)?.peek().words ?? "").trim() !== "");
    if (typed) this.orphans.value = handle;
    for (const { id, body } of [...this.outbox.held()].reverse()) {
      if (body.conversation === conversation) this.giveBack(id, "not_yours");
    }
    this.drafts.delete(`say ${conversation}`);
    this.drafts.delete(`note ${conversation}`);
    this.drafting.value += 1;
    this.calm(conversation);
  }

  private giveBack(id: Uuid, code: Cause): void {
    const words = this.outbox.withdraw(id);
    if (words === undefined) return;
    if (find(this.desk.value, words.conversation) === undefined) {
      this.orphans.value = words.handle;
      return;
    }
    if (words.probe === true) {
      this.trouble(words.conversation, { code, back: false });
      return;
    }
    const draft = this.draft(words.conversation, words.kind);
    draft.value = putBack(draft.value, words.text, words.snippets);
    this.trouble(words.conversation, { code, back: true });
  }

  trouble(conversation: Uuid, trouble: Trouble): void {
    this.troubles.value = { ...this.troubles.value, [conversation]: trouble };
  }

  calm(conversation: Uuid): void {
    if (!(conversation in this.troubles.peek())) return;
    const { [conversation]: _, ...rest } = this.troubles.peek();
    this.troubles.value = rest;
  }

  /** What could not be done without a line, or in the crush, is old news once we are back. */
  forgive(): void {
    const kept = Object.entries(this.troubles.peek()).filter(([, { back }]) => back);
    this.troubles.value = Object.fromEntries(kept);
  }

  // ---- typing ----

  /** Tells the seeker that we write: at most every three seconds while it goes on. */
  typing(conversation: Uuid): void {
    if (Date.now() - (this.typed.get(conversation) ?? 0) < TYPING_EVERY) return;
    if (this.post({ type: "typing", conversation, on: true })) this.typed.set(conversation, Date.now());
  }

  stopTyping(conversation: Uuid): void {
    if (this.typed.delete(conversation)) this.post({ type: "typing", conversation, on: false });
  }

  close(): void {
    this.outbox.clear();
  }
}
