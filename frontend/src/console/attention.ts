/** Calls the counsellor: the ring, the title, what is said aloud. Never a name or a word in the title. */
import { computed, effect, untracked } from "@preact/signals";
import { announce } from "../shared/announce";
import type { Asked, Uuid, View } from "../shared/protocol";
import { callFor, callUntil, countedInTitle, sounds } from "./calls";
import { channelOf, labelOf } from "./channels";
import { wants } from "./choices";
import { ringInvitations } from "./company/calling";
import { mineIn } from "./company/company";
import { unread } from "./glance";
import { ringAsks } from "./handing/calling";
import { onHold } from "./hold";
import { find, type Desk } from "./state";
import type { Store } from "./store";
import { troubled, verdict } from "./texting/health";
import { now, slowly } from "./time";
import { locale, t } from "./words";

export const RING_EVERY = 3_000;

/** Switches everything on; it lives as long as the page. */
export function attend(store: Store): () => void {
  const stops = [ringOffers(store), ringAsks(store), ringInvitations(store), titlePage(store), followFocus(store), speakLine(store), tellNews(store), tellHealth(store)];
  return () => stops.forEach((stop) => stop());
}

function ringOffers(store: Store): () => void {
  return effect(() => {
    const offer = store.offers.open.value;
    if (offer === null || store.offers.accepting.value === offer.conversation) return;
    sayOffer(store, offer);
    return untracked(() => callUntil("offer", RING_EVERY));
  });
}

function sayOffer(store: Store, { channel, locale: language, until }: Asked): void {
  const count = Math.max(0, Math.round((until - now.peek()) / 1_000));
  announce(t("say_offer", { channel: labelOf(channelOf(store.channels.peek(), channel), locale.peek()), language: t(`lang_${language}`), count }), "assertive");
}

/** "(2) Desk": what waits for an answer, as a number and nothing more. */
function titlePage(store: Store): () => void {
  const count = computed(() => {
    const desk = store.desk.value;
    const talking = (desk?.conversations ?? []).filter((view) => mineIn(desk?.company ?? [], view.conversation) === undefined && unread(view, store.seen.value[view.conversation]) > 0);
    const offered = wants("offer", "title") && store.offers.open.value !== null ? 1 : 0;
    return (wants("words_elsewhere", "title") ? talking.length : 0) + offered + countedInTitle(store);
  });
  return effect(() => {
    const lost = store.line.value === "lost" && wants("line_lost", "title");
    document.title = lost ? t("title_lost") : count.value > 0 ? `(${count.value}) ${t("title")}` : t("title");
  });
}

/** Words in the focused conversation are seen while the page can be seen. */
function followFocus(store: Store): () => void {
  const look = () => {
    if (document.visibilityState === "visible" && store.focus.value !== null && find(store.desk.value, store.focus.value)) {
      store.see(store.focus.value);
    }
  };
  document.addEventListener("visibilitychange", look);
  const stop = effect(look);
  return () => {
    stop();
    document.removeEventListener("visibilitychange", look);
  };
}

function speakLine(store: Store): () => void {
  let lost = false;
  let takeAway = () => undefined as void;
  return effect(() => {
    const line = store.line.value;
    if (line === "lost" && !lost) {
      announce(t("say_lost"), "polite");
      takeAway = untracked(() => callFor("line_lost"));
    }
    if (line === "open") takeAway();
    if (line === "open" && lost) announce(t("say_back"), "polite");
    lost = line === "lost" || (lost && line !== "open");
  });
}

/** Says once when a text channel stops getting its texts through, and once when it does again. */
function tellHealth(store: Store): () => void {
  const bad = new Set<string>();
  return effect(() => {
    for (const each of store.desk.value?.health ?? []) {
      const down = troubled(verdict(each, store.waits.value, slowly.value));
      if (down === bad.has(each.name)) continue;
      if (down) bad.add(each.name);
      else bad.delete(each.name);
      const channel = labelOf(channelOf(store.channels.peek(), each.name), locale.peek());
      announce(t(down ? "say_trouble" : "say_runs", { channel }));
    }
  });
}

/** Compares the desk with the one before and says what is new, one sentence each. */
function tellNews(store: Store): () => void {
  let before: Desk | null = null;
  return effect(() => {
    const desk = store.desk.value;
    if (desk !== null && before !== null && desk !== before) {
      for (const view of desk.conversations) tell(store, before, view, desk);
    }
    before = desk;
  });
}

function tell(store: Store, before: Desk, view: View, desk: Desk): void {
  const old = find(before, view.conversation);
  if (old === view) return;
  const name = view.handle;
  const slot = desk.slots.indexOf(view.conversation) + 1;
  if (old === undefined) {
    announce(t(mineIn(desk.company, view.conversation) === undefined ? "say_yours" : "say_beside", { slot, name }));
    return;
  }
  // Whoever reads along is called by nothing of it: it is a colleague's.
  if (mineIn(desk.company, view.conversation) !== undefined) return;
  if (view.presence === "left_in_a_hurry" && old.presence !== view.presence) announce(t("say_hurry", { name }), "assertive");
  if (view.state === "wrap_up" && old.state === "active") announce(t("say_wrap", { name }));
  const stopped = view.phone?.stopped === true && old.phone?.stopped !== true;
  // In the talk in front the strip above the composer says it.
  if (stopped && store.focus.peek() !== view.conversation) announce(t("say_stopped", { name }));
  // In the talk in front the strip above the composer says that it shut; that it opened, nothing else does.
  const [hold, held] = [onHold(view, now.peek()), onHold(old, now.peek())];
  if (hold === "paused" && held !== hold && store.focus.peek() !== view.conversation) announce(t("say_paused", { name }));
  if (hold === null && held !== null && view.state === "active") announce(t(held === "paused" ? "say_resumed" : "say_ready", { name }));
  if (undelivered(view) > undelivered(old)) announce(t("say_not_delivered", { name }));
  const fresh = words(view) - words(old);
  if (fresh > 0) tellWords(store, view.conversation, t("say_new", { slot, name, count: fresh }));
}

function tellWords(store: Store, conversation: Uuid, sentence: string): void {
  const watched = store.focus.peek() === conversation && document.visibilityState === "visible";
  if (watched) return sounds("words_here");
  announce(sentence);
  callFor("words_elsewhere");
}

function words(view: View): number {
  return view.messages.filter(({ author }) => author === "seeker").length;
}

function undelivered(view: View): number {
  return view.messages.filter(({ delivery }) => delivery === "not_delivered").length;
}
