/** Who reads along: with this counsellor, and where this counsellor does; and what they whisper. */
import type { Companion, Seq, Shown, Uuid, View } from "../../shared/protocol";

/** Where this counsellor reads along, if they do; a conversation without this is their own. */
export function mineIn(company: readonly Companion[], conversation: Uuid): Companion | undefined {
  return company.find((each) => each.mine === true && each.here === true && each.conversation === conversation);
}

/** Everybody else beside this conversation, come or only asked. */
export function others(company: readonly Companion[], conversation: Uuid): readonly Companion[] {
  return company.filter((each) => each.mine !== true && each.conversation === conversation);
}

/** The one guest that a conversation may have, come or only asked. */
export function guestOf(company: readonly Companion[], conversation: Uuid): Companion | undefined {
  return others(company, conversation).find(({ part }) => part === "guest");
}

/** What colleagues ask this counsellor into, the one that lapses first before the others. */
export function askedIn(company: readonly Companion[]): readonly Companion[] {
  const asked = company.filter((each) => each.mine === true && each.here !== true);
  return asked.sort((a, b) => (a.until ?? 0) - (b.until ?? 0));
}

export interface Hearing {
  readonly me: string;
  readonly company: readonly Companion[];
  /** Notes up to here were there when the conversation came. */
  readonly base: Seq;
  /** Notes up to here were read. */
  readonly read: Seq;
}

/** Notes for whoever holds it that were not read yet: from who is beside them, or new since it came. */
export function whispers(view: View, { me, company, base, read }: Hearing): readonly Shown[] {
  const beside = new Set(others(company, view.conversation).map(({ name }) => name));
  const fresh = ({ seq, name = "" }: Shown) => seq > read && (seq > base || beside.has(name));
  return view.messages.filter((shown) => shown.author === "note" && (shown.name ?? "") !== "" && shown.name !== me && fresh(shown));
}
