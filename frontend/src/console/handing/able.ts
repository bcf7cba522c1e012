/** Who may be asked to take a conversation over, and why others not: as the server will say it too. */
import type { Colleague, Me, View } from "../../shared/protocol";

export type Unable = "resting" | "language" | "skill" | "full";

export interface Candidate {
  readonly person: Colleague;
  readonly unable: Unable | null;
}

/** What is to be taken over, as far as it matters for who can. */
export interface Load extends Pick<View, "locale" | "skill" | "risk"> {
  readonly live: boolean;
}

const HIGH = 2;

/** Everybody else on shift: first those who can, the least loaded first. */
export function candidates(team: readonly Colleague[], me: Pick<Me, "id" | "risk_weight">, load: Load): readonly Candidate[] {
  return team
    .filter(({ id, status }) => id !== me.id && status !== "away")
    .map((person) => ({ person, unable: unable(person, load, weight(load, me)) }))
    .sort((a, b) => Number(a.unable !== null) - Number(b.unable !== null) || a.person.held - b.person.held);
}

function weight({ risk = 0 }: Load, { risk_weight = 1 }: Pick<Me, "risk_weight">): number {
  return risk >= HIGH ? risk_weight : 1;
}

function unable(person: Colleague, { locale, skill = "", live }: Load, places: number): Unable | null {
  if (person.status !== "here") return "resting";
  if (!person.languages.includes(locale)) return "language";
  if (!person.skills.includes(skill)) return "skill";
  return ((live ? person.live_room : person.text_room) ?? 0) < places ? "full" : null;
}
