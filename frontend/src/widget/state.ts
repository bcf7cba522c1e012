/** What the server has said to the seeker so far, as one value and one pure function. */
import type { Ack, Door, KeepWish, Law, Milliseconds, ReturnFrame, Shown, StateName, ToSeeker, Uuid, Wait, Welcome } from "../shared/protocol.ts";

export interface Talk {
  readonly token: string | null;
  readonly conversation: Uuid | null;
  /** The last number up to which nothing is missing; the next hello says it. */
  readonly seq: number;
  readonly messages: readonly Shown[];
  readonly texts: Readonly<Record<string, string>>;
  readonly limit: number;
  /** `unknown` until the server has said it on this socket or an earlier one. */
  readonly state: StateName | "none" | "unknown";
  readonly who: string;
  readonly wait: Wait | null;
  readonly eraseAt: Milliseconds | null;
  readonly erased: boolean;
  readonly typing: boolean;
  /** Whether somebody new is let in. */
  readonly door: Door;
  /** A counsellor is there and waits until they say that they are alone. */
  readonly unready: boolean;
  /** Till when they paused. */
  readonly paused: Milliseconds | null;
  /** What they want to become of their words at the end. */
  readonly wish: KeepWish;
  /** What is said of the words in place of our own promises, where a law has a copy kept. */
  readonly law: Law | null;
  /** The number for coming back, while there is one. */
  readonly code: Code | null;
  /** To be solved before anything is opened, in a flood. */
  readonly puzzle: string;
}

export interface Code {
  readonly number: string;
  readonly until: Milliseconds;
}

export function newTalk(limit: number): Talk {
  return {
    token: null,
    conversation: null,
    seq: 0,
    messages: [],
    texts: {},
    limit,
    state: "unknown",
    who: "",
    wait: null,
    eraseAt: null,
    erased: false,
    typing: false,
    door: {},
    unready: false,
    paused: null,
    wish: "",
    law: null,
    code: null,
    puzzle: "",
  };
}

/** Puts messages in by their number; one that is known already changes nothing. */
function merge(known: readonly Shown[], news: readonly Shown[]): readonly Shown[] {
  const fresh = news.filter((message) => !known.some((each) => each.seq === message.seq));
  if (fresh.length === 0) return known;
  return [...known, ...fresh].sort((one, other) => one.seq - other.seq);
}

/** Whether the welcome speaks of another conversation than the one we have on the screen. */
export function isOther(talk: Talk, welcome: Welcome): boolean {
  return talk.conversation !== null && welcome.conversation !== null && talk.conversation !== welcome.conversation;
}

function welcomed(talk: Talk, frame: Welcome): Talk {
  const known = isOther(talk, frame) ? [] : talk.messages;
  return {
    ...talk,
    token: frame.token,
    conversation: frame.conversation,
    seq: frame.seq,
    messages: merge(known, frame.messages),
    texts: frame.texts,
    limit: frame.limit,
    typing: false,
    door: frame.door ?? {},
    puzzle: frame.puzzle ?? "",
  };
}

export function reduce(talk: Talk, frame: ToSeeker): Talk {
  switch (frame.type) {
    case "welcome":
      return welcomed(talk, frame);
    case "message": {
      const { type: _, ...message } = frame;
      const typing = frame.author === "seeker" && talk.typing;
      return { ...talk, seq: Math.max(talk.seq, frame.seq), messages: merge(talk.messages, [message]), typing };
    }
    case "state":
      return {
        ...talk,
        state: frame.state,
        who: frame.who ?? "",
        wait: frame.wait ?? null,
        eraseAt: frame.erase_at ?? null,
        erased: frame.erased ?? false,
        messages: frame.erased ? [] : talk.messages,
        typing: frame.state === "active" && talk.typing,
        unready: frame.unready ?? false,
        paused: frame.paused ?? null,
        wish: frame.wish ?? "",
        law: frame.law ?? null,
        code: frame.erased ? null : talk.code,
      };
    case "typing":
      return { ...talk, typing: frame.on };
    case "door":
      return { ...talk, door: frame.door };
    case "return":
      return { ...talk, code: codeOf(frame) };
    case "ack":
    case "heard":
    case "refused":
      return talk;
  }
}

/**
 * Our own words, stored under a number. `seq` stays: words of the counsellor with a smaller number may
 * still be on their way, and the next hello must ask for them. A number that is taken already means
 * that the talk was over and these words have opened another one.
 */
export function stored(talk: Talk, ack: Ack, text: string): Talk {
  const own: Shown = { seq: ack.seq, author: "seeker", text, at: ack.at, id: ack.id };
  const taken = talk.messages.find((message) => message.seq === ack.seq);
  if (taken !== undefined && taken.id !== ack.id) return { ...begunAgain(talk), messages: [own] };
  return { ...talk, messages: merge(talk.messages, [own]) };
}

function codeOf({ number = "", until = 0 }: ReturnFrame): Code | null {
  return number === "" ? null : { number, until };
}

/** A new beginning under the same token: what was said before is no longer on the screen. */
export function begunAgain(talk: Talk): Talk {
  return { ...newTalk(talk.limit), token: talk.token, texts: talk.texts, door: talk.door };
}

/** The name of whoever answered last, for sentences about someone who is not here any more. */
export function lastName(talk: Talk): string {
  return talk.who || (talk.messages.findLast((message) => message.author === "counsellor")?.name ?? "");
}
