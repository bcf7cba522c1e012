/** The desk's live state and everything a counsellor can do; the screen reads it and calls it. */
import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { createOutbox, type Held, type Progress } from "../shared/outbox";
import type {
  Asked, Code, FromConsole, Refusal, Snapshot, Status as ShiftStatus, ToConsole, Uuid, View,
} from "../shared/protocol";
import { open as openLink, type Link, type LinkOptions, type Status } from "../shared/socket";
import { emptyDraft, putBack, stillThere, type Draft } from "./draft";
import { attend } from "./attention";
import { find, have, reduce, stored, type Desk } from "./state";
import { now, setClock } from "./time";

/** Words on their way; `snippets` counts what was inserted into them. */
export interface Outgoing {
  readonly kind: "say" | "note";
  readonly conversation: Uuid;
  readonly handle: string;
  readonly text: string;
  readonly snippets: readonly string[];
}

export type LineState = "connecting" | "catching_up" | "open" | "lost";
export type Opener = (options: LinkOptions<FromConsole, ToConsole>) => Link<FromConsole>;

/** Something that could not be done, beside the thing it was about. */
export interface Trouble {
  readonly code: Code | "hurry";
  /** Whether words came back into the draft because of it. */
  readonly back: boolean;
}

export interface LostOffer {
  readonly how: "lapsed" | "taken";
  readonly at: number;
}

export const SILENCE = 45_000;
const RETRY = 2_000;
const LATE = 1_500;
const TYPING_SHOWN = 8_000;
const TYPING_EVERY = 3_000;

export class Store {
  readonly desk = signal<Desk | null>(null);
  readonly line = signal<LineState>("connecting");
  readonly heard = signal(now.peek());
  /** When the line was lost, by the desk's clock. */
  readonly lostAt = signal(0);
  readonly focus = signal<Uuid | null>(null);
  /** Up to which number the counsellor has seen the words, per conversation. */
  readonly seen = signal<Readonly<Record<Uuid, number>>>({});
  readonly held = signal<readonly Held<Outgoing>[]>([]);
  readonly troubles = signal<Readonly<Record<Uuid, Trouble>>>({});
  /** Why the last offer or "next one" came to nothing. */
  readonly refused = signal<Code | null>(null);
  /** The offer that went away unanswered, and how; the slot says so for a while. */
  readonly lost = signal<LostOffer | null>(null);
  /** The offer we said yes to, until the server has answered. */
  readonly accepting = signal<Uuid | null>(null);
  /** Words that could not be sent, to whom, because the conversation went to somebody else. */
  readonly orphans = signal<string | null>(null);
  /** Counts up when the caret must go to the focused conversation's composer. */
  readonly caret = signal(0);
  readonly offer: ReadonlySignal<Asked | null> = computed(() => this.soonest());

  private readonly drafts = new Map<string, Signal<Draft>>();
  private readonly link: Link<FromConsole>;
  private readonly expiries = new Map<Uuid, ReturnType<typeof setTimeout>>();
  private readonly typed = new Map<Uuid, number>();
  private wantsNext = false;

  private readonly outbox = createOutbox<Outgoing>({
    post: (id, words) => this.post(id, words),
    onChange: () => { this.held.value = [...this.outbox.held()]; },
    onStale: () => this.link.renew(),
  });

  constructor(url: string, opener: Opener = openLink) {
    this.link = opener({
      url,
      hello: () => ({ type: "hello", since: have(this.desk.peek()) }),
      onFrame: (frame) => batch(() => this.receive(frame)),
      onStatus: (status) => this.changeLine(status),
      silence: SILENCE,
    });
    attend(this);
    effect(() => this.noticeLapse());
  }

  // ---- what comes in ----

  private receive(frame: ToConsole): void {
    this.heard.value = now.peek();
    if (frame.type === "beat") this.link.send({ type: "beat" });
    if (frame.type === "ack") this.acknowledge(frame);
    if (frame.type === "refused") this.turnedDown(frame);
    if (frame.type === "snapshot") setClock(frame.now);
    if (frame.type === "step" && frame.gone === true) this.missOffer(frame.conversation);
    this.desk.value = reduce(this.desk.value, frame);
    if (frame.type === "offer") this.lost.value = null;
    if (frame.type === "snapshot") this.caughtUp(frame);
    if (frame.type === "conversation") this.welcome(frame.view);
    if (frame.type === "message" && frame.id !== undefined) this.outbox.acknowledged(frame.id);
    if (frame.type === "typing" && frame.on) this.expireTyping(frame.conversation);
    if (frame.type === "step") this.tidy(frame.conversation);
  }

  private acknowledge(ack: Extract<ToConsole, { type: "ack" }>): void {
    const words = this.outbox.withdraw(ack.id);
    const desk = this.desk.value;
    if (words === undefined || desk === null) return;
    const texting = words.kind === "say" && find(desk, ack.conversation)?.channel === "sms";
    this.desk.value = stored(desk, ack, {
      author: words.kind === "say" ? "counsellor" : "note",
      text: words.text,
      name: desk.me.name,
      ...(texting ? { delivery: "queued" } : {}),
    });
  }

  /** After a snapshot: what is stored already leaves the outbox, what may not go comes back, the rest goes. */
  private caughtUp(frame: Snapshot): void {
    const ids = new Set(frame.conversations.flatMap((view) => view.messages.map((shown) => shown.id)));
    for (const { id, body } of this.outbox.held()) {
      if (ids.has(id)) this.outbox.acknowledged(id);
      else if (body.kind === "say") this.recheck(id, body);
    }
    this.line.value = "open";
    this.wantsNext = false;
    const taken = find(this.desk.value, this.accepting.value);
    this.accepting.value = null;
    if (taken !== undefined) this.go(taken.conversation);
    this.outbox.flush();
    if (find(this.desk.value, this.focus.value) === undefined) {
      this.focus.value = this.desk.value?.slots.find((id) => id !== null) ?? null;
    }
  }

  private recheck(id: Uuid, words: Outgoing): void {
    const view = find(this.desk.value, words.conversation);
    if (view === undefined) this.giveBack(id, "not_yours");
    else if (view.presence === "left_in_a_hurry") this.giveBack(id, "hurry");
    else if (view.state !== "active") this.giveBack(id, "over");
  }

  private welcome(view: View): void {
    const mine = this.accepting.value === view.conversation || this.wantsNext;
    if (this.accepting.value === view.conversation) this.accepting.value = null;
    this.wantsNext = false;
    this.refused.value = null;
    if (mine) this.go(view.conversation);
    else if (this.focus.value === null) this.focus.value = view.conversation;
  }

  private turnedDown(refusal: Refusal): void {
    const held = this.outbox.held().find(({ id }) => id === refusal.ref);
    if (held !== undefined) {
      if (refusal.code === "try_again") setTimeout(() => this.outbox.flush(), RETRY);
      else this.giveBack(held.id, refusal.code);
    } else if (refusal.conversation !== undefined && find(this.desk.value, refusal.conversation)) {
      this.trouble(refusal.conversation, { code: refusal.code, back: false });
    } else {
      const about = refusal.conversation ?? this.accepting.value;
      if (about !== null) this.forgetOffer(about);
      this.accepting.value = null;
      this.wantsNext = false;
      this.refused.value = refusal.code;
    }
  }

  /** Takes words out of the outbox and puts them back where they were typed. */
  private giveBack(id: Uuid, code: Trouble["code"]): void {
    const words = this.outbox.withdraw(id);
    if (words === undefined) return;
    if (find(this.desk.value, words.conversation) === undefined) {
      this.orphans.value = words.handle;
      return;
    }
    const draft = this.draft(words.conversation, words.kind);
    draft.value = putBack(draft.value, words.text);
    this.trouble(words.conversation, { code, back: true });
  }

  private trouble(conversation: Uuid, trouble: Trouble): void {
    this.troubles.value = { ...this.troubles.value, [conversation]: trouble };
  }

  private changeLine(status: Status): void {
    if (status === "lost") this.lostAt.value = now.peek();
    if (status === "open") this.line.value = "catching_up";
    else this.line.value = status === "lost" ? "lost" : "connecting";
  }

  private expireTyping(conversation: Uuid): void {
    clearTimeout(this.expiries.get(conversation));
    const off = () => { this.desk.value = reduce(this.desk.value, { type: "typing", conversation, on: false }); };
    this.expiries.set(conversation, setTimeout(off, TYPING_SHOWN));
  }

  /** A conversation that is no longer ours takes its drafts with it, and the focus moves on. */
  private tidy(conversation: Uuid): void {
    if (find(this.desk.value, conversation) !== undefined) return;
    this.drafts.delete(`say ${conversation}`);
    this.drafts.delete(`note ${conversation}`);
    for (const { id, body } of this.outbox.held()) {
      if (body.conversation === conversation) this.giveBack(id, "not_yours");
    }
    if (this.focus.value === conversation) {
      this.focus.value = this.desk.value?.slots.find((id) => id !== null) ?? null;
    }
  }

  // ---- offers ----

  private soonest(): Asked | null {
    const offers = this.desk.value?.offers ?? [];
    return offers.reduce<Asked | null>((first, each) => (first === null || each.until < first.until ? each : first), null);
  }

  /** The server says when an offer lapses; if it is late, the slot does not go on ringing. */
  private noticeLapse(): void {
    const offer = this.offer.value;
    if (offer === null || now.value < offer.until + LATE) return;
    this.missOffer(offer.conversation);
    this.forgetOffer(offer.conversation);
  }

  /** An offer goes away without our answer: its time ran out, or somebody else was quicker. */
  private missOffer(conversation: Uuid): void {
    const offer = this.desk.peek()?.offers.find((each) => each.conversation === conversation);
    if (offer === undefined || this.accepting.peek() === conversation) return;
    const at = now.peek();
    this.lost.value = { how: now.peek() >= offer.until - LATE ? "lapsed" : "taken", at };
  }

  private forgetOffer(conversation: Uuid): void {
    const desk = this.desk.peek();
    if (desk === null) return;
    this.desk.value = { ...desk, offers: desk.offers.filter((offer) => offer.conversation !== conversation) };
  }

  accept(): void {
    const offer = this.offer.peek();
    if (offer === null || !this.link.send({ type: "accept", conversation: offer.conversation })) return;
    this.accepting.value = offer.conversation;
    this.lost.value = null;
    this.refused.value = null;
  }

  decline(): void {
    const offer = this.offer.peek();
    if (offer === null || !this.link.send({ type: "decline", conversation: offer.conversation })) return;
    this.lost.value = null;
    this.forgetOffer(offer.conversation);
  }

  next(): void {
    this.refused.value = null;
    this.wantsNext = this.link.send({ type: "take" });
  }

  status(status: ShiftStatus): void {
    this.link.send({ type: "status", status });
  }

  // ---- the talk ----

  draft(conversation: Uuid, kind: Outgoing["kind"] = "say"): Signal<Draft> {
    const key = `${kind} ${conversation}`;
    const known = this.drafts.get(key) ?? signal(emptyDraft);
    this.drafts.set(key, known);
    return known;
  }

  /** Whether words typed anywhere would be lost by closing the page. */
  unsaved(): boolean {
    return this.held.peek().length > 0 || [...this.drafts.values()].some((draft) => draft.peek().words.trim() !== "");
  }

  /** Sends what stands in the draft and empties it in the same moment: a second Enter finds nothing. */
  send(view: View, kind: Outgoing["kind"] = "say"): boolean {
    const draft = this.draft(view.conversation, kind);
    const { words, inserted } = draft.peek();
    if (words.trim() === "" || this.line.peek() !== "open") return false;
    draft.value = emptyDraft;
    this.stopTyping(view.conversation);
    this.calm(view.conversation);
    const snippets = kind === "say" ? stillThere({ words, inserted }) : [];
    this.outbox.add({ kind, conversation: view.conversation, handle: view.handle, text: words.trimEnd(), snippets });
    this.see(view.conversation);
    return true;
  }

  private post(id: Uuid, { kind, conversation, text, snippets }: Outgoing): boolean {
    if (this.line.peek() !== "open") return false;
    return this.link.send(
      kind === "note"
        ? { type: "note", conversation, id, text }
        : { type: "say", conversation, id, text, ...(snippets.length > 0 ? { snippets } : {}) },
    );
  }

  progress(id: Uuid): Progress {
    return this.outbox.progress(id);
  }

  /** Tells the seeker that we write: at most every three seconds while typing goes on. */
  typing(conversation: Uuid): void {
    const last = this.typed.get(conversation) ?? 0;
    if (Date.now() - last < TYPING_EVERY || this.line.peek() !== "open") return;
    if (this.link.send({ type: "typing", conversation, on: true })) this.typed.set(conversation, Date.now());
  }

  stopTyping(conversation: Uuid): void {
    if (this.typed.delete(conversation)) this.link.send({ type: "typing", conversation, on: false });
  }

  end(conversation: Uuid): void {
    this.command(conversation, { type: "end", conversation });
  }

  handBack(conversation: Uuid): void {
    this.command(conversation, { type: "transfer", conversation });
  }

  wrap(conversation: Uuid, kind: string): void {
    this.command(conversation, { type: "wrap", conversation, ...(kind === "" ? {} : { kind }) });
  }

  flag(conversation: Uuid, level: number): void {
    this.command(conversation, { type: "flag", conversation, level });
  }

  private command(conversation: Uuid, frame: FromConsole): void {
    this.calm(conversation);
    this.link.send(frame);
  }

  calm(conversation: Uuid): void {
    if (!(conversation in this.troubles.peek())) return;
    const { [conversation]: _, ...rest } = this.troubles.peek();
    this.troubles.value = rest;
  }

  // ---- where the counsellor looks ----

  /** Brings a conversation to the front and the caret into its composer. */
  go(conversation: Uuid): void {
    batch(() => {
      this.focus.value = conversation;
      this.caret.value += 1;
    });
    this.see(conversation);
  }

  see(conversation: Uuid): void {
    const seq = find(this.desk.peek(), conversation)?.messages.at(-1)?.seq ?? 0;
    if (seq <= (this.seen.peek()[conversation] ?? 0)) return;
    this.seen.value = { ...this.seen.peek(), [conversation]: seq };
  }

  retry(): void {
    this.link.retry();
  }

  close(): void {
    this.link.close();
  }
}

const Desktop = createContext<Store | null>(null);
export const StoreProvider = Desktop.Provider;

export function useStore(): Store {
  const store = useContext(Desktop);
  if (store === null) throw new Error("there is no desk around this");
  return store;
}
