/** The desk's live state and everything a counsellor can do; the screen reads it and calls it. */
import { batch, computed, effect, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Progress } from "../shared/outbox";
import type { ChannelInfo, FromConsole, Refusal, Snapshot, ToConsole, Transfer, Uuid, View } from "../shared/protocol";
import { open as openLink, type Link, type LinkOptions, type Status } from "../shared/socket";
import { attend } from "./attention";
import { callForAlerts } from "./care/calling";
import { Deciding } from "./care/deciding";
import { Weighing } from "./care/weighing";
import { takeReason } from "./care/reason";
import { Choosing } from "./choosing";
import type { Coming } from "./coming";
import { mineIn } from "./company/company";
import { Visits } from "./company/visits";
import { Handing } from "./handing/handing";
import { Mail } from "./mail";
import { closing, type Noted } from "./noted";
import { Offers } from "./offers";
import type { Kind } from "./outgoing";
import { Seats } from "./seats";
import { find, have, hideNumbers, reduce, type Desk } from "./state";
import { Caution } from "./texting/caution";
import { waitsAfter, type Waits } from "./texting/health";
import { now, setClock } from "./time";
import { Unsent } from "./unsent";
import { Windows } from "./windows";
import { Noting } from "./wrapping/noting";

/** `catching_up` is between the opening of the line and the snapshot: nothing may be sent yet. */
export type LineState = "connecting" | "catching_up" | "open" | "lost";
export type Opener = (options: LinkOptions<FromConsole, ToConsole>) => Link<FromConsole>;

const TYPING_SHOWN = 8_000;
const NO_CHANNELS: readonly ChannelInfo[] = [];

export class Store {
  readonly desk = signal<Desk | null>(null);
  /** Since when texts wait to leave, by channel. */
  readonly waits = signal<Waits>({});
  readonly channels = computed(() => this.desk.value?.channels ?? NO_CHANNELS);
  readonly line = signal<LineState>("connecting");
  /** When the last frame came and when the line was lost, by the desk's clock. */
  readonly heard = signal(now.peek());
  readonly lostAt = signal(0);
  /** The line is there, but the server cannot read the desk just now; it tries by itself. */
  readonly stuck = signal(false);
  readonly focus = signal<Uuid | null>(null);
  /** Up to which number the counsellor has seen the words, per conversation. */
  readonly seen = signal<Readonly<Record<Uuid, number>>>({});
  /** Whom we held before the line was cut and hold no more, until the counsellor has read it. */
  readonly parted = signal<readonly string[]>([]);
  /** Who asked for another person than us, until the counsellor has read it. */
  readonly another = signal<readonly string[]>([]);
  /** Counts up when the caret must go to the focused conversation. */
  readonly caret = signal(0);
  readonly offers: Offers;
  readonly mail: Mail;
  readonly caution: Caution;
  readonly deciding: Deciding;
  readonly handing: Handing;
  readonly visits: Visits;
  readonly unsent: Unsent;
  readonly seats: Seats;
  readonly choosing: Choosing;
  readonly windows: Windows;
  readonly noting: Noting;
  readonly weighing: Weighing;
  /** What was ended from this page: its wrap-up is expected, and keys mean it at once. */
  readonly ended = new Set<Uuid>();

  private readonly link: Link<FromConsole>;
  private readonly expiries = new Map<Uuid, ReturnType<typeof setTimeout>>();
  private readonly stop: () => void;
  /** What a colleague gave or lets in, where we said yes, and what a supervisor goes to. */
  private readonly coming: readonly Coming[];
  /** Counts what has happened to the line, so that what took its time can see if it still holds. */
  private opening = 0;

  constructor(url: string, opener: Opener = openLink) {
    this.offers = new Offers(this.desk, (frame) => this.post(frame));
    this.mail = new Mail(this.desk, (frame) => this.post(frame), () => this.link.doubt());
    this.caution = new Caution((frame) => this.post(frame));
    this.deciding = new Deciding((frame) => this.post(frame));
    this.handing = new Handing((frame) => this.post(frame));
    this.visits = new Visits((frame) => this.post(frame));
    this.coming = [this.handing.coming, this.visits.coming];
    this.unsent = new Unsent(this.mail);
    this.seats = new Seats(this.desk);
    this.choosing = new Choosing((frame) => this.post(frame));
    this.noting = new Noting((frame) => this.post(frame));
    this.weighing = new Weighing((frame) => this.post(frame));
    this.windows = new Windows(this, (frame) => this.post(frame));
    this.link = opener({
      url,
      hello: () => ({ type: "hello", since: have(this.desk.peek()) }),
      onFrame: (frame) => batch(() => this.receive(frame)),
      onStatus: (status) => this.changeLine(status),
    });
    const stops = [attend(this), callForAlerts(this), effect(() => this.hideNumbers(now.value))];
    this.stop = () => stops.forEach((stop) => stop());
  }

  // ---- what comes in ----

  private receive(frame: ToConsole): void {
    this.heard.value = now.peek();
    this.caution.hear(frame);
    this.deciding.hear(frame);
    this.choosing.hear(frame);
    this.handing.hear(frame, this.desk.peek());
    this.visits.hear(frame);
    this.windows.hear(frame);
    this.noting.hear(frame);
    this.weighing.hear(frame);
    if (frame.type === "ack") this.mail.acknowledge(frame);
    if (frame.type === "refused") this.turnedDown(frame);
    if (frame.type === "step" && frame.state === "active") this.ended.delete(frame.conversation);
    if (frame.type === "snapshot") setClock(frame.now);
    if (frame.type === "step" && frame.gone === true) this.offers.miss(frame.conversation, frame.state);
    if (frame.type === "snapshot") this.part(frame);
    if (frame.type === "step" && frame.happening === "transferred" && frame.detail === "another") this.notWanted(frame.conversation);
    const leaving = frame.type === "step" && frame.gone === true ? find(this.desk.peek(), frame.conversation)?.handle : undefined;
    const first = this.desk.peek() === null;
    const desk = reduce(this.desk.value, frame);
    this.desk.value = first && desk !== null ? this.seats.asBefore(desk) : desk;
    if (frame.type === "channels" || frame.type === "snapshot") {
      this.waits.value = waitsAfter(this.waits.peek(), this.desk.value?.health ?? [], now.peek());
    }
    if (frame.type === "offer") this.offers.begin();
    if (frame.type === "snapshot") this.catchUp(frame);
    if (frame.type === "conversation") this.welcome(frame.view);
    if (frame.type === "message" && frame.id !== undefined) this.mail.seen(frame.id);
    if (frame.type === "typing" && frame.on) this.expireTyping(frame.conversation);
    if (frame.type === "step" && frame.gone === true) this.leave(frame.conversation, leaving);
  }

  /** A desk that comes back shorter must say so: nobody vanishes without a word. */
  private part({ conversations }: Snapshot): void {
    const held = new Set(conversations.map(({ conversation }) => conversation));
    const before = this.desk.value?.conversations ?? [];
    const company = this.desk.value?.company ?? [];
    const own = before.filter(({ conversation }) => mineIn(company, conversation) === undefined);
    const lost = own.filter(({ conversation, state }) => state === "active" && !held.has(conversation));
    if (lost.length > 0) this.parted.value = lost.map(({ handle }) => handle);
  }

  private notWanted(conversation: Uuid): void {
    const view = find(this.desk.peek(), conversation);
    if (view !== undefined) this.another.value = [...this.another.peek(), view.handle];
  }

  /** The line counts as open only when what was left before a reload is there again. */
  private catchUp(frame: Snapshot): void {
    this.unsent.giveAll(frame);
    if (!this.unsent.waits()) {
      this.caughtUp(frame);
      return;
    }
    const socket = this.opening;
    void this.unsent.bringBack(frame).then((gone) => batch(() => {
      if (gone > 0) this.mail.orphans.value = "";
      if (socket === this.opening) this.caughtUp(frame);
    }));
  }

  private caughtUp(frame: Snapshot): void {
    this.mail.settle(frame);
    this.caution.settle();
    this.deciding.settle();
    this.stuck.value = false;
    this.line.value = "open";
    this.choosing.settle(frame.me.id, frame.me.choices);
    this.noting.settle(frame.conversations);
    this.weighing.settle(frame.conversations);
    this.mail.forgive();
    this.mail.flush();
    const asked = [this.offers.settle(), ...this.coming.map((each) => each.settle())];
    const here = asked.find((id) => id !== null && find(this.desk.value, id) !== undefined);
    if (here) this.go(here);
    this.refocus();
  }

  private welcome(view: View): void {
    this.unsent.give(view.conversation, view.seal);
    const taken = this.coming.some((each) => each.arrived(view.conversation));
    if (this.offers.arrived(view.conversation) || taken) this.go(view.conversation);
    else this.refocus();
  }

  private leave(conversation: Uuid, handle?: string): void {
    this.mail.gone(conversation, handle);
    this.refocus();
  }

  /** If the focused conversation is gone, the first one there is comes to the front, without the caret. */
  private refocus(): void {
    if (find(this.desk.value, this.focus.value) !== undefined) return;
    this.focus.value = this.desk.value?.slots.find((id) => id !== null) ?? null;
  }

  /** Whether a conversation was asked for from here, and it is not known yet if it comes. */
  asking(): boolean {
    return this.offers.asking() || this.coming.some((each) => each.asking());
  }

  private turnedDown(refusal: Refusal): void {
    if (refusal.code === "try_again" && this.line.peek() === "catching_up") {
      this.stuck.value = true;
      return;
    }
    if (this.mail.turnedDown(refusal) || this.caution.turnedDown(refusal) || this.deciding.turnedDown(refusal)) return;
    const about = refusal.conversation ?? null;
    const asked = this.asking();
    if (about !== null) {
      this.ended.delete(about);
      this.coming.forEach((each) => each.turnedDown(about));
    }
    if (about !== null && find(this.desk.value, about) !== undefined) {
      this.mail.trouble(about, { code: refusal.code, back: false });
    } else {
      this.offers.turnedDown(refusal.code, about);
      if (asked && !this.asking() && this.focus.peek() !== null) this.caret.value += 1;
    }
  }

  private changeLine(status: Status): void {
    this.opening += 1;
    this.stuck.value = false;
    if (status === "lost") this.lostAt.value = now.peek();
    if (status === "open") this.line.value = "catching_up";
    else this.line.value = status === "lost" ? "lost" : "connecting";
  }

  private hideNumbers(at: number): void {
    const desk = this.desk.peek();
    if (desk !== null) this.desk.value = hideNumbers(desk, at);
  }

  private expireTyping(conversation: Uuid): void {
    clearTimeout(this.expiries.get(conversation));
    const off = () => { this.desk.value = reduce(this.desk.value, { type: "typing", conversation, on: false }); };
    this.expiries.set(conversation, setTimeout(off, TYPING_SHOWN));
  }

  // ---- what a counsellor does ----

  /** Hands a frame to the line, if it is open and what was missed has been fetched. */
  post(frame: FromConsole): boolean {
    return this.line.peek() === "open" && this.link.send(frame);
  }

  /** Sends the draft, in parts of at most `longest` letters; while the line is away it stays where it is. */
  send(view: View, kind: Kind = "say", longest?: number): void {
    if (this.line.peek() !== "open") return;
    this.mail.send(view, kind, longest);
    this.see(view.conversation);
  }

  /** Asks whether it is a good time, in the line's own words; what is being written stays. */
  probe(view: View): void {
    if (this.line.peek() === "open") this.mail.probe(view);
    else this.mail.trouble(view.conversation, { code: "line", back: false });
  }

  /** How far words are on their way: without a line nothing is being sent, however fresh it is. */
  progress(id: Uuid): Progress {
    const progress = this.mail.progress(id);
    return this.line.value === "open" ? progress : "not_sent";
  }

  /** Ends the talk; `neutral`: with the line's fixed text as its last words. */
  end(conversation: Uuid, neutral = false): void {
    this.ended.add(conversation);
    this.command(conversation, { type: "end", conversation, ...(neutral ? { neutral } : {}), ...takeReason(conversation) });
  }

  handBack(conversation: Uuid, wanted: Pick<Transfer, "locale" | "skill"> = {}): void {
    this.command(conversation, { type: "transfer", conversation, ...wanted, ...takeReason(conversation) });
  }

  passOn(conversation: Uuid, words: boolean): void {
    this.command(conversation, { type: "pass_on", conversation, ...(words ? { words } : {}), ...takeReason(conversation) });
  }

  wrap(conversation: Uuid, noted: Noted): void {
    const frame = closing(conversation, noted);
    if (frame === null) return;
    // What was chosen a moment ago is still on its way: once the talk is closed nobody takes it.
    this.noting.send(conversation);
    this.command(conversation, { ...frame, ...takeReason(conversation) });
  }

  flag(conversation: Uuid, level: number): void {
    this.command(conversation, { type: "flag", conversation, level, ...takeReason(conversation) });
  }

  /** Somebody is at the keys; says whether that could be said. */
  active(): boolean {
    return this.post({ type: "active" });
  }

  /** Lets nobody new in by the web, or lets them in again; only for supervisors. */
  lastOrders(on: boolean): void {
    this.post({ type: "last_orders", on });
  }

  private command(conversation: Uuid, frame: FromConsole): void {
    this.mail.calm(conversation);
    if (!this.post(frame)) this.mail.trouble(conversation, { code: "line", back: false });
  }

  // ---- where the counsellor looks ----

  /** Brings a conversation to the front and the caret into it. */
  go(conversation: Uuid): void {
    batch(() => {
      this.focus.value = conversation;
      this.caret.value += 1;
    });
    this.see(conversation);
  }

  see(conversation: Uuid): void {
    const seq = find(this.desk.peek(), conversation)?.messages.at(-1)?.seq ?? 0;
    if (seq <= (this.seen.peek()[conversation] ?? 0)) return;
    this.seen.value = { ...this.seen.peek(), [conversation]: seq };
  }

  /** At once instead of after the pause; a line that is there but stuck is made anew. */
  retry(): void {
    if (this.stuck.peek()) this.link.renew();
    this.link.retry();
  }

  close(): void {
    this.link.close();
    this.stop();
    this.offers.close();
    this.unsent.close();
    this.seats.close();
    this.choosing.close();
    this.windows.close();
    this.noting.close();
    this.weighing.close();
    this.mail.close();
  }
}

const Desktop = createContext<Store | null>(null);
export const StoreProvider = Desktop.Provider;

export function useStore(): Store {
  const store = useContext(Desktop);
  if (store === null) throw new Error("there is no desk around this");
  return store;
}
