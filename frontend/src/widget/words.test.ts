/** Both languages are whole, have the same blanks, fit the strip, and are spelled as the look asks. */
import { expect, test } from "vitest";
import { blanks } from "../shared/strings.ts";
import { en } from "./en.ts";
import { enRest } from "./en-rest.ts";
import { fr } from "./fr.ts";
import { frRest } from "./fr-rest.ts";
import { speak } from "./words.ts";

const english: Record<string, string> = { ...en, ...enRest };
const french: Record<string, string> = { ...fr, ...frRest };
const MAY_BE_EMPTY = /_more$/;

test.each(Object.keys(english))("%s is whole in both languages", (name) => {
  expect(blanks(french[name] ?? "")).toEqual(blanks(english[name] ?? ""));
  if (!MAY_BE_EMPTY.test(name)) {
    expect(english[name]).not.toBe("");
    expect(french[name]).not.toBe("");
  }
});

test.each(Object.entries(french))("%s has the spaces French asks for", (_name, text) => {
  expect(text).not.toMatch(/[^\u202f][?!;]/);
  expect(text).not.toMatch(/[^\u00a0\d]:|'/);
});

test.each(Object.entries({ ...english, ...french }))("%s shouts at nobody", (_name, text) => {
  expect(text).not.toMatch(/!|\berror\b|\boops\b|\bplease wait\b|\binvalid\b/i);
});

const strips = Object.keys(english).filter((name) => name.endsWith("_now"));

test.each(strips)("%s fits two lines of forty letters", (name) => {
  for (const words of [english, french]) {
    const more = words[name.replace(/_now$/, "_more")] ?? "";
    const first = `${words[name] ?? ""} ${more}`.trim().replace("{name}", "Robin");
    const second = (words[name.replace(/_now$/, "_next")] ?? "").replace("{name}", "Robin");
    expect(first.length).toBeLessThanOrEqual(42);
    expect(second.length).toBeLessThanOrEqual(42);
  }
});

test("the line's own words win", () => {
  expect(speak("en", { kept: "one day." }).say("kept")).toBe("one day.");
  expect(speak("fr", {}).say("start")).toBe("Commencer");
});

test("times are said as people write them", () => {
  const at = new Date(2026, 10, 24, 21, 40).getTime();
  const day = 86_400_000;
  expect(speak("en", {}).when(at, at - 3_600_000)).toBe("today at 21:40");
  expect(speak("en", {}).when(at, at - day)).toBe("tomorrow at 21:40");
  expect(speak("en", {}).when(at, at - 5 * day)).toContain("Tuesday");
  expect(speak("fr", {}).when(at, at)).toMatch(/^aujourd’hui à 21\sh\s40$/);
});
