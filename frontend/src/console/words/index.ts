/** The desk's words in the language that is chosen now; changing it redraws whatever shows words. */
import { signal } from "@preact/signals";
import type { Code, Locale } from "../../shared/protocol";
import { fill, type SameKeys } from "../../shared/strings";
import * as english from "./en";
import * as englishBeside from "./en-beside";
import * as englishChoices from "./en-choices";
import * as englishCompany from "./en-company";
import * as englishHanding from "./en-handing";
import * as englishKeys from "./en-keys";
import * as englishMoments from "./en-moments";
import * as englishPartners from "./en-partners";
import * as englishPicker from "./en-picker";
import * as englishQueue from "./en-queue";
import * as englishTexting from "./en-texting";
import * as englishWaiting from "./en-waiting";
import * as englishWhy from "./en-why";
import * as englishWrapping from "./en-wrapping";
import * as french from "./fr";
import * as frenchBeside from "./fr-beside";
import * as frenchChoices from "./fr-choices";
import * as frenchCompany from "./fr-company";
import * as frenchHanding from "./fr-handing";
import * as frenchKeys from "./fr-keys";
import * as frenchMoments from "./fr-moments";
import * as frenchPartners from "./fr-partners";
import * as frenchPicker from "./fr-picker";
import * as frenchQueue from "./fr-queue";
import * as frenchTexting from "./fr-texting";
import * as frenchWaiting from "./fr-waiting";
import * as frenchWhy from "./fr-why";
import * as frenchWrapping from "./fr-wrapping";

const en = {
  ...english.en,
  ...englishBeside.beside,
  ...englishChoices.choices,
  ...englishCompany.company,
  ...englishHanding.handing,
  ...englishKeys.keys,
  ...englishMoments.moments,
  ...englishPartners.partners,
  ...englishPicker.picker,
  ...englishQueue.queue,
  ...englishTexting.texting,
  ...englishWaiting.waiting,
  ...englishWhy.why,
  ...englishWrapping.wrapping,
};
const fr: SameKeys<typeof en> = {
  ...french.fr,
  ...frenchBeside.beside,
  ...frenchChoices.choices,
  ...frenchCompany.company,
  ...frenchHanding.handing,
  ...frenchKeys.keys,
  ...frenchMoments.moments,
  ...frenchPartners.partners,
  ...frenchPicker.picker,
  ...frenchQueue.queue,
  ...frenchTexting.texting,
  ...frenchWaiting.waiting,
  ...frenchWhy.why,
  ...frenchWrapping.wrapping,
};

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

/** Somebody's words, or a letter, in the marks of the language: “û”, « û ». */
export function quoted(words: string): string {
  return locale.value === "fr" ? `«\u00a0${words}\u00a0»` : `“${words}”`;
}
