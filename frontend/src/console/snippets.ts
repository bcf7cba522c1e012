/** Fetches the line's snippets, keeps them ready to be searched, and asks again whether they are still so. */
import { signal } from "@preact/signals";
import { idly } from "./idly";
import { placeOf } from "./picker/places";
import { index, type Index, type Snippet } from "./search";

export type Shelf = { readonly state: "loading" | "failed" } | { readonly state: "ready"; readonly entries: Index };

export const shelf = signal<Shelf>({ state: "loading" });

/** Slugs put in since this page was opened, the last one first. */
export const recent = signal<readonly string[]>([]);

/** What the server called the list that is here; it answers briefly while it is the same. */
let mark = "";

export function used(slug: string): void {
  recent.value = [slug, ...recent.value.filter((each) => each !== slug)].slice(0, 8);
}

export async function fetchSnippets(url: string): Promise<void> {
  shelf.value = { state: "loading" };
  mark = "";
  if (!(await askAgain(url))) shelf.value = { state: "failed" };
}

/** Brings what is here up to date without taking it away meanwhile; false if that could not be asked. */
export async function askAgain(url: string): Promise<boolean> {
  const asked = { Accept: "application/json", ...(mark === "" ? {} : { "If-None-Match": mark }) };
  try {
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", headers: asked });
    if (answer.status === 304) return true;
    const list: unknown = answer.ok ? await answer.json() : null;
    if (!Array.isArray(list)) return false;
    mark = answer.headers.get("ETag") ?? "";
    const entries = index(list as Snippet[]);
    shelf.value = { state: "ready", entries };
    // Before anybody searches: the first letter must not wait for it.
    idly(entries, (entry) => void entry.folded);
    return true;
  } catch {
    return false;
  }
}

export function snippetOf(slug: string): Snippet | undefined {
  const here = shelf.peek();
  const own = here.state === "ready" ? here.entries.find(({ snippet }) => snippet.slug === slug)?.snippet : undefined;
  return own ?? placeOf(slug);
}
