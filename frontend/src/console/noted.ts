/** What is noted in a wrap-up: its choices in their order, and the frame that closes it. */
import type { Noted as Kept, Uuid, Wrap } from "../shared/protocol";

/** The type of contact is all that must be said. */
export type Noted = Required<Kept>;
export type Kind = Wrap["kind"];
export type Relation = Exclude<Noted["relation"], "">;

export const KINDS = ["support", "information", "place", "safety", "other"] as const satisfies readonly Kind[];
export const RELATIONS = [
  "self", "family", "friend", "agency", "landlord", "business", "police", "media", "other",
] as const satisfies readonly Relation[];

export const NOTHING: Noted = { kind: "", needs: [], outcome: "", relation: "", left_out: [], lots: {}, unmet: [] };

/** These with one turned: put in when it was out, and the other way round. */
export function turned(codes: readonly string[], code: string): readonly string[] {
  return codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code];
}

/** What was chosen, without what was left out, as it travels. */
export function spare({ kind, lots, unmet, ...rest }: Noted): Kept {
  return {
    ...(kind === "" ? {} : { kind }), ...extra(rest),
    ...(Object.keys(lots).length === 0 ? {} : { lots }), ...(unmet.length === 0 ? {} : { unmet }),
  };
}

function extra({ needs, outcome, relation, left_out }: Omit<Noted, "kind" | "lots" | "unmet">): Omit<Kept, "kind"> {
  return {
    ...(needs.length === 0 ? {} : { needs }),
    ...(outcome === "" ? {} : { outcome }),
    ...(relation === "" ? {} : { relation }),
    ...(left_out.length === 0 ? {} : { left_out }),
  };
}

/** The frame that closes it, once there is a type; what else was left out is not said. */
export function closing(conversation: Uuid, { kind, lots: _lots, unmet: _unmet, ...rest }: Noted): Wrap | null {
  return kind === "" ? null : { type: "wrap", conversation, kind, ...extra(rest) };
}
