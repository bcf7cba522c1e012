/** Frames for the tests: one small desk, built from defaults that a test overrides. */
import type { ChannelInfo, DeskMessage, Phone, Shown, Snapshot, Step, Term, View } from "../shared/protocol";

export const TALK = "00000000-0000-4000-8000-00000000000a";
export const TEXTER = "00000000-0000-4000-8000-00000000000b";
export const NEWCOMER = "00000000-0000-4000-8000-00000000000c";
export const NOON = 1_790_000_000_000;

/** A line's own lists. */
export const NEEDS: readonly Term[] = [
  { id: "shelter", en: "A place to sleep", fr: "Un endroit où dormir" },
  { id: "t1", en: "A lift home", fr: "Un retour à la maison" },
  { id: "legal", en: "Law", fr: "Le droit" },
];
export const OUTCOMES: readonly Term[] = [
  { id: "helped", en: "Talking was enough", fr: "Parler a suffi" },
  { id: "referred", en: "A place was named", fr: "Un lieu a été indiqué" },
];

export function shown(seq: number, over: Partial<Shown> = {}): Shown {
  return { seq, author: "seeker", text: `words ${seq}`, at: NOON + seq * 1_000, ...over };
}

export function view(over: Partial<View> = {}): View {
  return {
    conversation: TALK,
    handle: "Quiet Heron",
    channel: "web",
    locale: "en",
    state: "active",
    seq: 2,
    since: NOON,
    messages: [shown(1), shown(2)],
    ...over,
  };
}

export function texter(over: Partial<View> = {}): View {
  return view({ conversation: TEXTER, handle: "Blue Maple", channel: "sms", locale: "fr", phone: phone(), ...over });
}

export function phone(over: Partial<Phone> = {}): Phone {
  return { to: "0100", probe: "Bonjour, est-ce un bon moment\u202f?", ...over };
}

/** As the server tells of them: the web chat, texts, and one whose window shuts. */
export const CHANNELS: readonly ChannelInfo[] = [
  { name: "sms", labels: { en: "Text", fr: "Texto" }, live: false, longest: 1_600, segmented: true },
  { name: "web", labels: { en: "Web chat", fr: "Clavardage" }, live: true, longest: 2_000 },
  { name: "whatsapp", labels: { en: "WhatsApp" }, live: false, longest: 1_600, window: 24 * 60 * 60_000 },
];

export function snapshot(over: Partial<Snapshot> = {}): Snapshot {
  return {
    type: "snapshot",
    me: { id: "00000000-0000-4000-8000-0000000000ee", name: "Robin", status: "here", capacity: 3, languages: ["en", "fr"], line: "Night line", supervisor: false },
    queue: [],
    conversations: [view(), texter()],
    team: [],
    offers: [],
    now: NOON,
    channels: CHANNELS,
    health: [{ name: "sms", arrived: NOON - 40_000, sent: NOON - 130_000, receipt: NOON - 120_000 }],
    ...over,
  };
}

export function message(seq: number, over: Partial<DeskMessage> = {}): DeskMessage {
  return { type: "message", conversation: TALK, ...shown(seq), ...over };
}

export function step(seq: number, happening: Step["happening"], over: Partial<Step> = {}): Step {
  return { type: "step", conversation: TALK, seq, happening, state: "active", at: NOON + seq * 1_000, ...over };
}
