/** The line as a visit sees it: ready only after the welcome, and called cut only when it lasts. */
import type { FromSeeker, ToSeeker } from "../shared/protocol.ts";
import { type Link, type LinkOptions, open, type Status } from "../shared/socket.ts";
import { createTimers } from "./timers.ts";

export const SAY_CUT_AFTER = 2_000;
const SAY_CUT_AT_FIRST = 5_000;
/** By then a socket was tried four times: whatever stands in its way, there may be another one. */
export const AID_AFTER = 10_000;

export interface ConnectionOptions {
  readonly url: string;
  readonly hello: () => FromSeeker;
  readonly onFrame: (frame: ToSeeker) => void;
  readonly onChange: () => void;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #timers = createTimers();
  readonly #line: LinkOptions<FromSeeker, ToSeeker>;
  #link: Link<FromSeeker> | undefined;
  /** The server has said welcome on the line that is open now. */
  #ready = false;
  #cut = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { url, hello } = options;
    this.#line = { url, hello, onFrame: (frame) => this.#hear(frame), onStatus: (status) => this.#onStatus(status) };
  }

  get cut(): boolean {
    return this.#cut;
  }

  start(): void {
    this.#link ??= open(this.#line);
  }

  welcomed(): void {
    this.#timers.stopAll();
    this.#ready = true;
    this.#cut = false;
  }

  /** False if it could not be sent: there is no socket, or the server has not said welcome yet. */
  send(frame: FromSeeker): boolean {
    return this.#ready && this.sendAnyhow(frame);
  }

  sendAnyhow(frame: FromSeeker): boolean {
    return this.#link?.send(frame) ?? false;
  }

  retry(): void {
    this.#link?.retry();
  }

  renew(): void {
    this.#link?.renew();
  }

  doubt(): void {
    this.#link?.doubt();
  }

  close(): void {
    this.#link?.close();
    this.#link = undefined;
    this.#timers.stopAll();
    this.#ready = this.#cut = false;
  }

  /** In a rush a page works before it may open a talk (`puzzle`): the frame is handed on when that is done. */
  #hear(frame: ToSeeker): void {
    const work = frame.type === "welcome" ? frame.puzzle && !frame.conversation : frame.type === "refused" && frame.code === "needs_work";
    if (work) this.#aid(frame);
    else this.#options.onFrame(frame);
  }

  #onStatus(status: Status): void {
    this.#ready = false;
    // Open is not yet there: only the welcome ends the time after which it is called cut.
    if (status === "open") return;
    this.#timers.after("cut", status === "connecting" ? SAY_CUT_AT_FIRST : SAY_CUT_AFTER, () => this.#sayCut());
    this.#timers.after("aid", AID_AFTER, () => this.#aid());
  }

  #aid(frame?: ToSeeker): void {
    const link = this.#link;
    if (frame) this.#timers.stopAll();
    import("./aid.ts").then(
      ({ aid }) => {
        if (link && link === this.#link && (frame || !this.#ready)) this.#link = aid(link, this.#line, frame, this.#options.onFrame);
      },
      () => this.#timers.after("aid", AID_AFTER, () => this.#aid(frame)),
    );
  }

  #sayCut(): void {
    this.#cut = true;
    this.#options.onChange();
  }
}
