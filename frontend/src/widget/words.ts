/** The words of one page: the chosen language, with the line's own texts over it, and times said plainly. */
import { counted } from "../shared/days.ts";
import type { Locale } from "../shared/protocol.ts";
import { fill, overlay } from "../shared/strings.ts";
import type { Words } from "./en.ts";
import type { RestWords } from "./en-rest.ts";

export type Name = keyof Words | keyof RestWords;

export interface Speech {
  readonly locale: Locale;
  /** The text of this name with its blanks filled. */
  say(name: Name, values?: Readonly<Record<string, string | number>>): string;
  /** A clock time, as people write it: 21:40, 21 h 40. */
  time(at: number): string;
  /** A moment near or far: "today at 21:40", "on Tuesday 24 November at 21:40". */
  when(at: number, now?: number): string;
  /** A day near enough to need no year, by the clocks here: "Tuesday, 24 November". */
  day(at: number): string;
}

/** What is said of a moment so many midnights from now. */
const NEAR: readonly Name[] = ["today", "tomorrow"];
/** What has come so far: languages.ts brings the words of one language, in two parts. */
const known = new Map<Locale, Readonly<Record<string, string>>>();

/** Takes in words of one language. */
export function learn(locale: Locale, words: Words | RestWords): void {
  known.set(locale, { ...known.get(locale), ...words });
}

function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

export function speak(locale: Locale, own: Readonly<Record<string, string>>): Speech {
  const words = overlay(known.get(locale) ?? {}, own);
  const region = `${locale}-CA`;
  const clock = new Intl.DateTimeFormat(region, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  const calendar = new Intl.DateTimeFormat(region, { weekday: "long", day: "numeric", month: "long" });

  function say(name: Name, values: Readonly<Record<string, string | number>> = {}): string {
    return fill(words[name] ?? "", values);
  }

  /** "21 h 40" is one word: no line ends inside it. */
  function timeOf(at: number): string {
    return clock.format(at).replace(/\s/g, "\u00a0");
  }

  const day = (at: number): string => counted(calendar.format(at));

  function when(at: number, now: number = Date.now()): string {
    const time = timeOf(at);
    const midnightToMidnight = Math.round((dayOf(at) - dayOf(now)) / 86_400_000);
    return say(NEAR[midnightToMidnight] ?? "on_day", { day: day(at), time });
  }

  return { locale, say, time: timeOf, day, when };
}
