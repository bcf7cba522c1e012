/** Finds snippets by title, tags and body in both languages, whatever the accents and capitals. */
import type { Locale } from "../shared/protocol";
import { nearly } from "./picker/near";

export type Wording = Readonly<Partial<Record<Locale, string>>>;

export interface Snippet {
  readonly slug: string;
  /** What has it first when it is typed whole. */
  readonly shortcut?: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly title: Wording;
  readonly faces: Readonly<Partial<Record<"chat" | "sms" | "discreet", Wording>>>;
  readonly referral: boolean;
  /** Its facts are old, or so old that it is not sent any more; then there are no words either. */
  readonly due?: "" | "overdue" | "expired";
  /** The day somebody last made sure of its facts. */
  readonly since?: string;
  /** The names of the lines where it is switched off. */
  readonly off?: readonly string[];
  /** What decides at the place that it is about. */
  readonly chips?: readonly Chip[];
  /** Web addresses in its words that have not worked lately; it says nothing of the place. */
  readonly unreached?: readonly string[];
  /** The town of the place that it is about, or whom that serves. */
  readonly where?: Wording;
  /** What lists of others call it, each with the notice under which that may be shown here. */
  readonly lent?: readonly { readonly words: readonly Wording[]; readonly notice: Wording }[];
}

/** `unknown` is never a no, and never looks like one. */
export interface Chip {
  readonly tone: "good" | "care" | "unknown" | "plain";
  readonly words: Wording;
}

/** What is searched of a snippet. */
interface Folded {
  readonly shortcut: string;
  readonly titles: readonly string[];
  readonly tags: readonly string[];
  readonly body: string;
}

/** A snippet and what is searched of it, folded when it is first needed. */
export class Entry {
  readonly snippet: Snippet;
  private made: Folded | undefined;

  constructor(snippet: Snippet) {
    this.snippet = snippet;
  }

  get folded(): Folded {
    return (this.made ??= folded(this.snippet));
  }
}

/** More than any number of words can weigh. */
const SHORTCUT = 1_000;

export type Index = readonly Entry[];

/** Small letters without accents; ligatures opened, curly apostrophes made plain. */
export function fold(words: string): string {
  return words
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replaceAll("’", "'");
}

export function index(snippets: readonly Snippet[]): Index {
  return snippets.map((snippet) => new Entry(snippet));
}

function folded(snippet: Snippet): Folded {
  return {
    shortcut: fold(snippet.shortcut ?? ""),
    titles: Object.values(snippet.title).map(fold),
    tags: [snippet.category, snippet.slug, ...snippet.tags].map(fold),
    body: fold(Object.values(snippet.faces).flatMap((face) => Object.values(face)).join("\n")),
  };
}

/** A word of a query, and what finds it where a word begins: made once, for hundreds of texts are looked through. */
interface Sought {
  readonly word: string;
  readonly begins: RegExp;
}

function sought(word: string): Sought {
  return { word, begins: new RegExp(`(?:^|[^\\p{L}\\p{N}])${escape(word)}`, "u") };
}

/** Most texts do not hold it at all, which is the quickest to see. */
function startsWord(text: string, { word, begins }: Sought): boolean {
  return text.includes(word) && begins.test(text);
}

function escape(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}

/** The better the place a word is found in, the more it counts; 0 if it is nowhere. */
function weight(entry: Folded, each: Sought): number {
  const { word } = each;
  if (entry.titles.some((title) => title.startsWith(word))) return 16;
  if (entry.titles.some((title) => startsWord(title, each))) return 12;
  if (entry.tags.some((tag) => startsWord(tag, each))) return 8;
  if (entry.titles.some((title) => title.includes(word))) return 4;
  if (!entry.body.includes(word)) return 0;
  return startsWord(entry.body, each) ? 2 : 1;
}

/** Where nothing holds a word as it was typed: a title or a tag with a word that is nearly the same. */
function nearWeight({ titles, tags }: Folded, { word }: Sought): number {
  const holds = (text: string) => text.split(/[^\p{L}\p{N}]+/u).some((whole) => nearly(word, whole));
  return titles.some(holds) ? 2 : tags.some(holds) ? 1 : 0;
}

/**
 * Snippets that hold every word of the query, best first, those with a slug in `recent` before their equals.
 * Where none does, those that nearly do. Without a query: all of them, the recent ones first.
 */
export function search(entries: Index, query: string, recent: readonly string[] = []): readonly Snippet[] {
  const typed = fold(query).trim();
  const words = typed.split(/\s+/).filter((word) => word !== "").map(sought);
  if (words.length === 0) return latestFirst(entries, recent);
  const rank = ranks(recent);
  const best = (weigh: (entry: Folded, word: Sought) => number) => entries.flatMap(({ snippet, folded }) => {
    if (folded.shortcut === typed) return [{ snippet, score: SHORTCUT }];
    const weights = words.map((word) => weigh(folded, word));
    return weights.includes(0) ? [] : [{ snippet, score: weights.reduce((sum, each) => sum + each, 0) }];
  }).sort((a, b) => b.score - a.score || rank(a.snippet) - rank(b.snippet)).map(({ snippet }) => snippet);
  const found = best(weight);
  return found.length > 0 ? found : best((entry, each) => weight(entry, each) || nearWeight(entry, each));
}

/** Where a snippet stands among those used last; after them all if it is none of them. */
function ranks(recent: readonly string[]): (snippet: Snippet) => number {
  return ({ slug }) => (recent.includes(slug) ? recent.indexOf(slug) : recent.length);
}

function latestFirst(entries: Index, recent: readonly string[]): readonly Snippet[] {
  const rank = ranks(recent);
  return entries.map(({ snippet }) => snippet).sort((a, b) => rank(a) - rank(b));
}

export function other(locale: Locale): Locale {
  return locale === "en" ? "fr" : "en";
}
