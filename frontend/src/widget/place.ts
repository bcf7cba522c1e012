/** Keeps one's place when the picture changes: the newest words in sight, the keyboard never nowhere. */
import type { Scene } from "./scene.ts";

/** Nearer to the end than this (about two bubbles) counts as being there. */
const NEAR = 120;
const TALKING: readonly Scene[] = ["write", "waiting", "here"];

let last: Scene | undefined;

/** What had the focus is gone with the old picture: the new one takes it, so that Tab goes on from there. */
function catchFocus(): void {
  if (document.activeElement === null || document.activeElement === document.body) {
    const found = document.querySelector<HTMLElement>(".body input:checked") ?? document.querySelector<HTMLElement>(".body");
    found?.focus({ preventScroll: true });
  }
}

/**
 * Where the whole page scrolls (zoomed in, or above a phone's keyboard), a talk stays at its end.
 * Call before drawing; what it gives back, after: a new picture begins at its top, a talk at its end.
 */
export function holdPlace(scene: Scene): () => void {
  const page = document.scrollingElement;
  if (page === null) return () => undefined;
  const wasAtEnd = page.scrollHeight - page.scrollTop - page.clientHeight < NEAR;
  const isNew = scene !== last;
  const isFirst = last === undefined;
  const talking = TALKING.includes(scene);
  last = scene;
  return () => {
    if (talking && (isNew || wasAtEnd)) page.scrollTop = page.scrollHeight;
    else if (isNew) page.scrollTop = 0;
    if (isNew && !isFirst) catchFocus();
  };
}
