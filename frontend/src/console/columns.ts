/** How many conversations stand side by side: by choice, and by how many columns there is room for. */
import { computed, signal } from "@preact/signals";
import { layout } from "./choices";

/** What the desk and About take beside the talk, and the least a conversation needs, in pixels. */
const BESIDE = 620;
const COLUMN = 353;
/** From here on columns come by themselves. */
const WIDE = 1_680;
const MOST = 6;

const width = signal(window.innerWidth);
window.addEventListener("resize", () => { width.value = window.innerWidth; });

export function columns(wish: "fit" | "columns" | "tabs", wide: number): number {
  if (wish === "tabs" || (wish === "fit" && wide < WIDE)) return 1;
  return Math.min(MOST, Math.max(1, Math.floor((wide - BESIDE) / COLUMN)));
}

export const sideBySide = computed(() => columns(layout.value, width.value));
