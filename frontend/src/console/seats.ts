/** Which number each conversation has, kept by this tab alone: after a reload a number leads to whom it led before. */
import { effect, type ReadonlySignal } from "@preact/signals";
import { seat } from "./slots";
import type { Desk } from "./state";

const PLACE = "seats";

/** Storage may be switched off; then a reload seats everybody anew, in the order in which they were taken. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

/** As this tab last had them; somebody may have put there what is none. */
function before(): readonly (string | null)[] {
  try {
    const kept: unknown = JSON.parse(storage()?.getItem(PLACE) ?? "[]");
    return Array.isArray(kept) ? kept.map((each: unknown) => (typeof each === "string" ? each : null)) : [];
  } catch {
    return [];
  }
}

export class Seats {
  private readonly stop: () => void;

  /** Keeps the numbers as they change: ids and nothing else, gone with the tab. */
  constructor(desk: ReadonlySignal<Desk | null>) {
    this.stop = effect(() => {
      const seats = desk.value?.slots;
      if (seats === undefined) return;
      if (seats.length === 0) storage()?.removeItem(PLACE);
      else storage()?.setItem(PLACE, JSON.stringify(seats));
    });
  }

  /** The first desk of this page, at the numbers that it had before a reload. */
  asBefore(desk: Desk): Desk {
    return { ...desk, slots: seat(before(), desk.conversations.map(({ conversation }) => conversation)) };
  }

  forget(): void {
    this.stop();
    storage()?.removeItem(PLACE);
  }

  close(): void {
    this.stop();
  }
}
