/** What this person's other windows have in front; each says so itself, and who falls silent is not there. */
import { effect, signal } from "@preact/signals";
import type { FromConsole, Milliseconds, OtherWindow, ToConsole, Uuid } from "../shared/protocol";
import type { Mail } from "./mail";
import { now, slowly } from "./time";

const SAY_EVERY = 30_000;
const SILENT = 75_000;

interface Seen {
  readonly conversation: Uuid | undefined;
  readonly writing: boolean;
  readonly at: Milliseconds;
}

interface Here {
  readonly focus: { readonly value: Uuid | null };
  readonly line: { readonly value: string };
  readonly mail: Mail;
}

export class Windows {
  private readonly seen = signal<Readonly<Record<string, Seen>>>({});
  private readonly here: Here;
  private readonly post: (frame: FromConsole) => boolean;
  private readonly stop: () => void;
  private said = "";

  constructor(here: Here, post: (frame: FromConsole) => boolean) {
    this.here = here;
    this.post = post;
    const stops = [effect(() => this.say())];
    const timer = setInterval(() => { this.said = ""; this.say(); }, SAY_EVERY);
    this.stop = () => {
      stops.forEach((stop) => stop());
      clearInterval(timer);
    };
  }

  /** Says what is in front here, when it is something else than was said last. */
  private say(): void {
    if (this.here.line.value !== "open") {
      this.said = "";
      return;
    }
    const conversation = this.here.focus.value ?? undefined;
    const writing = conversation !== undefined && this.here.mail.draft(conversation).value.words.trim() !== "";
    const now = `${conversation} ${writing}`;
    if (now === this.said) return;
    const frame: FromConsole = { type: "window", ...(conversation === undefined ? {} : { conversation }), ...(writing ? { writing } : {}) };
    if (this.post(frame)) this.said = now;
  }

  hear(frame: ToConsole): void {
    if (frame.type === "snapshot") this.seen.value = {};
    if (frame.type === "window") this.note(frame);
  }

  private note({ window, conversation, writing = false, gone = false }: OtherWindow): void {
    const { [window]: known, ...rest } = this.seen.peek();
    this.seen.value = gone ? rest : { ...rest, [window]: { conversation, writing, at: now.peek() } };
    if (gone || known !== undefined) return;
    // A newcomer knows nothing of us yet.
    this.said = "";
    this.say();
  }

  /** Whether this conversation is in front in another window, and whether something is written there. */
  with(conversation: Uuid): "open" | "writing" | null {
    const fresh = Object.values(this.seen.value).filter((each) => each.conversation === conversation && slowly.value - each.at < SILENT);
    if (fresh.length === 0) return null;
    return fresh.some(({ writing }) => writing) ? "writing" : "open";
  }

  close(): void {
    this.stop();
  }
}
