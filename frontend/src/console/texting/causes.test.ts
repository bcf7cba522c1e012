/** Every cause has words and a next step in both languages; what is not known says so. */
import { expect, it } from "vitest";
import { locale } from "../words";
import { mayBeWrittenAgain, meaning, nextStep } from "./causes";

const CAUSES = [
  "opted_out", "bad_number", "phone_off", "unknown_number", "landline", "filtered", "unregistered", "blocked", "expired",
  "country", "window", "account", "too_fast", "no_connection", "provider", "erased", "redaction", "not_safe", "too_long",
];

it.each(["en", "fr"] as const)("in %s each says something of its own", (tongue) => {
  locale.value = tongue;
  expect(new Set(CAUSES.map(meaning)).size).toBe(CAUSES.length);
  for (const cause of CAUSES) expect(nextStep(cause)).toMatch(/^\p{Lu}.*[.?]$/u);
  expect(meaning("30099")).toBe(meaning("provider"));
  expect(nextStep(undefined)).toBe(nextStep("provider"));
});

it("offers to write again only what may arrive", () => {
  expect(["phone_off", "expired", "not_safe", "provider", undefined].every(mayBeWrittenAgain)).toBe(true);
  expect(["opted_out", "landline", "window", "country", "too_long"].some(mayBeWrittenAgain)).toBe(false);
});
