/** What a tab keeps across a reload: sealed under a key that only the server gives, in the tab's own storage. */

export interface Keeper<Kept> {
  /** The server's keys: the first seals from now on, each may open what was left. */
  give(keys: readonly string[]): void;
  /** What an earlier life of this tab left, if a key opens it; what no key opens is thrown away. */
  open(): Promise<Kept | undefined>;
  /** Keeps this in place of what was kept before, in a moment; null forgets at once. */
  keep(kept: Kept | null): void;
}

/** Letters come quickly; what is kept may be behind by this much. */
export const KEEP_AFTER = 200;
/** The length of what is kept says no more of the words than this. */
const BLOCK = 1_024;
const NONCE = 12;

/** Storage may be switched off; then nothing outlives a reload, and nothing else changes. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Without TLS browsers give no ciphers: then nothing is kept. */
function imported(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", fromBase64(key), "AES-GCM", false, ["encrypt", "decrypt"]);
}

function suite(name: string, iv: Uint8Array<ArrayBuffer>): AesGcmParams {
  return { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(name) };
}

async function sealed(name: string, key: string, value: unknown): Promise<string> {
  const words = new TextEncoder().encode(JSON.stringify(value));
  const padded = new Uint8Array(Math.ceil(words.length / BLOCK) * BLOCK).fill(32);
  padded.set(words);
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const closed = await crypto.subtle.encrypt(suite(name, iv), await imported(key), padded);
  return toBase64(new Uint8Array([...iv, ...new Uint8Array(closed)]));
}

async function unsealed(name: string, key: string, text: string): Promise<unknown> {
  const bytes = fromBase64(text);
  const opened = await crypto.subtle.decrypt(suite(name, bytes.slice(0, NONCE)), await imported(key), bytes.slice(NONCE));
  return JSON.parse(new TextDecoder().decode(opened));
}

/** `name` is where it lies; what was sealed under one name does not open under another. */
export function createKeeper<Kept>(name: string): Keeper<Kept> {
  let keys: readonly string[] = [];
  /** Counts up with every wish, so that a slower, older one writes nothing any more. */
  let wish = 0;

  async function write(mine: number, kept: Kept): Promise<void> {
    const key = keys[0];
    if (mine !== wish || key === undefined) return;
    try {
      const text = await sealed(name, key, kept);
      if (mine === wish) storage()?.setItem(name, text);
    } catch {
      // No cipher or no room: these words do not outlive a reload.
    }
  }

  return {
    give(given) {
      keys = given;
    },
    async open() {
      const text = storage()?.getItem(name) ?? null;
      if (text === null) return undefined;
      for (const key of keys) {
        try {
          return (await unsealed(name, key, text)) as Kept;
        } catch {
          // Another key, or none: it was not meant to be read any more.
        }
      }
      storage()?.removeItem(name);
      return undefined;
    },
    keep(kept) {
      wish += 1;
      const mine = wish;
      if (kept === null) storage()?.removeItem(name);
      else setTimeout(() => void write(mine, kept), KEEP_AFTER);
    },
  };
}
