/** The desk's sounds, made on the spot: a ring, a drop for new words, knocks for a risk, a fall. No files. */
import { signal } from "@preact/signals";
import { USUAL_VOLUME, volume } from "./choices";

interface Tone {
  readonly pitch: number;
  readonly at: number;
  readonly length: number;
  readonly loud: number;
}

const RING: readonly Tone[] = [
  { pitch: 523.25, at: 0, length: 0.5, loud: 0.16 },
  { pitch: 659.25, at: 0.22, length: 0.75, loud: 0.14 },
];
const KNOCK: readonly Tone[] = [0, 0.16, 0.4, 0.56].map((at) => ({ pitch: 440, at, length: 0.14, loud: 0.18 }));
const FALL: readonly Tone[] = [
  { pitch: 523.25, at: 0, length: 0.35, loud: 0.1 },
  { pitch: 392, at: 0.25, length: 0.6, loud: 0.1 },
];
const DROP: readonly Tone[] = [{ pitch: 783.99, at: 0, length: 0.28, loud: 0.07 }];

let context: AudioContext | undefined;

/** Whether the browser lets us be heard; it does so only after a press or a key. */
export const audible = signal(false);

/** Call it from a press or a key: browsers let a page sound only then. */
export async function unlock(): Promise<boolean> {
  if (typeof AudioContext === "undefined") return false;
  context ??= new AudioContext();
  context.onstatechange = listen;
  if (context.state !== "running") await context.resume().catch(() => undefined);
  listen();
  return audible.value;
}

function listen(): void {
  audible.value = context?.state === "running";
}

function play(tones: readonly Tone[]): void {
  if (context?.state !== "running") return;
  const loudness = (volume.peek() / USUAL_VOLUME) ** 2;
  if (loudness === 0) return;
  const start = context.currentTime + 0.02;
  for (const tone of tones) {
    const voice = context.createOscillator();
    const gain = context.createGain();
    voice.type = "sine";
    voice.frequency.value = tone.pitch;
    gain.gain.setValueAtTime(0, start + tone.at);
    gain.gain.linearRampToValueAtTime(tone.loud * loudness, start + tone.at + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, start + tone.at + tone.length);
    voice.connect(gain).connect(context.destination);
    voice.start(start + tone.at);
    voice.stop(start + tone.at + tone.length + 0.05);
  }
}

export function ring(): void {
  play(RING);
}

export function drop(): void {
  play(DROP);
}

export function knock(): void {
  play(KNOCK);
}

export function fall(): void {
  play(FALL);
}
