/** The device's own notices, while this page cannot be seen; they never say who or what. */
import { signal } from "@preact/signals";
import { t, type Name } from "./words";

/** Whether the browser lets us: yes, no, not asked yet, or it has no such thing. */
export type Leave = "granted" | "denied" | "default" | "none";

function read(): Leave {
  return typeof Notification === "undefined" ? "none" : Notification.permission;
}

export const leave = signal<Leave>(read());

/** Looks again: a person may change it in the browser at any time. */
export function lookAgain(): void {
  leave.value = read();
}

/** Call it from a press: the browser asks then. */
export async function askLeave(): Promise<void> {
  if (read() === "default") await Notification.requestPermission();
  lookAgain();
}

/** Shows one notice; the returned function takes it away again. */
export function notice(tag: string, words: Name, always = false): () => void {
  lookAgain();
  const seen = document.visibilityState === "visible" && !always;
  if (leave.peek() !== "granted" || seen) return () => undefined;
  const shown = new Notification(t(words), { tag: `desk-${tag}`, silent: true });
  shown.onclick = () => {
    window.focus();
    shown.close();
  };
  return () => shown.close();
}
