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

/** Why the server turned something down; a code without words here would not compile. */
export function refusal(code: Code): string {
  const name: Name = `no_${code}`;
  return t(name);
}

export function isName(name: string): name is Name {
  return Object.hasOwn(en, name);
}
