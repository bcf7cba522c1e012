/** What the strip above the composer knows and says. */
import { beforeEach, describe, expect, it } from "vitest";
import { NOON, phone, shown, texter, view } from "../frames";
import { locale } from "../words";
import { RECENT } from "./permission";
import { says } from "./says";
import { lastWords, mayAsk, standing, type Standing } from "./standing";

const HOUR = 60 * 60_000;
const PROBE = phone().probe ?? "";

function holds(over: Parameters<typeof phone>[0], now = NOON + 2 * HOUR, messages = [shown(1), shown(2)]): Standing {
  const found = standing(texter({ phone: phone(over), messages }), now);
  if (found === undefined) throw new Error("this is no conversation by text");
  return found;
}

function said(over: Parameters<typeof phone>[0], now?: number): string {
  const found = says(holds(over, now), now ?? NOON + 2 * HOUR);
  return found === null ? "" : `${found.head} ${found.what}`;
}

beforeEach(() => { locale.value = "en"; });

describe("how it stands", () => {
  it("is nothing for a chat on the web", () => {
    expect(standing(view(), NOON)).toBeUndefined();
  });

  it("shuts the composer only where the server is sure to refuse", () => {
    expect(holds({ writing: "ask" })).toMatchObject({ obstacle: "ask_first", shut: true });
    expect(holds({ writing: "ask" }, NOON + 2_000 + RECENT + 1)).toMatchObject({ obstacle: "ask_first", shut: false });
    expect(holds({ writing: "never" }, NOON + 3_000)).toMatchObject({ obstacle: null, shut: false });
    expect(holds({ writing: "hours", begins: 0, ends: 0 + 1 }).shut).toBe(false);
  });

  it("knows that the question is out until somebody answers or it did not arrive", () => {
    const asked = shown(3, { author: "counsellor", text: PROBE, delivery: "delivered" });
    expect(holds({ writing: "ask" }, NOON, [shown(1), asked]).asked).toBe(asked);
    expect(holds({ writing: "ask" }, NOON, [asked, shown(4)]).asked).toBeUndefined();
    expect(holds({ writing: "ask" }, NOON, [shown(1), { ...asked, delivery: "not_delivered" }]).asked).toBeUndefined();
  });

  it("lets the question through where one must ask, and nowhere else", () => {
    const later = NOON + 2 * HOUR;
    expect(mayAsk(holds({ writing: "ask" }), later)).toBe(true);
    expect(mayAsk(holds({ writing: "never" }), later)).toBe(false);
    expect(mayAsk(holds({ stopped: true }), later)).toBe(false);
    expect(mayAsk(holds({ writing: "ask", probe: "" }), later)).toBe(false);
  });

  it("keeps the words before a STOP in sight", () => {
    const messages = [shown(1), shown(2), shown(3, { text: "STOP" })];
    expect(lastWords(texter({ messages })).map(({ text }) => text)).toEqual(["words 2", "STOP"]);
  });
});

describe("what is said of it", () => {
  it("is nothing while it is safe and will be for a while", () => {
    expect(said({})).toBe("");
    expect(said({ closes: NOON + 20 * HOUR })).toBe("");
  });

  it.each([
    [{ stopped: true }, "They texted STOP. They may mean it, or may be in trouble. They can text START."],
    [{ closes: NOON + HOUR }, "This channel is closed. They wrote too long ago. Their next words open it."],
    [{ closes: NOON + 5 * HOUR }, "3 h 00 left to answer. Then this channel closes until they write."],
    [{ writing: "ask" }, "Ask first. Last words 1 h 59 ago. Someone else may hold the phone."],
    [{ writing: "never" }, "Never write first. Their next words open this. Your words stay here."],
  ] as const)("%j", (over, words) => {
    expect(said(over).replaceAll("\u00a0", " ")).toBe(words);
  });

  it("says until when who has just written may be answered", () => {
    expect(said({ writing: "ask" }, NOON + 60_000)).toMatch(/^You can answer until \d\d:\d\d\. After that, ask first\.$/);
    expect(said({ writing: "never", closes: NOON + HOUR }, NOON + 60_000)).toContain("left to answer");
  });
});
