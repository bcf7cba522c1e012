/** A talk that grows long is said to, beside it, at the line's minutes; a text has no length. */
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { View } from "../shared/protocol";
import { NOON, phone, snapshot, view } from "./frames";
import { talkingSince } from "./length";
import { Stage } from "./stage";
import { setClock } from "./time";
import { t } from "./words";

const MINUTE = 60_000;
const TALK: Partial<View> = {
  state: "active",
  messages: [
    { seq: 1, author: "seeker", text: "hello", at: NOON },
    { seq: 3, author: "counsellor", text: "I am here.", at: NOON + 3 * MINUTE, name: "Robin" },
  ],
};

let stage: Stage;

beforeEach(() => { stage = new Stage(); });
afterEach(() => { stage.close(); });

/** What stands beside the talk, so many minutes after its first answer, on a line that says when one is long. */
function beside(minutes: number, talk_minutes: number): string {
  const desk = snapshot({ conversations: [view(TALK)] });
  stage.hear({ ...desk, me: { ...desk.me, talk_minutes } });
  act(() => setClock(NOON + (3 + minutes) * MINUTE));
  return stage.text(".about");
}

describe("a talk", () => {
  it("is told its length beside it, and that it grows long from the line's minutes on", () => {
    expect(beside(44, 45)).toContain("44 min");
    expect(beside(44, 45)).not.toContain(t("about_long"));
    expect(beside(45, 45)).toContain(t("about_long"));
  });

  it("is never called long where the line says 0", () => {
    expect(beside(500, 0)).toContain("8 h 20");
    expect(beside(500, 0)).not.toContain(t("about_long"));
  });

  it.each<[string, Partial<View>]>([
    ["that nobody has answered yet", { messages: TALK.messages?.slice(0, 1) ?? [] }],
    ["that is being wrapped up", { state: "wrap_up" }],
    ["by text", { phone: phone() }],
  ])("%s has no length", (_, more) => {
    expect(talkingSince(view({ ...TALK, ...more }))).toBeUndefined();
  });
});
