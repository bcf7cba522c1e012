/** Carries the keys of the whole page to the commands they mean. */
import { dialog } from "../ui";
import type { Store } from "../store";
import { meant, possible } from "./registry";

export function listenForKeys(store: Store): () => void {
  const onKey = (event: KeyboardEvent) => {
    const command = meant(event, inField(event.target));
    if (command === null || dialog.peek() !== null) return;
    event.preventDefault();
    if (!event.repeat && possible(store, command)) command.run(store);
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function inField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("textarea, input, select, [contenteditable]");
}
