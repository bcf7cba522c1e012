/** The desk's words in the language that is chosen now; changing it redraws whatever shows words. */
import { signal } from "@preact/signals";
import type { Code, Locale } from "../../shared/protocol";
import { fill } from "../../shared/strings";
import { en } from "./en";
import { fr } from "./fr";

export type Name = keyof typeof en;
export const WORDS = { en, fr } as const;
export const locale = signal<Locale>("en");

export function t(name: Name, values: Readonly<Record<string, string | number>> = {}): string {
  return fill(WORDS[locale.value][name], values);
}

/** Why something could not be done: the server's own code, or what this page knows by itself. */
export type Cause = Code | "hurry" | "line";

/** Why something was turned down; a code without words here would not compile. */
export function refusal(code: Cause): string {
  const name: Name = `no_${code}`;
  return t(name);
}

export function isName(name: string): name is Name {
  return Object.hasOwn(en, name);
}
