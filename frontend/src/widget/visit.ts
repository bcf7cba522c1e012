/** One visit: the socket, the outbox and the state put together, and what a person can do. */
import { createOutbox } from "../shared/outbox.ts";
import type { FromSeeker, Locale, Refusal, ToSeeker, Uuid } from "../shared/protocol.ts";
import { type Link, open, type Status } from "../shared/socket.ts";
import { forget, recall, remember } from "./memory.ts";
import type { Page } from "./page.ts";
import type { Unsent } from "./rows.ts";
import { type Choice, isOver, type Scene, sceneOf } from "./scene.ts";
import { begunAgain, isOther, newTalk, reduce, stored, type Talk } from "./state.ts";
import type { Name } from "./words.ts";

export const SAY_CUT_AFTER = 2_000;
const SAY_CUT_AT_FIRST = 5_000;
const WELCOME_TIMEOUT = 10_000;
const TRY_AGAIN_AFTER = 3_000;
const TYPING_EVERY = 3_000;
const TYPING_IDLE = 5_000;
const THEIR_TYPING_LASTS = 10_000;

export interface View {
  readonly talk: Talk;
  readonly scene: Scene;
  readonly unsent: readonly Unsent[];
  readonly cut: boolean;
  /** What to say beside the composer, if something was not taken. */
  readonly trouble: Name | null;
  readonly draft: string;
  readonly choice: Choice | null;
  /** The remembered talk could not be opened any more. */
  readonly anew: boolean;
}

/** The words a seeker reads when what they sent was not taken. */
const TROUBLE: Partial<Record<Refusal["code"], Name>> = {
  too_long: "too_long",
  too_big: "too_long",
  bad_text: "bad_text",
  over: "over",
  erased: "over",
};

export class Visit {
  readonly #page: Page;
  readonly #changed: () => void;
  readonly #outbox;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  #link: Link<FromSeeker> | undefined;
  #talk: Talk;
  #locale: Locale;
  #started = false;
  #resumed = false;
  /** The server has said welcome on the socket that is open now. */
  #ready = false;
  #shut = false;
  #again = false;
  #cut = false;
  #anew = false;
  #choice: Choice | null = null;
  #ending = false;
  #trouble: Name | null = null;
  #draft = "";
  #typingSaid = 0;

  constructor(page: Page, changed: () => void) {
    this.#page = page;
    this.#changed = changed;
    this.#talk = newTalk(page.limit);
    this.#locale = page.locale;
    this.#outbox = createOutbox<string>({
      post: (id, text) => this.#send({ type: "say", id, text }),
      onChange: changed,
      onStale: () => this.#link?.renew(),
    });
    const token = recall();
    if (token !== null) {
      this.#talk = { ...this.#talk, token };
      this.#resumed = true;
      this.start();
    }
  }

  view(): View {
    const late = this.#cut ? "not_sent" : undefined;
    return {
      talk: this.#talk,
      scene: sceneOf({
        talk: this.#talk,
        started: this.#started,
        resumed: this.#resumed,
        shut: this.#shut,
        again: this.#again,
        choice: this.#choice,
      }),
      unsent: this.#outbox.held().map(({ id, body, since }) => ({
        id,
        text: body,
        since,
        progress: late ?? this.#outbox.progress(id),
      })),
      cut: this.#cut,
      trouble: this.#trouble,
      draft: this.#draft,
      choice: this.#choice,
      anew: this.#anew,
    };
  }

  /** Opens the socket: on Start, or by itself when this tab has a token. */
  start(): void {
    this.#started = true;
    this.#anew = false;
    this.#link ??= open<FromSeeker, ToSeeker>({
      url: this.#page.socket,
      hello: () => this.#hello(),
      onFrame: (frame) => this.#hear(frame),
      onStatus: (status) => this.#onStatus(status),
    });
    this.#changed();
  }

  speakIn(locale: Locale): void {
    this.#locale = locale;
    this.#changed();
  }

  write(draft: string): void {
    this.#draft = draft;
    this.#trouble = null;
    if (draft !== "") this.#sayTyping();
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
    this.#choice = null;
    this.#stopTyping();
    this.#outbox.add(text);
  }

  /** Ends the talk, or leaves the line. */
  end(): void {
    if (this.#nothingSaid()) {
      this.reset();
      return;
    }
    this.#ending = true;
    this.#send({ type: "end" });
    this.#changed();
  }

  choose(choice: Choice): void {
    this.#choice = choice;
    this.#again = false;
    this.#send({ type: "keep", choice });
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
    this.#choice = null;
    this.#changed();
  }

  retry(): void {
    this.#link?.retry();
  }

  /** Says the quick exit to the server, if the line is there, and hears nothing more. */
  exit(): void {
    this.#link?.send({ type: "exit" });
    this.#stop();
  }

  /** Back to the first lines, with nothing remembered. */
  reset(): void {
    this.#stop();
    forget();
    this.#talk = newTalk(this.#page.limit);
    this.#started = this.#resumed = this.#again = this.#cut = this.#ending = this.#anew = false;
    this.#choice = this.#trouble = null;
    this.#draft = "";
    this.#changed();
  }

  #stop(): void {
    this.#link?.close();
    this.#link = undefined;
    this.#ready = false;
    this.#outbox.clear();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #nothingSaid(): boolean {
    const { state } = this.#talk;
    return (state === "none" || state === "unknown") && this.#outbox.held().length === 0;
  }

  /** Whether there was a talk that the server should know of. */
  #hasHistory(): boolean {
    return this.#resumed || this.#talk.messages.length > 0;
  }

  #after(name: string, milliseconds: number, act: () => void): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(act, milliseconds));
  }

  #send(frame: FromSeeker): boolean {
    return this.#ready && (this.#link?.send(frame) ?? false);
  }

  #hello(): FromSeeker {
    const { token, seq } = this.#talk;
    return { type: "hello", site: this.#page.site, token, since: seq, locale: this.#locale };
  }

  #onStatus(status: Status): void {
    this.#ready = false;
    if (status === "open") this.#after("welcome", WELCOME_TIMEOUT, () => this.#link?.renew());
    const patience = status === "connecting" ? SAY_CUT_AT_FIRST : SAY_CUT_AFTER;
    if (status !== "open") this.#after("cut", patience, () => this.#sayCut());
  }

  #sayCut(): void {
    if (this.#ready) return;
    this.#cut = true;
    this.#changed();
  }

  #hear(frame: ToSeeker): void {
    if (frame.type === "welcome" && this.#talk.seq > 0 && isOther(this.#talk, frame)) {
      this.#talk = begunAgain(this.#talk);
      this.#link?.renew();
      return;
    }
    if (frame.type === "welcome" && frame.conversation === null && this.#hasHistory()) {
      this.#beginAnew();
      return;
    }
    if (frame.type === "refused") this.#refused(frame);
    if (frame.type === "ack") this.#acknowledged(frame.id, frame);
    this.#talk = reduce(this.#talk, frame);
    if (frame.type === "welcome") this.#welcomed(frame.messages.map((message) => message.id));
    if (frame.type === "message" && frame.id !== undefined) this.#outbox.acknowledged(frame.id);
    if (frame.type === "state") this.#stateSaid();
    if (frame.type === "typing" && frame.on) this.#after("their-typing", THEIR_TYPING_LASTS, () => this.#forgetTyping());
    this.#changed();
  }

  #welcomed(known: readonly (Uuid | undefined)[]): void {
    clearTimeout(this.#timers.get("welcome"));
    clearTimeout(this.#timers.get("cut"));
    this.#ready = true;
    this.#cut = false;
    for (const id of known) if (id !== undefined) this.#outbox.acknowledged(id);
    if (this.#talk.conversation !== null && this.#talk.token !== null) remember(this.#talk.token);
    this.#outbox.flush();
    if (this.#ending) this.#send({ type: "end" });
    if (this.#choice !== null && !this.#talk.erased) this.#send({ type: "keep", choice: this.#choice });
  }

  #acknowledged(id: Uuid, ack: Extract<ToSeeker, { type: "ack" }>): void {
    const text = this.#outbox.withdraw(id);
    if (text !== undefined) this.#talk = stored(this.#talk, ack, text);
    if (this.#talk.token !== null) remember(this.#talk.token);
  }

  #stateSaid(): void {
    if (isOver(this.#talk)) this.#ending = false;
    else if (this.#talk.state !== "none") this.#again = false;
  }

  #refused({ code, ref }: Refusal): void {
    if (code === "token") this.#beginAnew();
    else if (code === "site") this.#shut = true;
    else if (code === "try_again") this.#after("again", TRY_AGAIN_AFTER, () => this.#tryAgain());
    else if (ref !== undefined) this.#giveBack(ref, TROUBLE[code] ?? "not_taken");
    else if (this.#choice === "erase" && (code === "erased" || code === "no_conversation")) {
      this.#talk = { ...this.#talk, erased: true };
    }
  }

  /** The words go back into the draft, in front of whatever has been written meanwhile. */
  #giveBack(id: Uuid, trouble: Name): void {
    const text = this.#outbox.withdraw(id);
    if (text === undefined) return;
    this.#draft = [text, this.#draft].filter((part) => part !== "").join("\n");
    this.#complain(trouble);
  }

  #complain(trouble: Name): void {
    this.#trouble = trouble;
    this.#changed();
  }

  #tryAgain(): void {
    if (this.#ready) this.#outbox.flush();
    else this.#link?.renew();
  }

  /** The token opens nothing any more: what was not sent is kept as a draft, and all begins calmly. */
  #beginAnew(): void {
    const words = [...this.#outbox.held().map((held) => held.body), this.#draft];
    this.reset();
    this.#draft = words.filter((part) => part !== "").join("\n");
    this.#anew = true;
  }

  #forgetTyping(): void {
    this.#talk = { ...this.#talk, typing: false };
    this.#changed();
  }

  #sayTyping(): void {
    this.#after("typing", TYPING_IDLE, () => this.#stopTyping());
    if (Date.now() - this.#typingSaid < TYPING_EVERY || this.#talk.state !== "active") return;
    if (this.#send({ type: "typing", on: true })) this.#typingSaid = Date.now();
  }

  #stopTyping(): void {
    clearTimeout(this.#timers.get("typing"));
    if (this.#typingSaid > 0) this.#send({ type: "typing", on: false });
    this.#typingSaid = 0;
  }
}
