/** Places of the directory for what is typed: asked of the server once the typing rests, and only the last answer counts. */
import { signal } from "@preact/signals";
import { page } from "../page";
import type { Snippet, Wording } from "../search";

/** A question that alone kept everything out. */
export interface Because {
  readonly name: string;
  readonly words: Wording;
}

export interface Places {
  readonly query: string;
  readonly places: readonly Snippet[];
  readonly more: boolean;
  /** If nothing fits: what of it was at fault. */
  readonly shut_out: readonly Because[];
}

const NONE: Places = { query: "", places: [], more: false, shut_out: [] };
/** So long a hand rests between two letters of one word. */
const REST = 90;
const SHORTEST = 2;

export const places = signal<Places>(NONE);
const seen = new Map<string, Snippet>();
let asking: AbortController | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Asks for the places of these words on this line, in a moment; what was on its way before is dropped. */
export function lookFor(query: string, line: string): void {
  clearTimeout(timer);
  asking?.abort();
  if (query.trim().length < SHORTEST) {
    if (places.peek() !== NONE) places.value = NONE;
    return;
  }
  timer = setTimeout(() => void ask(query, line), REST);
}

async function ask(query: string, line: string): Promise<void> {
  const control = (asking = new AbortController());
  const answer = await post({ q: query, line }, control.signal);
  if (control.signal.aborted) return;
  // Without a line the snippets are still there; the next letter asks again.
  places.value = { ...(answer ?? NONE), query };
}

type Answer = Omit<Places, "query">;

async function post(said: Record<string, string>, signal?: AbortSignal): Promise<Answer | null> {
  try {
    const answer = await fetch(page.find, {
      method: "POST", credentials: "same-origin", cache: "no-store", signal: signal ?? null,
      headers: { Accept: "application/json", "X-CSRFToken": page.formToken }, body: new URLSearchParams(said),
    });
    const found: unknown = answer.ok ? await answer.json() : null;
    if (!isAnswer(found)) return null;
    for (const place of found.places) seen.set(place.slug, place);
    return found;
  } catch {
    return null;
  }
}

function isAnswer(found: unknown): found is Answer {
  return typeof found === "object" && found !== null && "places" in found && Array.isArray(found.places);
}

/** A place that was found since this page was opened. */
export function placeOf(slug: string): Snippet | undefined {
  return seen.get(slug);
}

/** Brings one place up to date, or forgets it if it is gone from this line; false if that could not be asked. */
export async function askPlace(slug: string, line: string): Promise<boolean> {
  const answer = await post({ slug, line });
  if (answer !== null && answer.places.length === 0) seen.delete(slug);
  return answer !== null;
}
