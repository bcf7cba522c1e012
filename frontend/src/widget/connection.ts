/** The socket as a visit sees it: ready only after the welcome, and called cut only when it lasts. */
import type { FromSeeker, ToSeeker } from "../shared/protocol.ts";
import { type Link, open, type Status } from "../shared/socket.ts";
import { createTimers } from "./timers.ts";

export const SAY_CUT_AFTER = 2_000;
const SAY_CUT_AT_FIRST = 5_000;

export interface ConnectionOptions {
  readonly url: string;
  readonly hello: () => FromSeeker;
  readonly onFrame: (frame: ToSeeker) => void;
  readonly onChange: () => void;
}

export class Connection {
  readonly #options: ConnectionOptions;
  readonly #timers = createTimers();
  #link: Link<FromSeeker> | undefined;
  /** The server has said welcome on the socket that is open now. */
  #ready = false;
  #cut = false;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  get cut(): boolean {
    return this.#cut;
  }

  start(): void {
    const { url, hello, onFrame } = this.#options;
    this.#link ??= open<FromSeeker, ToSeeker>({ url, hello, onFrame, onStatus: (status) => this.#onStatus(status) });
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

  #onStatus(status: Status): void {
    this.#ready = false;
    // Open is not yet there: only the welcome ends the time after which it is called cut.
    if (status !== "open") this.#timers.after("cut", status === "connecting" ? SAY_CUT_AT_FIRST : SAY_CUT_AFTER, () => this.#sayCut());
  }

  #sayCut(): void {
    this.#cut = true;
    this.#options.onChange();
  }
}
