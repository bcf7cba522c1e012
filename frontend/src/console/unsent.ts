/** Drafts and words on their way outlive a reload: sealed per conversation, opened only by who holds it. */
import { effect } from "@preact/signals";
import type { Snapshot, Uuid } from "../shared/protocol";
import { createKeeper, type Keeper } from "../shared/sealed";
import type { Left, Mail } from "./mail";

const PLACE = "unsent ";

interface Safe {
  readonly keeper: Keeper<Left>;
  /** Its key, once the server has given one. */
  seal: string;
  last: string;
}

/** Every conversation of which this tab has kept something. */
function keptHere(): readonly Uuid[] {
  try {
    return Object.keys(sessionStorage).filter((name) => name.startsWith(PLACE)).map((name) => name.slice(PLACE.length));
  } catch {
    return [];
  }
}

export class Unsent {
  private readonly mail: Mail;
  private readonly safes = new Map<Uuid, Safe>();
  private opened = false;
  private readonly stop: () => void;

  constructor(mail: Mail) {
    this.mail = mail;
    this.stop = effect(() => this.keep());
  }

  private safe(conversation: Uuid): Safe {
    const known = this.safes.get(conversation) ?? { keeper: createKeeper<Left>(PLACE + conversation), seal: "", last: "" };
    this.safes.set(conversation, known);
    return known;
  }

  /** Takes the key of a conversation; with a new one everything is sealed anew. */
  give(conversation: Uuid, seal: string | undefined): void {
    const safe = this.safe(conversation);
    if (seal === undefined || safe.seal === seal) return;
    safe.seal = seal;
    safe.keeper.give([seal]);
    safe.last = "";
  }

  /** Whether something of an earlier life lies here, so that the line must wait for it. */
  waits(): boolean {
    if (!this.opened && keptHere().length === 0) this.opened = true;
    return !this.opened;
  }

  /** Takes the keys of all that is ours. */
  giveAll({ conversations }: Snapshot): void {
    for (const { conversation, seal } of conversations) this.give(conversation, seal);
  }

  /**
   * Opens, once in this page's life, what an earlier one left. Gives how many conversations had words
   * that nobody can send any more, because they are somebody else's now.
   */
  async bringBack({ conversations }: Snapshot): Promise<number> {
    const ours = new Set(conversations.map(({ conversation }) => conversation));
    const places = keptHere();
    const left = await Promise.all(
      places.filter((each) => ours.has(each)).map(async (each) => [each, await this.safe(each).keeper.open()] as const),
    );
    if (this.opened) return 0;
    this.opened = true;
    for (const [conversation, words] of left) if (words !== undefined) this.mail.restore(conversation, words);
    const gone = places.filter((each) => !ours.has(each));
    for (const each of gone) this.safe(each).keeper.keep(null);
    this.keep();
    return gone.length;
  }

  /** Keeps what is not sent of each conversation; runs again whenever that changes. */
  private keep(): void {
    const left = this.mail.left();
    if (!this.opened) return;
    for (const [conversation, words] of left) {
      const safe = this.safe(conversation);
      const now = JSON.stringify(words);
      if (safe.seal === "" || safe.last === now) continue;
      safe.last = now;
      safe.keeper.keep(words);
    }
    for (const [conversation, safe] of this.safes) {
      if (left.has(conversation) || safe.last === "") continue;
      safe.last = "";
      safe.keeper.keep(null);
    }
  }

  /** Whoever signs out leaves nothing behind. */
  forget(): void {
    this.close();
    for (const each of keptHere()) this.safe(each).keeper.keep(null);
    for (const safe of this.safes.values()) safe.keeper.keep(null);
  }

  close(): void {
    this.stop();
  }
}
