/** The counter agrees with the server on what fits, and names the letters that make a text dear. */
import { expect, it } from "vitest";
import { named, over } from "./counter";
import { CHANNELS } from "./frames";
import { channelOf } from "./channels";
import { locale } from "./words";

const [sms, web, whatsapp] = ["sms", "web", "whatsapp"].map((name) => channelOf(CHANNELS, name));

it.each([
  ["as many letters as there is room for", "x".repeat(1_600), 0],
  ["one more", "x".repeat(1_601), 1],
  ["dots that leave as three letters each", `${"x".repeat(1_598)}……`, 4],
  ["accents that stand by themselves, which the server counts before they join", "e\u0301".repeat(801), 2],
  ["pictures of two units each", "💧".repeat(1_600), 0],
  ["blanks around the words, which do not leave", `  ${"x".repeat(1_600)} \n`, 0],
])("counts what leaves by text: %s", (_, words, tooMany) => {
  for (const channel of [sms, whatsapp]) if (channel !== undefined) expect(over(words, channel)).toBe(tooMany);
});

it("counts a chat as it is: nothing in it is straightened", () => {
  if (web !== undefined) expect([over("…".repeat(2_000), web), over("…".repeat(2_001), web)]).toEqual([0, 1]);
});

it.each([
  [["ç"], "“ç”"],
  [["ç", "ê", "œ", "î"], "“ç” “ê” “œ” “î”"],
  [[..."çêœîôûâë"], "“ç” “ê” “œ” “î” “ô” “û” “â” “ë”"],
  [[..."çêœîôûâëïÿ"], "“ç” “ê” “œ” “î” “ô” “û” “â” “ë” +2"],
  [["👩", "🏽", "\u200d", "⚕", "\ufe0f"], "“👩” “🏽” “⚕”"],
  [["\u200f", "\u0301"], "U+200F U+0301"],
])("names %j", (letters, said) => {
  expect(named(letters)).toBe(said);
});

it("quotes in French as French does", () => {
  locale.value = "fr";
  expect(named(["ç"])).toBe("«\u00a0ç\u00a0»");
  locale.value = "en";
});
