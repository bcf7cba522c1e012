/** Every command of the desk, once: the keys, the list that `?` opens and the finder all read it here. */
import { signal } from "@preact/signals";
import type { Store } from "../store";
import { t, type Name } from "../words";
import { chord, writes, type Pressed } from "./chords";

/** Where a command stands in the lists. */
export type Part = "talk" | "queue" | "beside" | "screen";
export const PARTS: readonly Part[] = ["talk", "queue", "beside", "screen"];

export interface Command {
  /** Short and for good: a person's own keys are kept under it. */
  readonly id: string;
  readonly part: Part;
  readonly words: Name;
  readonly values?: Readonly<Record<string, string | number>>;
  /** As shipped ("Alt+A", "F6"); "" for a command that is only in the lists. */
  readonly keys: string;
  /** Whether it can be done just now; without it, always. */
  readonly when?: (store: Store) => boolean;
  /** What it is about just now ("Blue Maple"), to find it by. */
  readonly about?: (store: Store) => string;
  readonly run: (store: Store) => void;
}

const known = new Map<string, Command>();

/** A person's own keys by the command's id; "" where they have switched one off. */
export const ownKeys = signal<Readonly<Record<string, string>>>({});

/** Makes commands known, once, when the page is loaded. */
export function register(...commands: readonly Command[]): void {
  for (const command of commands) {
    const clash = known.get(command.id) ?? all().find(({ keys }) => keys !== "" && keys === command.keys);
    if (clash !== undefined) throw new Error(`"${command.id}" clashes with "${clash.id}"`);
    known.set(command.id, command);
  }
}

export function all(): readonly Command[] {
  return [...known.values()];
}

export function keysOf({ id, keys }: Pick<Command, "id" | "keys">): string {
  return ownKeys.value[id] ?? keys;
}

/** The keys of a command by its id; "" if it has none. */
export function keysFor(id: string): string {
  const command = known.get(id);
  return command === undefined ? "" : keysOf(command);
}

/** The same for `aria-keyshortcuts`, which must not be there without any. */
export function shortcut(id: string): string | undefined {
  return keysFor(id).replace("Ctrl", "Control") || undefined;
}

export function nameOf({ words, values }: Command): string {
  return t(words, values);
}

/** The command that is meant by a press, or null. `inField` is true where letters are being written. */
export function meant(pressed: Pressed, inField: boolean): Command | null {
  const keys = chord(pressed);
  if (keys === null || (inField && writes(keys))) return null;
  return all().find((command) => keysOf(command) === keys) ?? null;
}

export function possible(store: Store, { when }: Command): boolean {
  return store.desk.value !== null && (when === undefined || when(store));
}
