/** A channel's name is the server's; without one, its own. */
import { expect, it } from "vitest";
import { channelOf, labelOf } from "./channels";
import { CHANNELS } from "./frames";

it("is called what people call it, in their language", () => {
  expect(labelOf(channelOf(CHANNELS, "sms"), "fr")).toBe("Texto");
  expect(labelOf(channelOf(CHANNELS, "whatsapp"), "fr")).toBe("whatsapp");
});

it("that nobody has told of is slow, and goes by its own name", () => {
  const unknown = channelOf(CHANNELS, "pigeon");
  expect([labelOf(unknown, "en"), unknown.live]).toEqual(["pigeon", false]);
});
