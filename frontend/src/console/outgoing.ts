/** Words that left the draft: what they are, the frame they travel in, and what stands against sending them. */
import type { FromConsole, Uuid, View } from "../shared/protocol";
import { onHold } from "./hold";
import { now } from "./time";
import type { Cause } from "./words";

export type Kind = "say" | "note";

/** `snippets` names what was inserted into the words. */
export interface Outgoing {
  readonly kind: Kind;
  readonly conversation: Uuid;
  readonly handle: string;
  readonly text: string;
  readonly snippets: readonly string[];
  /** The line's own question, which was nobody's draft. */
  readonly probe?: true;
  /** What these words are a part of: one text of the counsellor's, cut up because it was too long. */
  readonly whole?: Uuid;
}

/** Refusals that hold for a while, whatever the words are. */
const LASTING: ReadonlySet<Cause> = new Set<Cause>([
  "opted_out", "window_closed", "never_first", "ask_first", "not_these_hours", "blocked", "over", "not_yours",
  "not_ready", "paused",
]);

export function frameOf(id: Uuid, { kind, conversation, text, snippets, probe }: Outgoing): FromConsole {
  if (kind === "note") return { type: "note", conversation, id, text };
  return { type: "say", conversation, id, text, ...(snippets.length > 0 ? { snippets } : {}), ...(probe ? { probe } : {}) };
}

/**
 * Whether words still on their way come back with those that were refused: all, if what stands against them stands
 * against whatever follows; else the other parts of the same text, since half of it would say something else.
 */
export function goesWith(refused: Outgoing, other: Outgoing, code: Cause): boolean {
  if (refused.conversation !== other.conversation || refused.kind !== other.kind) return false;
  return LASTING.has(code) || (refused.whole !== undefined && refused.whole === other.whole);
}

/** What stands against sending words that were meant for a moment ago. A note harms nobody. */
export function whyNot(view: View | undefined, kind: Kind): Cause | null {
  if (view === undefined) return "not_yours";
  if (kind === "note") return null;
  if (view.presence === "left_in_a_hurry") return "hurry";
  const hold = onHold(view, now.peek());
  if (hold !== null) return hold;
  return view.state === "active" ? null : "over";
}
