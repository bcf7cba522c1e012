/** The desk's sounds, made on the spot: a soft ring for an offer, one drop for new words. No files. */
import { signal } from "@preact/signals";

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
  const start = context.currentTime + 0.02;
  for (const tone of tones) {
    const voice = context.createOscillator();
    const gain = context.createGain();
    voice.type = "sine";
    voice.frequency.value = tone.pitch;
    gain.gain.setValueAtTime(0, start + tone.at);
    gain.gain.linearRampToValueAtTime(tone.loud, start + tone.at + 0.03);
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
