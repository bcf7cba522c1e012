/** What a seeker did not send yet outlives a reload of the tab: opened before anything may go, then kept. */
import type { Held } from "../shared/outbox.ts";
import type { Keeper } from "../shared/sealed.ts";

export interface Kept {
  readonly held: readonly Held<string>[];
  readonly draft: string;
}

export interface ReloadOptions {
  /** What is not sent at this moment. */
  readonly now: () => Kept;
  /** What an earlier life of this tab left, or nothing. */
  readonly bringBack: (kept: Kept | undefined) => void;
  /** Something is kept: without its token the tab could not open it. */
  readonly onKept: () => void;
}

const NOTHING: Kept = { held: [], draft: "" };

export class Reload {
  readonly #options: ReloadOptions;
  /** Comes with the second part of the page. */
  #keeper: Keeper<Kept> | undefined;
  /** Not known before the welcome; none when nothing may be kept. */
  #seals: readonly string[] | null = null;
  #last = NOTHING;
  #unopened = false;

  constructor(options: ReloadOptions) {
    this.#options = options;
  }

  /** True from the beginning of a resumed visit until what was left is opened: nothing may go before it. */
  get unopened(): boolean {
    return this.#unopened;
  }

  expect(): void {
    this.#unopened = true;
  }

  keepWith(keeper: Keeper<Kept>): void {
    this.#keeper = keeper;
    if (this.#seals !== null) this.sealWith(this.#seals);
  }

  /** New keys of the server: with the first of them everything is sealed anew. */
  sealWith(seals: readonly string[]): void {
    this.#seals = seals;
    this.#last = NOTHING;
    this.#keeper?.give(seals);
    if (this.#unopened) void this.#keeper?.open().then((kept) => this.#open(kept));
    else this.keep();
  }

  #open(kept: Kept | undefined): void {
    if (!this.#unopened) return;
    this.#unopened = false;
    this.#options.bringBack(kept);
  }

  /** Keeps what is not sent; call it whenever that may have changed. */
  keep(): void {
    if (this.#unopened || this.#seals === null || this.#seals.length === 0) return;
    const kept = this.#options.now();
    if (kept.held === this.#last.held && kept.draft === this.#last.draft) return;
    this.#last = kept;
    const nothing = kept.held.length === 0 && kept.draft === "";
    if (!nothing) this.#options.onKept();
    this.#keeper?.keep(nothing ? null : kept);
  }

  /** Throws away what is kept, and keeps nothing more until there is a new key. */
  forget(): void {
    this.#unopened = false;
    this.#seals = [];
    this.#keeper?.give([]);
    this.#keeper?.keep(null);
  }
}
