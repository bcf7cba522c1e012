/** What is offered to this counsellor: to be taken, passed on, or missed; and taking the next one. */
import { computed, effect, signal, type ReadonlySignal, type Signal } from "@preact/signals";
import type { Asked, Decline, FromConsole, StateName, Status, Uuid } from "../shared/protocol";
import type { Desk } from "./state";
import { now } from "./time";
import type { Cause } from "./words";

export type DeclineReason = NonNullable<Decline["reason"]>;

/** An offer that went away unanswered; `at` is by the desk's clock. */
export interface LostOffer {
  readonly how: "lapsed" | "taken" | "left";
  readonly at: number;
}

const LATE = 1_500;
const SAID_FOR = 20_000;

export class Offers {
  /** The one to answer first. */
  readonly open: ReadonlySignal<Asked | null> = computed(() => soonest(this.desk.value?.offers ?? []));
  readonly lost = signal<LostOffer | null>(null);
  /** The one we said yes to, until the server has answered. */
  readonly accepting = signal<Uuid | null>(null);
  /** Why the last offer or "next one" came to nothing. */
  readonly refused = signal<Cause | null>(null);
  private wantsNext = false;
  private saying: ReturnType<typeof setTimeout> | undefined;
  private readonly desk: Signal<Desk | null>;
  private readonly post: (frame: FromConsole) => boolean;
  private readonly stop: () => void;

  constructor(desk: Signal<Desk | null>, post: (frame: FromConsole) => boolean) {
    this.desk = desk;
    this.post = post;
    this.stop = effect(() => this.noticeLapse());
  }

  accept(): void {
    const offer = this.open.peek();
    if (offer === null || !this.say({ type: "accept", conversation: offer.conversation })) return;
    this.accepting.value = offer.conversation;
    this.lost.value = null;
  }

  decline(reason: DeclineReason = ""): void {
    const offer = this.open.peek();
    if (offer === null || !this.say({ type: "decline", conversation: offer.conversation, ...(reason !== "" && { reason }) })) return;
    this.lost.value = null;
    this.forget(offer.conversation);
  }

  /** This organisation cannot: back to the line that has passed it on. */
  sendBack(): void {
    const offer = this.open.peek();
    if (offer === null || !this.say({ type: "send_back", conversation: offer.conversation })) return;
    this.lost.value = null;
    this.forget(offer.conversation);
  }

  /** What rings here is the next one: who asks for it while it rings means that. */
  next(): void {
    if (this.open.peek() !== null) return this.accept();
    this.wantsNext = this.say({ type: "take" });
  }

  /** Whether somebody was asked for and it is not known yet if they are ours. */
  asking(): boolean {
    return this.wantsNext || this.accepting.peek() !== null;
  }

  status(status: Status): void {
    this.say({ type: "status", status });
  }

  /** A new offer rings: what became of the last one is old news. */
  begin(): void {
    this.lost.value = null;
    this.refused.value = null;
  }

  /** A conversation is ours now; tells whether that is what was asked for from here. */
  arrived(conversation: Uuid): boolean {
    const asked = this.wantsNext || this.accepting.peek() === conversation;
    if (this.accepting.peek() === conversation) this.accepting.value = null;
    this.wantsNext = false;
    this.begin();
    return asked;
  }

  /** After a reconnect: which conversation we were waiting for, if any. */
  settle(): Uuid | null {
    const asked = this.accepting.peek();
    this.accepting.value = null;
    this.wantsNext = false;
    if (this.refused.peek() === "line") this.refused.value = null;
    return asked;
  }

  /** Nobody waits any more, for whoever did rings here by now: that is who was meant. */
  turnedDown(code: Cause, conversation: Uuid | null): void {
    if (this.wantsNext && code === "nobody_waiting" && this.open.peek() !== null) {
      this.wantsNext = false;
      return this.accept();
    }
    const about = conversation ?? this.accepting.peek();
    if (about !== null) this.forget(about);
    this.accepting.value = null;
    this.wantsNext = false;
    this.refuse(code);
  }

  /** An offer goes away without our answer from here; `state` is where its conversation stands now. */
  miss(conversation: Uuid, state: StateName): void {
    const offer = this.desk.peek()?.offers.find((each) => each.conversation === conversation);
    if (offer === undefined || this.accepting.peek() === conversation) return;
    const at = now.peek();
    if (state === "abandoned" || state === "closed") this.lost.value = { how: "left", at };
    else if (state === "active" || state === "wrap_up") this.lost.value = { how: "taken", at };
    // Before its time it was passed on, in another window of ours: no news.
    else if (at >= offer.until - LATE) this.lost.value = { how: "lapsed", at };
  }

  close(): void {
    clearTimeout(this.saying);
    this.stop();
  }

  /** Sends what is only worth saying now; if it cannot go, the slot says so. */
  private say(frame: FromConsole): boolean {
    const sent = this.post(frame);
    if (sent) this.refused.value = null;
    else this.refuse("line");
    return sent;
  }

  /** Says why for a while; then the slot says again how things stand. */
  private refuse(code: Cause): void {
    this.refused.value = code;
    clearTimeout(this.saying);
    this.saying = setTimeout(() => { this.refused.value = null; }, SAID_FOR);
  }

  /** The server says when an offer lapses; if it is late, the slot does not go on ringing. */
  private noticeLapse(): void {
    const offer = this.open.value;
    if (offer === null || now.value < offer.until + LATE) return;
    this.miss(offer.conversation, "waiting");
    this.forget(offer.conversation);
  }

  private forget(conversation: Uuid): void {
    const desk = this.desk.peek();
    if (desk === null) return;
    this.desk.value = { ...desk, offers: desk.offers.filter((offer) => offer.conversation !== conversation) };
  }
}

function soonest(offers: readonly Asked[]): Asked | null {
  return offers.reduce<Asked | null>((first, each) => (first === null || each.until < first.until ? each : first), null);
}
