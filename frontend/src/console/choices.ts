/** What this person has chosen: kept on the server, the same in every window. Never a word that anybody said. */
import { computed, effect, signal } from "@preact/signals";
import type { Choices, Locale, SendKey, Theme, Way, Ways } from "../shared/protocol";
import { ownKeys } from "./commands/registry";
import { locale } from "./words";

/** What may call a counsellor. */
export type Event = keyof Ways;

/** How each calls as shipped: softly where one looks anyway, by every way where someone would wait. */
export const SHIPPED: Readonly<Record<Event, readonly Way[]>> = {
  offer: ["sound", "title", "notice"],
  words_here: [],
  words_elsewhere: ["sound", "title"],
  risk: ["sound", "title", "notice"],
  handover: ["sound", "title", "notice"],
  line_lost: ["sound", "title"],
};
export const EVENTS: readonly Event[] = ["offer", "words_here", "words_elsewhere", "risk", "handover", "line_lost"];
export const WAYS: readonly Way[] = ["sound", "title", "notice"];
export const USUAL_VOLUME = 70;

export const choices = signal<Choices>({});

effect(() => { ownKeys.value = choices.value.keys ?? {}; });

export const theme = computed<Theme>(() => choices.value.theme ?? "device");
export const layout = computed(() => choices.value.layout ?? "fit");
export const sendKey = computed<SendKey>(() => choices.value.send ?? "enter");
export const volume = computed(() => choices.value.volume ?? USUAL_VOLUME);

export function waysOf(event: Event): readonly Way[] {
  return choices.value.ways?.[event] ?? SHIPPED[event];
}

export function wants(event: Event, way: Way): boolean {
  return waysOf(event).includes(way);
}

/** The same ways with one more or less; in their own order, so that equal choices look equal. */
export function turned(event: Event, way: Way, on: boolean): Ways {
  const ways = WAYS.filter((each) => (each === way ? on : wants(event, each)));
  return { ...choices.peek().ways, [event]: ways };
}

/** Whether anything at all may be heard. */
export const mayBeHeard = computed(() => volume.value > 0 && EVENTS.some((event) => wants(event, "sound")));

/** The look of whoever sat here last, for the moment before anybody is known. */
const LAST = "desk:last";

function show(): void {
  const root = document.documentElement;
  if (theme.value === "device") delete root.dataset["theme"];
  else root.dataset["theme"] = theme.value;
  root.lang = locale.value;
  try {
    localStorage.setItem(LAST, JSON.stringify({ theme: theme.value, locale: locale.value }));
  } catch {
    // A browser that keeps nothing: the look comes with the desk.
  }
}

function last(): Choices {
  try {
    const { theme, locale } = JSON.parse(localStorage.getItem(LAST) ?? "{}") as Choices;
    return {
      ...(theme === "light" || theme === "dark" ? { theme } : {}),
      ...(locale === "en" || locale === "fr" ? { locale } : {}),
    };
  } catch {
    return {};
  }
}

/** Before anybody is known: the page's language, and the look of whoever sat here last. */
export function begin(page: Locale): void {
  locale.value = page;
  choices.value = last();
  effect(() => {
    locale.value = choices.value.locale ?? page;
    show();
  });
}
