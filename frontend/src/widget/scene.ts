/** Which of the few pictures a seeker sees, decided from what is known and nothing else. */
import type { Talk } from "./state.ts";
import type { Name } from "./words.ts";

/**
 * `first` lines · `back` after a reload · `waiting` in line · `go` a counsellor waits for their Go ·
 * `here` a counsellor · `write` once more, after the end · `over` choose what becomes of the words ·
 * `done` what became of them · `closed` nobody new is let in · `shut` not registered.
 */
export type Scene = "first" | "back" | "waiting" | "go" | "here" | "write" | "over" | "done" | "closed" | "shut";

/** What may become of the words: `erase` now, as the line says (`keep`), or for longer. */
export type Choice = "erase" | "keep" | "days" | "follow_up";

export interface Known {
  readonly talk: Talk;
  readonly started: boolean;
  /** Started from a remembered token, so there is something to fetch. */
  readonly resumed: boolean;
  readonly shut: boolean;
  /** The talk was over, and the person wants to write once more. */
  readonly again: boolean;
  readonly choice: Choice | null;
}

export function isOver(talk: Talk): boolean {
  return talk.state === "wrap_up" || talk.state === "closed" || talk.state === "abandoned";
}

export function isQueued(talk: Talk): boolean {
  return talk.state === "waiting" || talk.state === "offered" || talk.state === "active";
}

/** Whether somebody who has no talk would be let in. */
export function isOpen({ door }: Talk): boolean {
  return door.state === undefined || door.state === "open";
}

export function sceneOf({ talk, started, resumed, shut, again, choice }: Known): Scene {
  if (shut) return "shut";
  if (!started) return isOpen(talk) ? "first" : "closed";
  if (talk.erased || choice !== null) return "done";
  if (talk.state === "unknown" && resumed) return "back";
  if (talk.state === "unknown" || talk.state === "none") return isOpen(talk) ? "waiting" : "closed";
  if (again) return "write";
  if (isOver(talk)) return "over";
  if (talk.state !== "active") return "waiting";
  return talk.unready ? "go" : "here";
}

export type Strip =
  | Scene
  | "again"
  | "join"
  | "closing"
  | "dropped"
  | "paused"
  | "paused_line"
  | "cut"
  | "full"
  | "missed";

/** The strip's three texts, by name: bold fact, plain fact, what comes next. */
export function stripNames(strip: Strip): [now: Name, more: Name, next: Name] {
  return [`${strip}_now`, `${strip}_more`, `${strip}_next`];
}

const ALONE: readonly Scene[] = ["first", "closed", "shut"];

export function stripOf(scene: Scene, talk: Talk, cut: boolean): Strip {
  if (cut && !ALONE.includes(scene)) return "cut";
  if (scene === "write" && talk.state === "wrap_up") return "again";
  if (scene === "closed" && talk.door.state === "full") return "full";
  if (scene === "over" && talk.state === "abandoned" && !isOpen(talk)) return "missed";
  if (scene === "here" && talk.paused !== null) return "paused";
  return scene === "waiting" ? lineOf(talk) : scene;
}

function lineOf(talk: Talk): Strip {
  if (talk.paused !== null) return "paused_line";
  if (talk.state === "unknown" || talk.state === "none") return "join";
  if (talk.door.state === "closing") return "closing";
  return talk.messages.some((message) => message.author === "counsellor") ? "dropped" : "waiting";
}
