/** The desk as plain data: a snapshot and the frames after it give what a fresh snapshot would. */
import type {
  Asked, Colleague, DeliveryState, DeskAck, DeskMessage, Happening, Me, Milliseconds, SeekerPresence, Seq, Shown,
  Snapshot, Step, ToConsole, Uuid, View, Waiting,
} from "../shared/protocol";
import { seat } from "./slots";

/** A step as the thread shows it, between the messages. */
export interface Fact {
  readonly seq: Seq;
  readonly happening: Happening;
  readonly at: Milliseconds;
  readonly risk: number;
}

export interface Desk {
  readonly me: Me;
  readonly queue: readonly Waiting[];
  readonly conversations: readonly View[];
  readonly team: readonly Colleague[];
  readonly offers: readonly Asked[];
  /** What the steps told since this page was opened; a snapshot has none. */
  readonly facts: Readonly<Record<Uuid, readonly Fact[]>>;
  /** How far the last snapshot of a conversation reached; steps up to here are in it already. */
  readonly base: Readonly<Record<Uuid, Seq>>;
  readonly typing: Readonly<Record<Uuid, boolean>>;
  /** Numbers 1 to 6: who sits where. A freed number stays free until someone new takes it. */
  readonly slots: readonly (Uuid | null)[];
}

type Change = Exclude<ToConsole, Snapshot>;

const FORWARD: readonly DeliveryState[] = ["queued", "not_confirmed", "sent", "delivered", "not_delivered"];

/** Takes a frame in. The same frame twice changes nothing; without a snapshot only a snapshot counts. */
export function reduce(desk: Desk | null, frame: ToConsole): Desk | null {
  if (frame.type === "snapshot") return begin(desk, frame);
  return desk === null ? null : apply(desk, frame);
}

function apply(desk: Desk, frame: Change): Desk {
  switch (frame.type) {
    case "queue":
      return { ...desk, queue: frame.queue };
    case "team":
      return { ...desk, team: frame.team };
    case "status":
      return { ...desk, me: { ...desk.me, status: frame.status } };
    case "offer": {
      const { type: _, ...asked } = frame;
      return { ...desk, offers: [...without(desk.offers, frame.conversation), asked] };
    }
    case "conversation":
      return opened(desk, frame.view);
    case "message":
      return said(desk, frame);
    case "step":
      return stepped(desk, frame);
    case "typing":
      return { ...desk, typing: { ...desk.typing, [frame.conversation]: frame.on } };
    case "presence":
      return changed(desk, frame.conversation, (view) => hinted(view, frame.presence));
    case "ack":
    case "beat":
    case "heard":
    case "refused":
      return desk;
  }
}

/** A snapshot rules; of the old desk only words that it did not repeat, facts and seats stay. */
function begin(old: Desk | null, frame: Snapshot): Desk {
  const conversations = frame.conversations.map((view) => withWords(view, find(old, view.conversation)?.messages));
  const ids = new Set(conversations.map((view) => view.conversation));
  return {
    me: frame.me,
    queue: frame.queue,
    team: frame.team,
    offers: frame.offers,
    conversations,
    facts: pick(old?.facts ?? {}, ids),
    base: Object.fromEntries(conversations.map((view) => [view.conversation, view.seq])),
    typing: {},
    slots: seat(old?.slots ?? [], conversations.map((view) => view.conversation)),
  };
}

function opened(desk: Desk, view: View): Desk {
  const known = find(desk, view.conversation);
  if (known !== undefined && known.seq > view.seq) return desk;
  const conversations = [...without(desk.conversations, view.conversation), withWords(view, known?.messages)];
  return {
    ...desk,
    conversations,
    offers: without(desk.offers, view.conversation),
    base: { ...desk.base, [view.conversation]: view.seq },
    slots: seat(desk.slots, conversations.map((each) => each.conversation)),
  };
}

function said(desk: Desk, frame: DeskMessage): Desk {
  const { type: _, conversation, ...shown } = frame;
  const next = changed(desk, conversation, (view) => ({
    ...view,
    seq: Math.max(view.seq, frame.seq),
    messages: insert(view.messages, shown),
  }));
  if (frame.author !== "seeker" || desk.typing[conversation] !== true) return next;
  return { ...next, typing: { ...next.typing, [conversation]: false } };
}

/**
 * Shows our own words as soon as they are stored. The number is not taken as "seen up to here": words
 * of somebody else with a smaller one may still be on their way.
 */
export function stored(desk: Desk, ack: DeskAck, words: Pick<Shown, "author" | "text" | "name" | "delivery">): Desk {
  const shown: Shown = { ...words, seq: ack.seq, at: ack.at, id: ack.id };
  return changed(desk, ack.conversation, (view) => ({ ...view, messages: insert(view.messages, shown) }));
}

function stepped(desk: Desk, step: Step): Desk {
  const id = step.conversation;
  if (step.gone === true) return released(desk, id);
  const before = desk.facts[id] ?? [];
  const base = desk.base[id] ?? 0;
  if (step.seq <= base || before.some((fact) => fact.seq === step.seq)) return desk;
  const { happening, seq, at, risk = 0 } = step;
  const newest = before.every((fact) => fact.seq < seq);
  const facts = [...before, { seq, happening, at, risk }].sort((a, b) => a.seq - b.seq);
  return changed({ ...desk, facts: { ...desk.facts, [id]: facts } }, id, (view) =>
    happen({ ...view, seq: Math.max(view.seq, seq) }, step, newest),
  );
}

/** `newest` is false for a step that was overtaken by a later one: its state is history already. */
function happen(view: View, step: Step, newest: boolean): View {
  const moved = newest ? enter(view, step.state) : view;
  switch (step.happening) {
    case "flagged":
      return newest ? { ...moved, risk: step.risk ?? 0 } : moved;
    case "exited":
      return present(moved, "left_in_a_hurry");
    case "seeker_left":
      return present(moved, "left");
    case "erased":
      return { ...moved, messages: [] };
    case "delivery":
      return { ...moved, messages: moved.messages.map((shown) => deliver(shown, step)) };
    default:
      return moved;
  }
}

/** A talk that is over has nobody at the other end, until somebody comes back. */
function enter(view: View, state: View["state"]): View {
  if (view.presence === "left_in_a_hurry" || view.state === state) return { ...view, state };
  if (state === "wrap_up") return { ...view, state, presence: "left" };
  return view.state === "wrap_up" ? { ...view, state, presence: "here" } : { ...view, state };
}

function deliver(shown: Shown, step: Step): Shown {
  const { delivery, cause } = step;
  if (shown.seq !== step.message || delivery === undefined) return shown;
  if (shown.delivery !== undefined && FORWARD.indexOf(delivery) <= FORWARD.indexOf(shown.delivery)) return shown;
  return { ...shown, delivery, ...(cause ? { cause } : {}) };
}

function released(desk: Desk, id: Uuid): Desk {
  const rest = new Set(desk.conversations.map((view) => view.conversation).filter((each) => each !== id));
  return {
    ...desk,
    conversations: without(desk.conversations, id),
    offers: without(desk.offers, id),
    facts: pick(desk.facts, rest),
    base: pick(desk.base, rest),
    typing: pick(desk.typing, rest),
    slots: seat(desk.slots, [...rest]),
  };
}

/** Puts a message at its number; what we have of it already is only completed. */
function insert(messages: readonly Shown[], shown: Shown): readonly Shown[] {
  const at = messages.findIndex((each) => each.seq >= shown.seq);
  if (at < 0) return [...messages, shown];
  const there = messages[at];
  if (there?.seq !== shown.seq) return [...messages.slice(0, at), shown, ...messages.slice(at)];
  if (there.id === shown.id && (there.name ?? "") === (shown.name ?? "")) return messages;
  return messages.map((each) => (each === there ? { ...shown, ...there } : each));
}

function withWords(view: View, older: readonly Shown[] | undefined): View {
  if (older === undefined) return view;
  const fresh = new Set(view.messages.map((shown) => shown.seq));
  const kept = older.filter((shown) => !fresh.has(shown.seq));
  return { ...view, messages: [...kept, ...view.messages].sort((a, b) => a.seq - b.seq) };
}

/** A hint counts as long as the talk goes on; a quick exit is never taken back. */
function hinted(view: View, presence: SeekerPresence): View {
  const over = view.state === "wrap_up" && presence !== "left_in_a_hurry";
  return over || view.presence === "left_in_a_hurry" ? view : present(view, presence);
}

function present(view: View, presence: SeekerPresence): View {
  return view.presence === presence ? view : { ...view, presence };
}

function changed(desk: Desk, id: Uuid, change: (view: View) => View): Desk {
  if (find(desk, id) === undefined) return desk;
  return { ...desk, conversations: desk.conversations.map((view) => (view.conversation === id ? change(view) : view)) };
}

function without<Row extends { readonly conversation: Uuid }>(rows: readonly Row[], id: Uuid): readonly Row[] {
  return rows.filter((row) => row.conversation !== id);
}

function pick<Value>(from: Readonly<Record<Uuid, Value>>, ids: ReadonlySet<Uuid>): Record<Uuid, Value> {
  return Object.fromEntries(Object.entries(from).filter(([id]) => ids.has(id)));
}

export function find(desk: Desk | null, id: Uuid | null): View | undefined {
  return desk?.conversations.find((view) => view.conversation === id);
}

/**
 * What this console has for good, per conversation: the question of the next hello. A text whose fate is
 * still open is asked for again, with all that came after it.
 */
export function have(desk: Desk | null): Record<Uuid, Seq> {
  const rows = (desk?.conversations ?? []).map((view): [Uuid, Seq] => {
    const open = view.messages.find(({ delivery }) => delivery !== undefined && FORWARD.indexOf(delivery) < 3);
    return [view.conversation, open === undefined ? view.seq : open.seq - 1];
  });
  return Object.fromEntries(rows);
}
