/** The phone in the desk's state: later frames on an old snapshot give what a fresh one shows. */
import { describe, expect, it } from "vitest";
import type { DeskMessage, Phone, Step, ToConsole } from "../../shared/protocol";
import { message, NEWCOMER, NOON, phone, shown, snapshot, step, TALK, TEXTER, texter } from "../frames";
import { find, hideNumbers, reduce, type Desk } from "../state";
import { phoneOf } from "./phone";

const DAY = 24 * 60 * 60_000;

function after(...frames: ToConsole[]): Desk {
  const desk = frames.reduce<Desk | null>(reduce, null);
  if (desk === null) throw new Error("no snapshot among the frames");
  return desk;
}

function held(over: Partial<Phone> = {}): ToConsole {
  return snapshot({ conversations: [texter({ phone: phone(over) })] });
}

function there(desk: Desk) {
  return phoneOf(find(desk, TEXTER) ?? texter());
}

const happened = (seq: number, happening: Step["happening"], detail = "") => step(seq, happening, { conversation: TEXTER, detail });
const texted = (seq: number, over: Partial<DeskMessage> = {}) => message(seq, { conversation: TEXTER, ...over });

describe("a phone", () => {
  it.each<[string, ToConsole[], Partial<Phone>]>([
    ["stopped", [happened(3, "stopped")], { stopped: true }],
    ["started again", [happened(3, "stopped"), happened(4, "started")], {}],
    ["to be asked first", [happened(3, "writing", "ask")], { writing: "ask" }],
    ["with hours", [happened(3, "writing", "hours:540-720")], { writing: "hours", begins: 540, ends: 720 }],
    ["with hours no more", [happened(3, "writing", "hours:540-720"), happened(4, "writing", "never")], { writing: "never" }],
    ["with hours to midnight", [happened(3, "writing", "hours:1320-0")], { writing: "hours", begins: 1320, ends: 1440 }],
    ["with a word", [happened(3, "matched")], { agreed: true, matched: true }],
    ["with a wrong word", [happened(3, "not_matched")], {}],
    ["that sent pictures", [happened(3, "pictures", "declined:2"), happened(4, "asked_for_help")], {}],
  ])("%s", (_, frames, expected) => {
    const fresh = there(after(held(expected)));
    expect(there(after(held(), ...frames))).toEqual(fresh);
    expect(there(after(held(), ...frames, ...frames))).toEqual(fresh);
    expect(there(after(held(), ...[...frames].reverse()))).toEqual(fresh);
  });

  it("has its window opened anew by each of their words, once, and by nobody else's", () => {
    const last = NOON + 2_000;
    const start = snapshot({ conversations: [texter({ channel: "whatsapp", phone: phone({ closes: last + DAY }) })] });
    const fresh = NOON + 3_000 + DAY;
    expect(there(after(start, texted(3)))?.closes).toBe(fresh);
    expect(there(after(start, texted(3), texted(3)))?.closes).toBe(fresh);
    expect(there(after(start, texted(4, { author: "counsellor" })))?.closes).toBe(last + DAY);
  });

  it("has no window on a channel without one", () => {
    expect(there(after(held(), texted(3)))?.closes).toBeUndefined();
  });

  it("shows its number until that hides, and then has forgotten it", () => {
    const desk = after(held(), { type: "number", conversation: TEXTER, number: "+12045550173", hides: NOON + 600_000 });
    expect(there(desk)).toMatchObject({ number: "+12045550173", hides: NOON + 600_000 });
    expect(hideNumbers(desk, NOON + 599_999)).toBe(desk);
    expect(JSON.stringify(hideNumbers(desk, NOON + 600_000))).not.toContain("5550173");
  });

  it("is nothing to a chat on the web", () => {
    const desk = after(snapshot(), step(3, "stopped"), { type: "number", conversation: TALK, number: "1", hides: NOON });
    expect(find(desk, TALK)?.phone).toBeUndefined();
  });
});

describe("pictures", () => {
  const about = (seq: number, happening: "pictures" | "picture", detail: string) =>
    step(seq, happening, { conversation: TEXTER, detail, message: 2 });
  const frames = [about(3, "pictures", "coming:3"), about(4, "picture", "kept:aa"), about(5, "picture", "refused:bad_picture")];
  const fresh = [
    { seq: 2, state: "kept", id: "aa", settled: 4 },
    { seq: 2, state: "refused", cause: "bad_picture", settled: 5 },
    { seq: 2, state: "waiting" },
  ];

  it("that are taken are settled one by one, in whatever order and however often it is told", () => {
    for (const told of [frames, [...frames, ...frames], [...frames].reverse()]) {
      expect(find(after(held(), ...told), TEXTER)?.pictures).toEqual(fresh);
    }
  });

  it("that are declined are none, and erased ones leave the screen", () => {
    expect(find(after(held(), about(3, "pictures", "declined:2")), TEXTER)?.pictures ?? []).toEqual([]);
    expect(find(after(held(), ...frames, happened(6, "erased")), TEXTER)?.pictures).toEqual([]);
  });
});

describe("the talk before this one", () => {
  const earlier: ToConsole = { type: "earlier", conversation: TEXTER, messages: [shown(1, { text: "long ago" }), shown(7)] };

  it("stays beside the talk and out of its numbers, through a reconnect as well", () => {
    const desk = after(held(), earlier, held());
    expect(desk.earlier[TEXTER]?.map(({ text }) => text)).toEqual(["long ago", "words 7"]);
    expect(find(desk, TEXTER)).toMatchObject({ seq: 2, messages: [shown(1), shown(2)] });
  });

  it("goes with the conversation, and when the words are erased; a stranger's is not taken in", () => {
    expect(after(held(), earlier, step(3, "wrapped", { conversation: TEXTER, gone: true })).earlier).toEqual({});
    expect(after(held(), earlier, happened(3, "erased")).earlier).toEqual({});
    expect(after(held(), { ...earlier, conversation: NEWCOMER }).earlier).toEqual({});
  });
});

it("takes the channels' health as a whole", () => {
  const health = [{ name: "sms", waiting: 3 }];
  expect(after(snapshot(), { type: "channels", health }).health).toEqual(after(snapshot({ health })).health);
});

it("tells the word that was agreed on from one that fitted later", () => {
  const facts = after(held(), happened(3, "matched"), happened(4, "matched")).facts[TEXTER];
  expect(facts?.map(({ detail }) => detail)).toEqual(["first", ""]);
});
