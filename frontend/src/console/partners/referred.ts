/** What is known on a desk of the partner that was named in a talk, as its steps move it on. */
import type { PartnerLine, Referred, Step, View } from "../../shared/protocol";
import { fill } from "../../shared/strings";
import { WORDS } from "../words";

/** A step is told of as a snapshot would tell of it: what is so by default is not said. */
export function refer(view: View, { happening, detail = "", at }: Step): View {
  const { referred: known, ...rest } = view;
  if (happening === "partner_named") return { ...rest, referred: { partner: Number(detail) } };
  if (known === undefined) return view;
  return { ...rest, referred: answered(known, detail, at) };
}

function answered(known: Referred, said: string, at: number): Referred {
  if (said === "no") return { partner: known.partner };
  if (said === "police") return { ...known, lot: "accepted", police: at };
  return { ...known, lot: "accepted", yes: at };
}

/** Whether this partner may be handed the talk: they said yes, and of police apart. */
export function agreed(referred: Referred | undefined, { id, kind }: PartnerLine): boolean {
  const yes = referred?.partner === id && referred.lot === "accepted";
  return yes && (kind !== "police" || referred.police !== undefined);
}

/** What is asked, in the language of whoever is asked; the one who asks may change every word of it. */
export function question(kind: "partner_ask" | "partner_ask_words" | "partner_ask_police", partner: PartnerLine, view: View): string {
  return fill(WORDS[view.locale][kind], { partner: nameIn(partner, view.locale) });
}

export function nameIn({ names }: PartnerLine, locale: View["locale"]): string {
  return names[locale] ?? Object.values(names)[0] ?? "";
}
