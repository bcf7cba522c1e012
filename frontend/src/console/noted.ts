/** What is being noted in a wrap-up: kept by conversation while the page stands, so a look elsewhere loses nothing. */
import { signal } from "@preact/signals";
import type { Uuid, Wrap } from "../shared/protocol";

type Kind = Wrap["kind"];
type Need = NonNullable<Wrap["needs"]>[number];
type Outcome = NonNullable<Wrap["outcome"]>;

export const KINDS = ["support", "information", "place", "safety", "other"] as const satisfies readonly Kind[];
export const NEEDS = ["shelter", "health", "substances", "legal", "violence", "money", "family", "work"] as const satisfies readonly Need[];
export const OUTCOMES = ["helped", "referred", "goes_on", "nothing_fit", "cut_short"] as const satisfies readonly Outcome[];

/** The type of contact is all that must be said. */
export interface Noted {
  readonly kind: Kind | "";
  readonly needs: readonly Need[];
  readonly outcome: Outcome;
}

export const NOTHING: Noted = { kind: "", needs: [], outcome: "" };

const drafts = signal<Readonly<Record<Uuid, Noted>>>({});

export function notedOf(conversation: Uuid): Noted {
  return drafts.value[conversation] ?? NOTHING;
}

export function note(conversation: Uuid, change: Partial<Noted>): void {
  drafts.value = { ...drafts.value, [conversation]: { ...notedOf(conversation), ...change } };
}

/** The needs with this one turned: put in when it was out, and the other way round. */
export function turned(needs: readonly Need[], need: Need): readonly Need[] {
  return needs.includes(need) ? needs.filter((each) => each !== need) : [...needs, need];
}

/** The frame that closes it, once there is a type; what else was left out is not said. */
export function closing(conversation: Uuid, { kind, needs, outcome }: Noted): Wrap | null {
  if (kind === "") return null;
  return {
    type: "wrap",
    conversation,
    kind,
    ...(needs.length === 0 ? {} : { needs: [...needs] }),
    ...(outcome === "" ? {} : { outcome }),
  };
}
