/** The desk as plain data: a snapshot and the frames after it give what a fresh snapshot would. */
import type {
  Alert, Ask, Asked, ChannelHealth, ChannelInfo, Colleague, Companion, DeskAck, DeskMessage, Door, Happening, Me, Milliseconds, OtherLine,
  Overflowing, PartnerLine, Seq, Shown, Snapshot, Step, ToConsole, Uuid, View, Waiting,
} from "../shared/protocol";
import { channelOf } from "./channels";
import { insert, merge, open } from "./shown";
import { seat } from "./slots";
import * as phones from "./texting/phone";
import { happen, hinted, pauses, stands, withPhone } from "./view";

/** A step as the thread shows it, between the messages. */
export interface Fact {
  readonly seq: Seq;
  readonly happening: Happening;
  readonly at: Milliseconds;
  readonly risk: number;
  readonly detail: string;
}

export interface Desk {
  readonly me: Me;
  readonly queue: readonly Waiting[];
  readonly conversations: readonly View[];
  readonly team: readonly Colleague[];
  readonly offers: readonly Asked[];
  /** What colleagues ask of this counsellor, and what is asked of them from here. */
  readonly asks: readonly Ask[];
  /** Who reads along here, and where this counsellor does. */
  readonly company: readonly Companion[];
  readonly channels: readonly ChannelInfo[];
  readonly health: readonly ChannelHealth[];
  readonly door: Door;
  /** Who called last orders and when, while they hold. */
  readonly closingBy: string;
  readonly closingSince: Milliseconds | undefined;
  readonly alerts: readonly Alert[];
  /** Until when nothing is offered, after a hard conversation. */
  readonly rests: Milliseconds | undefined;
  /** Put away, or to rest, because two offers in a row rang unanswered. */
  readonly aside: boolean;
  /** What somebody of the line knows, and may be asked for. */
  readonly skills: readonly string[];
  /** Whom the line lets be answered by another, and whom it answers for another. */
  readonly overflows: readonly Overflowing[];
  /** The lines that may take people of this one. */
  readonly lines: readonly OtherLine[];
  /** To whom the line may pass somebody on, and whether anybody is there. */
  readonly partners: readonly PartnerLine[];
  /** The talk before this one, where it was asked for: beside the messages, never among them. */
  readonly earlier: Readonly<Record<Uuid, readonly Shown[]>>;
  /** What the steps told since this page was opened; a snapshot has none. */
  readonly facts: Readonly<Record<Uuid, readonly Fact[]>>;
  /** How far the last snapshot of a conversation reached; steps up to here are in it already. */
  readonly base: Readonly<Record<Uuid, Seq>>;
  readonly typing: Readonly<Record<Uuid, boolean>>;
  /** Numbers 1 to 6: who sits where. A freed number stays free until someone new takes it. */
  readonly slots: readonly (Uuid | null)[];
}

type Change = Exclude<ToConsole, Snapshot>;

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
    case "overflows":
      return { ...desk, overflows: frame.overflows };
    case "partners":
      return { ...desk, partners: frame.partners };
    case "choices":
      return { ...desk, me: { ...desk.me, choices: frame.choices } };
    case "status":
      return { ...desk, me: { ...desk.me, status: frame.status }, aside: frame.aside === true, rests: frame.rests };
    case "alerts":
      return { ...desk, alerts: frame.alerts };
    case "offer": {
      const { type: _, ...asked } = frame;
      return { ...desk, offers: [...without(desk.offers, frame.conversation), asked] };
    }
    case "asks":
      return { ...desk, asks: frame.asks };
    case "company":
      return { ...desk, company: frame.company };
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
    case "number": {
      const { number, hides } = frame;
      return changed(desk, frame.conversation, (view) => withPhone(view, (phone) => ({ ...phone, number, hides })));
    }
    case "noted":
      return changed(desk, frame.conversation, (view) => stands(view, frame));
    case "weighed":
      return changed(desk, frame.conversation, ({ weighed: _, decided: __, ...view }) => {
        const { weighed, decided } = frame;
        return { ...view, ...(weighed === undefined ? {} : { weighed }), ...(decided === undefined ? {} : { decided }) };
      });
    case "earlier":
      if (find(desk, frame.conversation) === undefined) return desk;
      return { ...desk, earlier: { ...desk.earlier, [frame.conversation]: frame.messages } };
    case "door":
      return { ...desk, door: frame.door, closingBy: frame.closing_by ?? "", closingSince: frame.closing_since };
    case "channels":
      return { ...desk, health: frame.health };
    case "ack":
    case "beat":
    case "heard":
    case "line":
    case "refused":
    case "window":
      return desk;
  }
}

/** A snapshot rules; of the old desk only words that it did not repeat, facts and seats stay. */
function begin(old: Desk | null, frame: Snapshot): Desk {
  const conversations = frame.conversations.map((view) => merge(view, find(old, view.conversation)?.messages));
  const ids = new Set(conversations.map((view) => view.conversation));
  return {
    me: frame.me,
    queue: frame.queue,
    team: frame.team,
    offers: frame.offers,
    asks: frame.asks ?? [],
    company: frame.company ?? [],
    channels: frame.channels ?? [],
    health: frame.health ?? [],
    door: frame.door ?? {},
    closingBy: frame.closing_by ?? "",
    closingSince: frame.closing_since,
    alerts: frame.alerts ?? [],
    rests: frame.rests,
    aside: frame.aside === true,
    skills: frame.skills ?? [],
    overflows: frame.overflows ?? [],
    lines: frame.lines ?? [],
    partners: frame.partners ?? [],
    conversations,
    earlier: pick(old?.earlier ?? {}, ids),
    facts: pick(old?.facts ?? {}, ids),
    base: Object.fromEntries(conversations.map((view) => [view.conversation, view.seq])),
    typing: {},
    slots: seat(old?.slots ?? [], conversations.map((view) => view.conversation)),
  };
}

function opened(desk: Desk, view: View): Desk {
  const known = find(desk, view.conversation);
  if (known !== undefined && known.seq > view.seq) return desk;
  const conversations = [...without(desk.conversations, view.conversation), merge(view, known?.messages)];
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
    ...(frame.author === "seeker" ? withPhone(view, (phone) => phones.heard(phone, windowOf(desk, view), frame.at)) : view),
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

/** What was put into words that are stored by now; the server says it by itself when the talk is over. */
export function inserted(desk: Desk, conversation: Uuid, slugs: readonly string[]): Desk {
  return changed(desk, conversation, (view) => ({ ...view, used: [...new Set([...(view.used ?? []), ...slugs])] }));
}

function stepped(desk: Desk, step: Step): Desk {
  const id = step.conversation;
  if (step.gone === true) return released(desk, id);
  const before = desk.facts[id] ?? [];
  const base = desk.base[id] ?? 0;
  if (step.seq <= base || before.some((fact) => fact.seq === step.seq)) return desk;
  const { seq } = step;
  const newest = before.every((fact) => fact.seq < seq);
  const overtaken = before.some((fact) => fact.seq > seq && overtakes(fact.happening, step.happening));
  const facts = [...before, factOf(step, find(desk, id))].sort((a, b) => a.seq - b.seq);
  const next = { ...desk, facts: { ...desk.facts, [id]: facts }, earlier: kept(desk.earlier, step) };
  return changed(next, id, (view) => {
    const there = overtaken ? view : withPhone(view, (phone) => phones.stepped(phone, step));
    return happen({ ...there, seq: Math.max(view.seq, seq) }, step, newest, overtaken);
  });
}

/** Whether a step that came earlier says nothing any more once this one is known. */
function overtakes(later: Happening, earlier: Happening): boolean {
  const other = later === "partner_named" && (earlier === "partner_named" || earlier === "partner_answer");
  const law = (each: Happening) => each === "law_holds" || each === "law_ends";
  return other || (law(later) && law(earlier)) || phones.overtakes(later, earlier) || pauses(later, earlier);
}

/** The first word that fits is the one that is agreed on: its step says no more than a later one's. */
function factOf({ happening, seq, at, risk = 0, detail = "" }: Step, view: View | undefined): Fact {
  const first = happening === "matched" && view?.phone?.agreed !== true;
  return { seq, happening, at, risk, detail: first ? "first" : detail };
}

/** When all words are erased, those of before leave the screen as well. */
function kept(earlier: Desk["earlier"], { happening, conversation }: Step): Desk["earlier"] {
  if (happening !== "erased" || !(conversation in earlier)) return earlier;
  const { [conversation]: _, ...rest } = earlier;
  return rest;
}

/** Numbers leave by themselves when their time to be seen is over. */
export function hideNumbers(desk: Desk, at: Milliseconds): Desk {
  const over = desk.conversations.filter(({ phone }) => phone !== undefined && phones.hidden(phone, at) !== phone);
  const hide = (now: Desk, view: View) =>
    changed(now, view.conversation, (each) => withPhone(each, (phone) => phones.hidden(phone, at)));
  return over.reduce(hide, desk);
}

function windowOf({ channels }: Desk, { channel }: View): Milliseconds | undefined {
  return channelOf(channels, channel).window;
}

function released(desk: Desk, id: Uuid): Desk {
  const rest = new Set(desk.conversations.map((view) => view.conversation).filter((each) => each !== id));
  return {
    ...desk,
    conversations: without(desk.conversations, id),
    offers: without(desk.offers, id),
    earlier: pick(desk.earlier, rest),
    facts: pick(desk.facts, rest),
    base: pick(desk.base, rest),
    typing: pick(desk.typing, rest),
    slots: seat(desk.slots, [...rest]),
  };
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
    const first = view.messages.find(open);
    return [view.conversation, first === undefined ? view.seq : first.seq - 1];
  });
  return Object.fromEntries(rows);
}
