/** Keeps the newest words in sight where the whole page scrolls: zoomed in, or above a phone's keyboard. */
import type { Scene } from "./scene.ts";

/** Nearer to the end than this (about two bubbles) counts as being there. */
const NEAR = 120;
const TALKING: readonly Scene[] = ["write", "waiting", "here"];

let last: Scene | undefined;

/** Call before drawing; what it gives back, after: a new picture begins at its top, a talk at its end. */
export function holdPlace(scene: Scene): () => void {
  const page = document.scrollingElement;
  if (page === null) return () => undefined;
  const wasAtEnd = page.scrollHeight - page.scrollTop - page.clientHeight < NEAR;
  const isNew = scene !== last;
  const talking = TALKING.includes(scene);
  last = scene;
  return () => {
    if (talking && (isNew || wasAtEnd)) page.scrollTop = page.scrollHeight;
    else if (isNew) page.scrollTop = 0;
  };
}
