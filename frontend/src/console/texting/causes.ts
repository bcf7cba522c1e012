/** Why a text did not arrive, in plain words, and what can be done about it. */
import { isName, t } from "../words";

/** So it is with the one phone, or with what was said: the channel itself runs. */
const THEIRS: ReadonlySet<string> = new Set([
  "opted_out", "bad_number", "phone_off", "unknown_number", "landline", "filtered", "blocked", "expired", "country",
  "window", "erased", "not_safe", "too_long",
]);
/** The same words can never arrive by being written again; after the others they may. */
const FINAL: ReadonlySet<string> = new Set([
  "opted_out", "bad_number", "unknown_number", "landline", "unregistered", "blocked", "country", "window", "erased",
  "too_long",
]);

/** What it means; a cause without words of its own is one that nobody knows. */
export function meaning(cause: string | undefined): string {
  const name = `cause_${cause ?? ""}`;
  return t(isName(name) ? name : "cause_provider");
}

/** What can be done now. */
export function nextStep(cause: string | undefined): string {
  const name = `next_${cause ?? ""}`;
  return t(isName(name) ? name : "next_provider");
}

export function mayBeWrittenAgain(cause: string | undefined): boolean {
  return !FINAL.has(cause ?? "");
}

export function concernsOnePhone(cause: string | undefined): boolean {
  return THEIRS.has(cause ?? "");
}
