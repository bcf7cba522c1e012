/** The palette's behaviour: when it opens, what is chosen, what goes into the words and what never does. */
import type { RefObject } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { announce } from "../shared/announce";
import type { View } from "../shared/protocol";
import { blankFrom, known } from "./blanks";
import type { Draft, Inserted } from "./draft";
import { forgetStale, makeSure } from "./fresh";
import { page } from "./page";
import { listed, turnedTo, type Wording } from "./picker/faces";
import { lookFor, places, type Because } from "./picker/places";
import { search, type Snippet } from "./search";
import { slashAt, type Slash } from "./slash";
import { askAgain, recent, shelf, snippetOf, used } from "./snippets";
import { useStore } from "./store";
import { t } from "./words";

export interface PaletteState {
  readonly open: boolean;
  readonly shelf: "loading" | "failed" | "ready";
  readonly query: string;
  readonly found: readonly Snippet[];
  /** How many more there are than can be looked through. */
  readonly more: number;
  readonly chosen: number;
  /** The slugs that go in together as a short list, in their order. */
  readonly marked: readonly string[];
  /** How a snippet would go in now: the face that fits, or the one that was turned to. */
  wording(snippet: Snippet): Wording;
  /** What goes in if more than one is marked; "" otherwise. */
  readonly list: string;
  /** That nothing fits, as it would be counted: by which questions; null while something does. */
  readonly unmet: readonly Because[] | null;
  /** Looks again where the caret stands; call it whenever words or caret have moved. */
  look(): void;
  /** Takes a key if it is meant for the palette; true if it was. */
  key(event: KeyboardEvent): boolean;
  choose(place: number): void;
  pick(place: number): void;
  leave(): void;
}

/** Nobody looks through more; whoever goes on typing finds the others. */
const LOOKED_THROUGH = 40;
const NONE: readonly Snippet[] = [];

export function usePalette(
  view: View,
  area: RefObject<HTMLTextAreaElement | null>,
  draft: { value: Draft },
): PaletteState {
  const [slash, setSlash] = useState<Slash | null>(null);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const [turns, setTurns] = useState(0);
  const [marked, setMarked] = useState<readonly string[]>([]);
  const { noting, desk } = useStore();
  const { me } = desk.value ?? {};
  const here = shelf.value;
  const query = slash?.query ?? "";
  const entries = here.state === "ready" ? here.entries : null;
  const asking = slash !== null;
  const latest = recent.value;
  const line = view.line || (me?.line ?? "");
  const everything = useMemo(
    () => (asking && entries !== null ? search(entries, query, latest).filter(({ off }) => off?.includes(line) !== true) : NONE),
    [asking, entries, query, latest, line],
  );
  // Places stand behind what the organisation has worded itself, and come a moment later: nothing above them moves.
  const near = asking && places.value.query === query ? places.value : null;
  const found = useMemo(
    () => [...everything.slice(0, LOOKED_THROUGH), ...(near?.places ?? [])],
    [everything, near],
  );
  useEffect(() => lookFor(asking ? query : "", line), [asking, query, line]);
  useEffect(() => {
    if (asking) void askAgain(page.snippets);
  }, [asking]);
  // Nothing found and a blank typed: this is prose that happens to hold a slash.
  const prose = here.state === "ready" && found.length === 0 && /\s/.test(query) && places.value.query === query && places.value.shut_out.length === 0;
  const unmet = near === null || found.length > 0 || view.state !== "active" ? null : near.shut_out;
  const open = slash !== null && slash.start !== dismissed && !prose;
  const wording = (snippet: Snippet) => turnedTo(snippet, view, turns);

  function look(): void {
    const box = area.current;
    const next = box === null || box.selectionStart !== box.selectionEnd ? null : slashAt(box.value, box.selectionStart);
    if (next?.start === slash?.start && next?.query === slash?.query) return;
    if (next === null || next.start !== slash?.start) {
      setTurns(0);
      setMarked([]);
      if (next?.start !== dismissed) setDismissed(null);
    }
    setChosen(0);
    setSlash(next);
  }

  function leave(): void {
    setDismissed(slash?.start ?? null);
  }

  /** What goes in: all that are marked, and the chosen one with them. */
  function together(place: number): readonly Snippet[] {
    const slugs = [...marked, ...(found[place] === undefined ? [] : [found[place].slug])];
    return [...new Set(slugs)].flatMap((slug) => snippetOf(slug) ?? []).filter(({ due }) => due !== "expired");
  }

  function pick(place: number): void {
    const box = area.current;
    if (box === null || slash === null || found[place] === undefined) return;
    if (marked.length === 0 && refuses(found[place])) return;
    const some = together(place).map((snippet) => ({ snippet, words: filled(snippet) }));
    const words = listed(some.map((each) => each.words));
    putIn(box, slash.start, slash.start + 1 + slash.query.length, words);
    const blank = blankFrom(words, 0);
    if (blank !== null) box.setSelectionRange(slash.start + blank.from, slash.start + blank.to);
    const inserted: readonly Inserted[] = some.map((each) => ({ slug: each.snippet.slug, text: each.words }));
    draft.value = { ...draft.value, inserted: [...draft.value.inserted, ...inserted] };
    forgetStale(view.conversation);
    for (const each of some) {
      used(each.snippet.slug);
      void makeSure({ conversation: view.conversation, line, ...each, draft, wording: filled });
    }
    setSlash(null);
    setTurns(0);
    setMarked([]);
  }

  function filled(snippet: Snippet): string {
    return known(wording(snippet).words, { me: me?.name ?? "" });
  }

  const list = marked.length === 0 ? "" : listed(together(chosen).map(filled));

  /** One that is out of date is not sent, and whoever wanted it is told. */
  function refuses({ due }: Snippet): boolean {
    if (due === "expired") announce(t("palette_expired"));
    return due === "expired";
  }

  /** Nothing fits: that is counted when the talk closes, with what alone kept everything out. */
  function countUnmet(because: readonly Because[]): void {
    const known = noting.of(view).unmet;
    const names = because.map(({ name }) => name);
    noting.note(view, { unmet: [...new Set([...known, ...(names.length === 0 ? ["nothing"] : names)])] });
    announce(t("unmet_noted"));
    leave();
  }

  function mark(): void {
    const snippet = found[chosen];
    if (snippet === undefined || refuses(snippet)) return;
    const { slug } = snippet;
    setMarked(marked.includes(slug) ? marked.filter((each) => each !== slug) : [...marked, slug]);
  }

  function key(event: KeyboardEvent): boolean {
    if (!open || event.altKey || event.ctrlKey || event.metaKey) return false;
    const last = Math.max(0, found.length - 1);
    switch (event.key) {
      case "ArrowDown":
        setChosen(chosen >= last ? 0 : chosen + 1);
        break;
      case "ArrowUp":
        setChosen(chosen <= 0 ? last : chosen - 1);
        break;
      case "Enter":
        // Also when nothing was found: a search must never be sent to the seeker by its own Enter.
        if (event.shiftKey && unmet !== null) countUnmet(unmet);
        else if (event.shiftKey) mark();
        else pick(chosen);
        break;
      case "Tab":
        if (event.shiftKey || found.length === 0) return false;
        setTurns(turns + 1);
        break;
      case "Escape":
        leave();
        break;
      default:
        return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  return { open, shelf: here.state, query, found, more: Math.max(0, everything.length - LOOKED_THROUGH), chosen, marked, wording, list, unmet, look, key, choose: setChosen, pick, leave };
}

/** Replaces a stretch of the words so that the browser's own undo can take it back. */
export function putIn(box: HTMLTextAreaElement, from: number, to: number, words: string): void {
  box.focus();
  box.setSelectionRange(from, to);
  // Deprecated, yet the only way that keeps the undo history; where it is missing, the plain way does.
  const typed = typeof document.execCommand === "function" && document.execCommand("insertText", false, words);
  if (typed) return;
  box.setRangeText(words, from, to, "end");
  box.dispatchEvent(new Event("input", { bubbles: true }));
}
