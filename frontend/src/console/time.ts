/** The desk's clock: the server's time, a tick a second, and times in few letters. */
import { computed, signal } from "@preact/signals";
import { counted } from "../shared/days";
import type { Locale } from "../shared/protocol";

let ahead = 0;

/** Now by the server's clock, in milliseconds; whoever reads it is drawn again every second. */
export const now = signal(Date.now());

const SLOW = 10_000;
/** The same in steps of ten seconds, for what needs no more. */
export const slowly = computed(() => now.value - (now.value % SLOW));

/** Takes over the server's time, so that a wrong clock of this computer shows no wrong waits. */
export function setClock(server: number): void {
  ahead = server - Date.now();
  now.value = server;
}

export function tick(): void {
  now.value = Date.now() + ahead;
}

/** Under ten seconds there is nothing to count yet. */
export const A_MOMENT = 10_000;

/** How long: "20 s" in tens, then "7 min", then "1 h 05". */
export function span(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < 60) return `${Math.floor(seconds / 10) * 10}\u00a0s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u00a0min`;
  return `${Math.floor(minutes / 60)}\u00a0h\u00a0${String(minutes % 60).padStart(2, "0")}`;
}

const CLOCK = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const CLOCKS: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-CA", CLOCK),
  fr: new Intl.DateTimeFormat("fr-CA", CLOCK),
};

export function clockTime(at: number, locale: Locale): string {
  return unbroken(CLOCKS[locale].format(at));
}

/** A time stands on one line: French writes it with spaces. */
function unbroken(time: string): string {
  return time.replaceAll(" ", "\u00a0");
}

/** The same by the clock of a time zone (America/Winnipeg); null if this browser does not know it. */
export function clockIn(zone: string, at: number, locale: Locale): string | null {
  try {
    return unbroken(new Intl.DateTimeFormat(`${locale}-CA`, { ...CLOCK, timeZone: zone }).format(at));
  } catch {
    return null;
  }
}

/** A minute of any day as a time, written as `clockTime` writes it. */
export function timeOfDay(minute: number, locale: Locale): string {
  const midnight = new Date(2026, 0, 1);
  return clockTime(midnight.setMinutes(minute), locale);
}

const DATES: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat("en-CA", { day: "numeric", month: "long" }),
  fr: new Intl.DateTimeFormat("fr-CA", { day: "numeric", month: "long" }),
};

/** The same with its year, of what may be long ago. */
export function dateOfYear(at: number, locale: Locale): string {
  return counted(new Intl.DateTimeFormat(`${locale}-CA`, { day: "numeric", month: "long", year: "numeric" }).format(at));
}

export function date(at: number, locale: Locale): string {
  return counted(DATES[locale].format(at));
}
