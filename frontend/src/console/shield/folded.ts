/** Messages that this person put out of sight: theirs alone, in every window, as long as the talk is in their hands. */
import { computed } from "@preact/signals";
import type { Choices, Seq, Shown, Uuid } from "../../shared/protocol";
import { choices } from "../choices";
import { t } from "../words";

/** As many as the server takes of one talk. */
const MOST = 500;
const NONE: ReadonlySet<Seq> = new Set();

const sets = computed(() => new Map(Object.entries(choices.value.folded ?? {}).map(([talk, seqs]) => [talk, new Set(seqs)])));

export function foldedOf(conversation: Uuid): ReadonlySet<Seq> {
  return sets.value.get(conversation) ?? NONE;
}

/** The choices with this message put away or taken back; of talks that are not `here` any more nothing stays. */
export function folding(conversation: Uuid, seq: Seq, on: boolean, here: readonly Uuid[]): Pick<Choices, "folded"> {
  const kept = Object.entries(choices.peek().folded ?? {}).filter(([talk]) => talk !== conversation && here.includes(talk));
  const others = (choices.peek().folded?.[conversation] ?? []).filter((each) => each !== seq);
  const mine = on ? [...others, seq].slice(-MOST) : others;
  return { folded: Object.fromEntries(mine.length === 0 ? kept : [...kept, [conversation, mine]]) };
}

/** A message as it may be shown in passing: in a row, in a strip. */
export function inPassing(conversation: Uuid, { seq, text }: Pick<Shown, "seq" | "text">): string {
  return foldedOf(conversation).has(seq) ? t("away") : text;
}
