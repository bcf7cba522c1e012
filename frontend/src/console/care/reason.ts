/** Why a conversation of high risk may leave the hands that hold it, while it is being typed. */
import { signal } from "@preact/signals";
import type { Uuid } from "../../shared/protocol";

const reasons = signal<Readonly<Record<Uuid, string>>>({});

export function reasonFor(conversation: Uuid): string {
  return reasons.value[conversation] ?? "";
}

export function setReason(conversation: Uuid, words: string): void {
  reasons.value = { ...reasons.peek(), [conversation]: words };
}

/** What goes with a command; typed once, and given once. */
export function takeReason(conversation: Uuid): { reason?: string } {
  const { [conversation]: words = "", ...rest } = reasons.peek();
  reasons.value = rest;
  return words.trim() === "" ? {} : { reason: words.trim() };
}
