/** One visit: the socket, the outbox and the state put together, and what a person can do. */
import { createOutbox, pauseAfter } from "../shared/outbox.ts";
import type { FromSeeker, KeepWish, Locale, Refusal, ToSeeker, Uuid, Welcome } from "../shared/protocol.ts";
import type { Keeper } from "../shared/sealed.ts";
import { Connection } from "./connection.ts";
import { forget, recall, remember } from "./memory.ts";
import { Owed } from "./owed.ts";
import type { Page } from "./page.ts";
import { type Kept, Reload } from "./reload.ts";
import { type Choice, isOver, sceneOf } from "./scene.ts";
import { begunAgain, isOther, newTalk, reduce, stored, type Talk } from "./state.ts";
import { createTimers } from "./timers.ts";
import { createTyping } from "./typing.ts";
import { joined, TROUBLE, type View } from "./view.ts";
import type { Name } from "./words.ts";

/** Takes the token of somebody who has left; the browser brings it there when the page is gone already. */
const EXIT = "/chat/exit/";
const THEIR_TYPING_LASTS = 10_000;

export class Visit {
  readonly #page: Page;
  readonly #changed: () => void;
  readonly #connection;
  readonly #outbox;
  readonly #typing;
  readonly #reload;
  readonly #owed;
  readonly #timers = createTimers();
  #talk: Talk;
  #locale: Locale;
  #started = false;
  #resumed = false;
  #shut = false;
  #again = false;
  #anew = false;
  /** A number for coming back that was typed, until it has opened something. */
  #code = "";
  #asked = false;
  #answered = false;
  #trouble: Name | null = null;
  #draft = "";

  constructor(page: Page, changed: () => void) {
    this.#page = page;
    this.#changed = () => {
      this.#reload.keep();
      changed();
    };
    this.#talk = this.#new();
    this.#locale = page.locale;
    const connection = new Connection({
      url: page.socket,
      hello: () => this.#hello(),
      onFrame: (frame) => this.#hear(frame),
      onChange: () => this.#changed(),
    });
    this.#connection = connection;
    this.#outbox = createOutbox<string>({
      post: (id, text) => !this.#reload.unopened && connection.send({ type: "say", id, text }),
      onChange: () => this.#changed(),
      onStale: () => connection.doubt(),
    });
    this.#owed = new Owed({
      send: (frame) => connection.send(frame),
      holdsWords: () => this.#outbox.held().length > 0,
    });
    this.#typing = createTyping((on) => this.#talk.state === "active" && connection.send({ type: "typing", on }));
    this.#reload = new Reload({
      now: () => ({ held: this.#outbox.held(), draft: this.#draft }),
      bringBack: (kept) => this.#bringBack(kept),
      onKept: () => this.#remember(),
    });
    const token = recall();
    if (token !== null) {
      this.#talk = { ...this.#talk, token };
      this.#resumed = true;
      this.#reload.expect();
      this.#open();
    }
  }

  #new(): Talk {
    return { ...newTalk(this.#page.limit), door: this.#page.line.door ?? {} };
  }

  view(): View {
    const { cut } = this.#connection;
    const late = cut ? "not_sent" : undefined;
    return {
      talk: this.#talk,
      scene: sceneOf({
        talk: this.#talk,
        started: this.#started,
        resumed: this.#resumed,
        shut: this.#shut,
        again: this.#again,
        choice: this.#owed.choice,
      }),
      unsent: this.#outbox.held().map(({ id, body, since }) => ({
        id,
        text: body,
        since,
        progress: late ?? this.#outbox.progress(id),
      })),
      cut,
      trouble: this.#trouble,
      draft: this.#draft,
      choice: this.#owed.choice,
      anew: this.#anew,
      wish: this.#talk.wish || this.#owed.wish,
      asked: this.#asked,
      answered: this.#answered,
    };
  }

  /** Start: a place in line. Whatever was told first is said at once, as the person's own words. */
  start(first = ""): void {
    this.#owed.entering = true;
    this.#trouble = null;
    if (first !== "") this.#outbox.add(first);
    this.#open();
  }

  /** Comes back with a number that was asked for earlier; nothing else opens a talk. */
  comeBack(code: string): void {
    this.#code = code.trim();
    if (this.#code === "") return;
    this.#resumed = true;
    this.#trouble = null;
    this.#open();
  }

  /** Opens the socket: on Start, or by itself when this tab has a token. */
  #open(): void {
    this.#started = true;
    this.#anew = false;
    this.#connection.start();
    this.#changed();
  }

  /** Takes what keeps words across a reload; it comes with the second part of the page. */
  keepWith(keeper: Keeper<Kept>): void {
    this.#reload.keepWith(keeper);
  }

  speakIn(locale: Locale): void {
    this.#locale = locale;
    this.#changed();
  }

  write(draft: string): void {
    this.#draft = draft;
    this.#trouble = null;
    if (draft !== "") this.#typing.wrote();
    this.#changed();
  }

  /** Sends the draft. What is too long stays where it is, and the limit is said. */
  say(): void {
    const text = this.#draft.trim();
    if (text === "") return;
    if ([...text].length > this.#talk.limit) {
      this.#complain("too_long");
      return;
    }
    if (this.#again && this.#talk.state !== "wrap_up") this.#talk = begunAgain(this.#talk);
    this.#draft = "";
    this.#trouble = null;
    this.#owed.choice = null;
    this.#typing.stop();
    this.#outbox.add(text);
  }

  /** They are alone with the screen: the counsellor may write. */
  ready(): void {
    this.#connection.send({ type: "ready" });
  }

  /** Nobody writes and nobody is called until they go on; a place is held for a while. */
  pause(on: boolean): void {
    this.#connection.send({ type: "pause", on });
  }

  another(): void {
    this.#connection.send({ type: "another" });
  }

  /** Asks for a number to come back with, or gives it up. */
  wantCode(wanted: boolean): void {
    this.#connection.send({ type: "return", wanted });
  }

  /** What should become of the words at the end; may be wished before there are any. */
  wish(wish: KeepWish): void {
    this.#owed.wish = wish;
    this.#owed.tellWish(this.#talk);
    this.#changed();
  }

  /** How it was, by question; nothing to say is an answer too. */
  answer(answers: Readonly<Record<string, string>>): void {
    if (Object.keys(answers).length > 0) this.#connection.send({ type: "survey", answers });
    this.#asked = true;
    this.#changed();
  }

  /** Ends the talk, or leaves the line. */
  end(): void {
    if (this.#nothingSaid()) {
      this.#owed.giveBackPlace();
      this.reset();
      return;
    }
    this.#owed.ending = true;
    this.#connection.send({ type: "end" });
    this.#changed();
  }

  choose(choice: Choice): void {
    this.#owed.choice = choice;
    this.#again = false;
    this.#connection.send({ type: "keep", choice });
    this.#changed();
  }

  eraseNow(): void {
    if (this.#nothingSaid()) {
      this.reset();
      return;
    }
    this.#outbox.clear();
    this.choose("erase");
  }

  /** Back to the talk, to read it or to go on; what is erased stays gone. */
  writeAgain(): void {
    if (this.#talk.erased) this.#talk = { ...begunAgain(this.#talk), state: this.#talk.state };
    this.#again = true;
    this.#owed.choice = null;
    this.#changed();
  }

  retry(): void {
    this.#connection.retry();
  }

  /** Says the quick exit to the server by both ways, for one may be cut, and hears nothing more. */
  exit(): void {
    const { token } = this.#talk;
    this.#connection.sendAnyhow({ type: "exit" });
    if (token !== null) navigator.sendBeacon?.(EXIT, token);
    this.#stop();
  }

  /** Back to the first lines, with nothing remembered. */
  reset(): void {
    this.#stop();
    forget();
    this.#talk = this.#new();
    this.#started = this.#resumed = this.#again = this.#anew = false;
    this.#asked = this.#answered = false;
    this.#owed.forget();
    this.#code = "";
    this.#trouble = null;
    this.#draft = "";
    this.#changed();
  }

  #stop(): void {
    this.#reload.forget();
    this.#connection.close();
    this.#outbox.clear();
    this.#timers.stopAll();
  }

  #nothingSaid(): boolean {
    const { state } = this.#talk;
    return (state === "none" || state === "unknown") && this.#outbox.held().length === 0;
  }

  /** Whether there was a talk that the server should know of. */
  #hasHistory(): boolean {
    return this.#resumed || this.#talk.messages.length > 0;
  }

  #hello(): FromSeeker {
    const { token, seq } = this.#talk;
    const { site, entry } = this.#page;
    const hello = { type: "hello", site, since: seq, locale: this.#locale, ...(entry && { entry }) } as const;
    return this.#code === "" ? { ...hello, token } : { ...hello, code: this.#code };
  }

  #hear(frame: ToSeeker): void {
    if (frame.type === "welcome" && this.#talk.seq > 0 && isOther(this.#talk, frame)) {
      this.#talk = begunAgain(this.#talk);
      this.#connection.renew();
      return;
    }
    // A talk that is gone; but somebody who reloads before the first words may have left some.
    if (frame.type === "welcome" && frame.conversation === null && this.#hasHistory() && !this.#reload.unopened) {
      this.#beginAnew();
      return;
    }
    if (frame.type === "refused") this.#refused(frame);
    if (frame.type === "ack") this.#acknowledged(frame.id, frame);
    this.#talk = reduce(this.#talk, frame);
    this.#answered ||= this.#talk.messages.some(({ author }) => author === "counsellor");
    if (frame.type === "welcome") this.#welcomed(frame);
    if (frame.type === "message" && frame.id !== undefined) this.#outbox.acknowledged(frame.id);
    if (frame.type === "state") this.#stateSaid(frame.seal);
    if (frame.type === "return") this.#timers.after("code", (frame.until ?? 0) - Date.now(), () => this.#forgetCode());
    if (frame.type === "typing" && frame.on) this.#timers.after("their-typing", THEIR_TYPING_LASTS, () => this.#forgetTyping());
    this.#changed();
  }

  #welcomed({ messages, conversation, token, seals }: Welcome): void {
    for (const { id } of messages) if (id !== undefined) this.#outbox.acknowledged(id);
    this.#connection.welcomed();
    // It has opened what it could; from now on the token does.
    this.#code = "";
    if (conversation !== null) remember(token);
    this.#reload.sealWith(seals ?? []);
    this.#outbox.flush();
    this.#owed.tell(this.#talk);
  }

  #remember(): void {
    if (this.#talk.token !== null) remember(this.#talk.token);
  }

  /**
   * What was left before a reload goes first; who had left nothing and has no talk begins anew. Before a closed door
   * nobody does: what it says may be meant for whoever has this token.
   */
  #bringBack(kept: Kept | undefined): void {
    if (kept === undefined && this.#talk.conversation === null) {
      if (this.#talk.door.state !== "closed") this.#beginAnew();
      return;
    }
    const { held, draft } = kept ?? { held: [], draft: "" };
    const stored = new Set(this.#talk.messages.map(({ id }) => id));
    this.#draft = joined(draft, this.#draft);
    this.#outbox.restore(held.filter(({ id }) => !stored.has(id)));
    this.#outbox.flush();
  }

  /** Not now, says the server: the same again after a while, words by themselves and wishes here. */
  #later(ref: Uuid | undefined): void {
    if (ref !== undefined) this.#outbox.later(ref);
    else this.#timers.after("wish", pauseAfter(1), () => this.#owed.tell(this.#talk));
  }

  #acknowledged(id: Uuid, ack: Extract<ToSeeker, { type: "ack" }>): void {
    const text = this.#outbox.withdraw(id);
    if (text !== undefined) this.#talk = stored(this.#talk, ack, text);
    this.#remember();
  }

  #stateSaid(seal: string | undefined): void {
    if (this.#talk.erased) this.#reload.forget();
    else if (seal !== undefined) this.#reload.sealWith([seal]);
    this.#owed.stateSaid(this.#talk);
    if (this.#talk.state === "none") return;
    this.#remember();
    if (!isOver(this.#talk)) this.#again = false;
  }

  #refused({ code, ref }: Refusal): void {
    if (code === "token") this.#beginAnew();
    else if (code === "bad_code" || code === "too_many_tries") this.#notOpened(code);
    else if (code === "site") this.#shut = true;
    else if (code === "closed" || code === "line_full") this.#turnedAway(code, ref);
    else if (code === "try_again" || code === "slow_down") this.#later(ref);
    else if (ref !== undefined) this.#giveBack(ref, TROUBLE[code] ?? "not_taken");
    else if (this.#owed.choice === "erase" && (code === "erased" || code === "no_conversation")) {
      this.#talk = { ...this.#talk, erased: true };
    }
  }

  /** Nobody new is let in; what was written is given back. */
  #turnedAway(code: "closed" | "line_full", ref: Uuid | undefined): void {
    this.#owed.entering = false;
    const { door } = this.#talk;
    this.#talk = { ...this.#talk, door: { ...door, state: code === "line_full" ? "full" : door.state === "closing" ? "closing" : "closed" } };
    if (ref !== undefined) this.#giveBack(ref, TROUBLE[code] ?? "not_taken");
  }

  /** The number opened nothing: back to the first lines, to look at it once more. */
  #notOpened(why: "bad_code" | "too_many_tries"): void {
    this.reset();
    this.#complain(why);
  }

  /** The words go back into the draft, in front of whatever has been written meanwhile. */
  #giveBack(id: Uuid, trouble: Name): void {
    const text = this.#outbox.withdraw(id);
    if (text === undefined) return;
    this.#draft = joined(text, this.#draft);
    this.#complain(trouble);
  }

  #complain(trouble: Name): void {
    this.#trouble = trouble;
    this.#changed();
  }

  /** The token opens nothing any more: what was not sent is kept as a draft, and all begins calmly. */
  #beginAnew(): void {
    const words = [...this.#outbox.held().map((held) => held.body), this.#draft];
    this.reset();
    this.#draft = joined(...words);
    this.#anew = true;
  }

  #forgetCode(): void {
    this.#talk = { ...this.#talk, code: null };
    this.#changed();
  }

  #forgetTyping(): void {
    this.#talk = { ...this.#talk, typing: false };
    this.#changed();
  }
}
