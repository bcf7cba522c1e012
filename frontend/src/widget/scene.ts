/** Which of the few pictures a seeker sees, decided from what is known and nothing else. */
import type { Talk } from "./state.ts";
import type { Name } from "./words.ts";

/**
 * `first` lines · `back` after a reload · `write` the first words · `waiting` · `here` a counsellor ·
 * `over` choose what becomes of the words · `done` what became of them · `shut` not registered.
 */
export type Scene = "first" | "back" | "write" | "waiting" | "here" | "over" | "done" | "shut";
export type Choice = "erase" | "keep";

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

export function sceneOf({ talk, started, resumed, shut, again, choice }: Known): Scene {
  if (shut) return "shut";
  if (!started) return "first";
  if (talk.erased || choice !== null) return "done";
  if (talk.state === "unknown") return resumed ? "back" : "write";
  if (again || talk.state === "none") return "write";
  if (isOver(talk)) return "over";
  return talk.state === "active" ? "here" : "waiting";
}

export type Strip = "first" | "back" | "write" | "again" | "waiting" | "dropped" | "here" | "cut" | "over" | "done" | "shut";

/** The strip's three texts, by name: bold fact, plain fact, what comes next. */
export function stripNames(strip: Strip): [now: Name, more: Name, next: Name] {
  return [`${strip}_now`, `${strip}_more`, `${strip}_next`];
}

export function stripOf(scene: Scene, talk: Talk, cut: boolean): Strip {
  if (cut && scene !== "first" && scene !== "shut") return "cut";
  if (scene === "write" && talk.state === "wrap_up") return "again";
  const answered = talk.messages.some((message) => message.author === "counsellor");
  if (scene === "waiting" && answered) return "dropped";
  return scene;
}
