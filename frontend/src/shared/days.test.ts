import { expect, it } from "vitest";
import { date, dateOfYear } from "../console/time";
import { speak } from "../widget/words";
import { counted } from "./days";

it("counts the first of a month in French, and nothing else", () => {
  expect(counted("dimanche 1 mars")).toBe("dimanche 1er mars");
  expect(["21 mars", "11 avril", "Sunday, March 1", "1\u00a0h\u00a005"].map(counted)).toEqual(["21 mars", "11 avril", "Sunday, March 1", "1\u00a0h\u00a005"]);
});

it("says the year of what may be long ago", () => {
  expect([dateOfYear(Date.parse("2018-04-01T12:00"), "fr"), dateOfYear(Date.parse("2018-04-23T12:00"), "en")]).toEqual(["1er avril 2018", "April 23, 2018"]);
});

it("does so at the desk and for whoever writes", () => {
  const first = new Date(2026, 11, 1, 14).getTime();
  expect([date(first, "fr"), date(first, "en")]).toEqual(["1er décembre", "December 1"]);
  const speech = speak("fr", { on_day: "le {day} à {time}" });
  expect(speech.when(first, new Date(2026, 10, 20).getTime())).toBe("le mardi 1er décembre à 14\u00a0h\u00a000");
});
