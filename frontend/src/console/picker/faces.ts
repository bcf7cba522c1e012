/** The faces of a snippet: which one fits a conversation by itself, and which others there are to turn to. */
import type { Locale, View } from "../../shared/protocol";
import { other, type Snippet } from "../search";

export type Face = "chat" | "sms" | "discreet";

export interface Wording {
  readonly face: Face;
  readonly tongue: Locale;
  readonly words: string;
}

/** What stands in for a face that is missing, the nearest first. */
const NEAREST: Readonly<Record<Face, readonly Face[]>> = {
  chat: ["chat", "sms", "discreet"],
  sms: ["sms", "chat", "discreet"],
  discreet: ["discreet", "sms", "chat"],
};

/** Whoever must be asked first, or never written to first, shares their phone with somebody. */
export function watched({ phone }: View): boolean {
  return phone !== undefined && (phone.writing ?? "now") !== "now";
}

/** By channel, and by whether it is safe to write. */
export function faceFor(view: View): Face {
  if (view.phone === undefined) return "chat";
  return watched(view) ? "discreet" : "sms";
}

/** Every wording to choose from, the one that fits best first; none twice. */
export function wordings({ faces }: Snippet, view: View): readonly Wording[] {
  const order = NEAREST[faceFor(view)];
  const tongues = [view.locale, other(view.locale)];
  const all = tongues.flatMap((tongue) =>
    order.map((face) => ({ face, tongue, words: faces[face]?.[tongue] ?? "" })),
  ).filter(({ words }) => words !== "");
  const [best, ...rest] = all;
  if (best === undefined) return [];
  // The other language is one Tab away, the other faces after it.
  const sorted = [best, ...rest.filter(({ tongue }) => tongue !== best.tongue).slice(0, 1)];
  const distinct = [...sorted, ...rest.filter((each) => !sorted.includes(each))];
  return distinct.filter((each, place) => distinct.findIndex(({ words }) => words === each.words) === place);
}

/** What goes in after so many turns. */
export function turnedTo(snippet: Snippet, view: View, turns: number): Wording {
  const all = wordings(snippet, view);
  return all[turns % Math.max(1, all.length)] ?? { face: faceFor(view), tongue: view.locale, words: "" };
}

/** Several are a short list, one a line; one alone is what it is. */
export function listed(words: readonly string[]): string {
  return words.length === 1 ? (words[0] ?? "") : words.map((each, place) => `${place + 1}. ${each}`).join("\n");
}
