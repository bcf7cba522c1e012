/** The order of a thread: messages, what the steps told, long silences; as plain rows to be drawn. */
import type { Milliseconds, PictureInfo, Seq, Shown, View } from "../shared/protocol";
import { told } from "./facts";
import type { Fact } from "./state";
import type { Name } from "./words";

export type Row =
  | { readonly kind: "message"; readonly key: string; readonly shown: Shown; readonly run: boolean; readonly last: boolean }
  | { readonly kind: "fact"; readonly key: string; readonly name: Name; readonly fact: Fact }
  | { readonly kind: "pictures"; readonly key: string; readonly pictures: readonly PictureInfo[] }
  | { readonly kind: "silence"; readonly key: string; readonly length: Milliseconds; readonly doubt: Seq };

/** From here on a silence is worth a line. */
export const LONG_SILENCE = 10 * 60_000;
/** After so long somebody else may hold the phone. */
export const CHANGED_HANDS = 6 * 60 * 60_000;

/** Words of the same person without anything between belong together. */
function sameVoice(a: Shown | undefined, b: Shown | undefined): boolean {
  return a !== undefined && b !== undefined && a.author === b.author && (a.name ?? "") === (b.name ?? "");
}

const rowsOf = new WeakMap<Shown, Extract<Row, { kind: "message" }>>();

/** The same row for the same message, so that a new word redraws one line and not five hundred. */
function messageRow(shown: Shown, run: boolean, last: boolean): Row {
  const known = rowsOf.get(shown);
  if (known !== undefined && known.run === run && known.last === last) return known;
  const row = { kind: "message", key: `m${shown.seq}`, shown, run, last } as const;
  rowsOf.set(shown, row);
  return row;
}

interface Doubt {
  readonly seq: Seq;
  readonly length: Milliseconds;
}

/** Where somebody else may have begun to write: the first words after the last long silence, if they are theirs. */
function doubtful(messages: readonly Shown[]): Doubt | undefined {
  const said = messages.filter(({ author }) => author !== "note");
  const silence = (shown: Shown, place: number) => shown.at - (said[place - 1]?.at ?? shown.at);
  const place = said.findLastIndex((shown, each) => silence(shown, each) >= CHANGED_HANDS);
  const first = said[place];
  return first?.author === "seeker" ? { seq: first.seq, length: silence(first, place) } : undefined;
}

/** A silence's `doubt` is the number of the words that came after it, if the phone may have changed hands; else 0. */
export function timeline(view: View, facts: readonly Fact[]): readonly Row[] {
  const rows: Row[] = [];
  const pending = facts.filter((fact) => told(fact) !== undefined);
  let before: Shown | undefined;
  const { messages } = view;
  const doubt = view.phone === undefined ? undefined : doubtful(messages);

  function tellUpTo(seq: number): void {
    while (pending[0] !== undefined && pending[0].seq < seq) {
      const fact = pending.shift();
      const name = fact && told(fact);
      if (fact === undefined || name === undefined) continue;
      rows.push({ kind: "fact", key: `f${fact.seq}`, name, fact });
      before = undefined;
    }
  }

  for (const [place, shown] of messages.entries()) {
    const earlier = messages[place - 1];
    tellUpTo(shown.seq);
    const doubted = shown.seq === doubt?.seq ? doubt : undefined;
    const length = doubted?.length ?? (earlier === undefined ? 0 : shown.at - earlier.at);
    if (length >= LONG_SILENCE) {
      rows.push({ kind: "silence", key: `s${shown.seq}`, length, doubt: doubted?.seq ?? 0 });
      before = undefined;
    }
    rows.push(messageRow(shown, sameVoice(before, shown), !sameVoice(shown, messages[place + 1])));
    before = shown;
    const pictures = view.pictures?.filter(({ seq }) => seq === shown.seq) ?? [];
    if (pictures.length > 0) rows.push({ kind: "pictures", key: `p${shown.seq}`, pictures });
  }
  tellUpTo(Infinity);
  return rows;
}
