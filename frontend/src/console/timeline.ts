/** The order of a thread: messages, what the steps told, long silences; as plain rows to be drawn. */
import type { Happening, Milliseconds, Shown, View } from "../shared/protocol";
import type { Fact } from "./state";
import type { Name } from "./words";

export type Row =
  | { readonly kind: "message"; readonly key: string; readonly shown: Shown; readonly run: boolean; readonly last: boolean }
  | { readonly kind: "fact"; readonly key: string; readonly name: Name; readonly fact: Fact }
  | { readonly kind: "silence"; readonly key: string; readonly length: Milliseconds };

/** From here on a silence is worth a line. */
export const LONG_SILENCE = 10 * 60_000;

const TOLD: Readonly<Partial<Record<Happening, Name>>> = {
  accepted: "fact_accepted",
  exited: "fact_exited",
  seeker_left: "fact_left",
  ended: "fact_ended",
  seeker_silent: "fact_silent",
  seeker_returned: "fact_returned",
  kept: "fact_kept",
  erased: "fact_erased",
};

function told(fact: Fact): Name | undefined {
  if (fact.happening === "flagged") return fact.risk > 0 ? "fact_flagged" : "fact_unflagged";
  return TOLD[fact.happening];
}

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

export function timeline(view: View, facts: readonly Fact[]): readonly Row[] {
  const rows: Row[] = [];
  const pending = facts.filter((fact) => told(fact) !== undefined);
  let before: Shown | undefined;
  const { messages } = view;

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
    const silence = earlier === undefined ? 0 : shown.at - earlier.at;
    if (silence >= LONG_SILENCE) {
      rows.push({ kind: "silence", key: `s${shown.seq}`, length: silence });
      before = undefined;
    }
    rows.push(messageRow(shown, sameVoice(before, shown), !sameVoice(shown, messages[place + 1])));
    before = shown;
  }
  tellUpTo(Infinity);
  return rows;
}
