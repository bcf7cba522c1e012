/** Choices that an earlier version kept in this browser: taken over once, and not kept here any more. */
import type { Choices, Way, Ways } from "../shared/protocol";
import { EVENTS, SHIPPED } from "./choices";

interface Before {
  theme?: Choices["theme"];
  locale?: Choices["locale"];
  sound?: boolean;
  notices?: boolean;
}

/** What lies here of this person's, or null; it is gone from here after that. */
export function takeOver(person: string): Choices | null {
  const place = `desk:${person}`;
  try {
    const kept = localStorage.getItem(place);
    localStorage.removeItem(place);
    return kept === null ? null : read(JSON.parse(kept) as Before);
  } catch {
    return null;
  }
}

function read({ theme, locale, sound, notices }: Before): Choices {
  const off = new Set<Way>([...(sound === false ? ["sound"] as const : []), ...(notices === false ? ["notice"] as const : [])]);
  const ways: Ways = Object.fromEntries(EVENTS.map((event) => [event, SHIPPED[event].filter((way) => !off.has(way))]));
  return {
    ...(theme === "light" || theme === "dark" ? { theme } : {}),
    ...(locale === "en" || locale === "fr" ? { locale } : {}),
    ...(off.size > 0 ? { ways } : {}),
  };
}
