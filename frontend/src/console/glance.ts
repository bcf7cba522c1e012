/** What a row says about a conversation at a glance: whose turn, since when, how much is unread. */
import type { Mark } from "../shared/icon";
import type { Milliseconds, SeekerPresence, Seq, Shown, Status, View } from "../shared/protocol";
import type { Name } from "./words";

export interface Turn {
  readonly ours: boolean;
  readonly since: Milliseconds;
}

/** The last words that count for the talk; a note is for ourselves. */
export function lastWords(view: View): Shown | undefined {
  return view.messages.findLast(({ author }) => author !== "note");
}

/**
 * Whose turn it is. Automatic words answer nobody, so they do not take the turn from us; whoever cannot be
 * written to just now does not wait for us.
 */
export function turn(view: View): Turn {
  const spoken = view.messages.findLast(({ author }) => author === "seeker" || author === "counsellor");
  const free = view.unready !== true && view.paused === undefined;
  if (spoken === undefined) return { ours: free, since: view.since };
  return { ours: free && spoken.author === "seeker", since: spoken.at };
}

/** So long a text in doubt is looked for at the provider, in milliseconds; after that a person decides. */
export const LOOKED_FOR = 150_000;

/** May these words of ours not have arrived, so that somebody must decide about them? */
export function doubtful({ delivery, at }: Shown, now: Milliseconds): boolean {
  return delivery === "not_delivered" || (delivery === "not_confirmed" && now - at > LOOKED_FOR);
}

/** The last words, if they are ours and doubtful: the other side may be waiting still. */
export function stuck(view: View, now: Milliseconds): Shown | undefined {
  const spoken = view.messages.findLast(({ author }) => author === "seeker" || author === "counsellor");
  return spoken !== undefined && doubtful(spoken, now) ? spoken : undefined;
}

/** The seeker's words after `seen`; where nothing is known, after our own last words. */
export function unread(view: View, seen: Seq | undefined): number {
  const from = seen ?? view.messages.findLast(({ author }) => author === "counsellor")?.seq ?? 0;
  return view.messages.filter(({ author, seq }) => author === "seeker" && seq > from).length;
}

/** Everything that may be done with a conversation hangs on one of these. */
export type Mode = "talk" | "hurry" | "wrap";

export function mode(view: View): Mode {
  if (view.state === "wrap_up") return "wrap";
  return view.presence === "left_in_a_hurry" ? "hurry" : "talk";
}

export const STATUS_MARKS: Readonly<Record<Status, Mark>> = { here: "here", resting: "quiet", away: "gone" };

const MARKS: Readonly<Record<SeekerPresence, { mark: Mark; name: Name }>> = {
  here: { mark: "here", name: "here" },
  quiet: { mark: "quiet", name: "quiet" },
  left: { mark: "gone", name: "left" },
  left_in_a_hurry: { mark: "hurry", name: "left_hurry" },
};

/**
 * Whether they are there, as shape and word. Nobody can know it of a phone, so a text says "not known"; nor
 * of anybody while our own line is away, but that somebody left in a hurry stays true.
 */
export function presence(view: View, live: boolean = true): { mark: Mark; name: Name } {
  const there = view.presence ?? "here";
  if (there === "left_in_a_hurry") return MARKS[there];
  if (!live) return { mark: "none", name: "not_known" };
  if (view.state === "wrap_up") return { mark: "gone", name: "over" };
  return view.phone !== undefined && there !== "left" ? { mark: "none", name: "not_known" } : MARKS[there];
}
