/** Fetches the line's snippets once and keeps them ready to be searched. */
import { signal } from "@preact/signals";
import { index, type Index, type Snippet } from "./search";

export type Shelf = { readonly state: "loading" | "failed" } | { readonly state: "ready"; readonly entries: Index };

export const shelf = signal<Shelf>({ state: "loading" });

/** Slugs put in since this page was opened, the last one first. */
export const recent = signal<readonly string[]>([]);

export function used(slug: string): void {
  recent.value = [slug, ...recent.value.filter((each) => each !== slug)].slice(0, 8);
}

export async function fetchSnippets(url: string): Promise<void> {
  shelf.value = { state: "loading" };
  try {
    const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" } });
    const list: unknown = answer.ok ? await answer.json() : null;
    shelf.value = Array.isArray(list) ? { state: "ready", entries: index(list as Snippet[]) } : { state: "failed" };
  } catch {
    shelf.value = { state: "failed" };
  }
}
