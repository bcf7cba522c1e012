/** Who may be asked to take a conversation over, and why others not: as the server will say it too. */
import type { Colleague, Locale, Me } from "../../shared/protocol";

export type Unable = "resting" | "language" | "full";

export interface Candidate {
  readonly person: Colleague;
  readonly unable: Unable | null;
}

/** Everybody else on shift: first those who can, the least loaded first. */
export function candidates(team: readonly Colleague[], me: Pick<Me, "id">, locale: Locale): readonly Candidate[] {
  return team
    .filter(({ id, status }) => id !== me.id && status !== "away")
    .map((person) => ({ person, unable: unable(person, locale) }))
    .sort((a, b) => Number(a.unable !== null) - Number(b.unable !== null) || a.person.held - b.person.held);
}

function unable({ status, languages, held, capacity }: Colleague, locale: Locale): Unable | null {
  if (status !== "here") return "resting";
  if (!languages.includes(locale)) return "language";
  return held >= capacity ? "full" : null;
}
