/** What a person likes on this computer: look, language, sound, notices. Never a word that anybody said. */
import { signal } from "@preact/signals";
import type { Locale } from "../shared/protocol";
import { locale } from "./words";

export { locale };

export type Theme = "device" | "light" | "dark";

interface Liked {
  theme?: Theme;
  locale?: Locale;
  sound?: boolean;
  notices?: boolean;
}

export const theme = signal<Theme>("device");
export const sound = signal(true);
export const notices = signal(false);

const LAST = "desk:last";
let key = "";

function read(from: string): Liked {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(from) ?? "{}");
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function take(liked: Liked): void {
  if (liked.theme === "light" || liked.theme === "dark" || liked.theme === "device") theme.value = liked.theme;
  if (liked.locale === "en" || liked.locale === "fr") locale.value = liked.locale;
  if (typeof liked.sound === "boolean") sound.value = liked.sound;
  if (typeof liked.notices === "boolean") notices.value = liked.notices;
  show();
}

function show(): void {
  const root = document.documentElement;
  if (theme.value === "device") delete root.dataset["theme"];
  else root.dataset["theme"] = theme.value;
  root.lang = locale.value;
}

function liked(): Liked {
  return { theme: theme.value, locale: locale.value, sound: sound.value, notices: notices.value };
}

function write(): void {
  show();
  if (key === "") return;
  try {
    localStorage.setItem(key, JSON.stringify(liked()));
  } catch {
    // A browser that keeps nothing: the choice holds until the page is closed.
  }
}

/** Before anybody is known: the page's language, and the look of whoever sat here last. */
export function begin(page: Locale): void {
  locale.value = page;
  try {
    const last = localStorage.getItem(LAST);
    if (last !== null) take(read(last));
  } catch {
    // As above.
  }
  show();
}

/** From now on this person's choices count and are kept. */
export function belongTo(person: string): void {
  if (key === `desk:${person}`) return;
  key = `desk:${person}`;
  take(read(key));
  try {
    localStorage.setItem(LAST, key);
  } catch {
    // As above.
  }
}

export function setTheme(choice: Theme): void {
  theme.value = choice;
  write();
}

export function setLocale(choice: Locale): void {
  locale.value = choice;
  write();
}

export function setNotices(on: boolean): void {
  notices.value = on;
  write();
}

export function setSound(on: boolean): void {
  sound.value = on;
  write();
}
