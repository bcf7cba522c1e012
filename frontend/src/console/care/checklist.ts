/** The line's checklist at a high risk, asked for when it is opened, and what may be chosen of it and of the decision. */
import { signal } from "@preact/signals";
import type { Decide, Uuid } from "../../shared/protocol";
import { page } from "../page";

export interface Check {
  readonly id: string;
  readonly en: string;
  readonly fr: string;
}

export type Answer = "yes" | "no" | "unknown";
export type Asked = readonly Check[] | "loading" | "failed";

export const ANSWERS = ["yes", "no", "unknown"] as const satisfies readonly Answer[];
export const DECIDED = ["stay", "plan", "third", "with", "without", "report", "passed", "lost"] as const satisfies readonly Decide["decided"][];

/** What is chosen and not written down yet; the server keeps it till it is. */
export interface Chosen {
  readonly decided: Decide["decided"] | "";
  readonly checks: Readonly<Record<string, Answer>>;
  /** `alone`, `outside`, a colleague's id, or "" for not said. */
  readonly beside: string;
  readonly confirmed: Answer | "";
}

export const NOTHING: Chosen = { decided: "", checks: {}, beside: "", confirmed: "" };

export function isBegun({ decided, checks, beside, confirmed }: Chosen): boolean {
  return decided !== "" || beside !== "" || confirmed !== "" || Object.keys(checks).length > 0;
}

export const asked = signal<Readonly<Record<Uuid, Asked>>>({});

/** Words stay in this page: they go with the decision, sealed, and are kept nowhere before. */
const reasons = signal<Readonly<Record<Uuid, string>>>({});

export function reasonOf(conversation: Uuid): string {
  return reasons.value[conversation] ?? "";
}

export function give(conversation: Uuid, reason: string): void {
  reasons.value = { ...reasons.value, [conversation]: reason };
}

export function forget(conversation: Uuid): void {
  const { [conversation]: _, ...rest } = reasons.peek();
  reasons.value = rest;
}

/** An answer once more takes it back. */
export function answered(checks: Chosen["checks"], id: string, answer: Answer): Chosen["checks"] {
  const { [id]: before, ...rest } = checks;
  return before === answer ? rest : { ...rest, [id]: answer };
}

export async function fetchChecks(conversation: Uuid): Promise<void> {
  asked.value = { ...asked.peek(), [conversation]: "loading" };
  const found = await read(`${page.checklist}${conversation}/`);
  asked.value = { ...asked.peek(), [conversation]: found };
}

async function read(url: string): Promise<Asked> {
  try {
    const answer = await fetch(url, { credentials: "same-origin", cache: "no-store", headers: { Accept: "application/json" } });
    const list: unknown = answer.ok ? await answer.json() : null;
    return Array.isArray(list) ? (list as Check[]) : "failed";
  } catch {
    return "failed";
  }
}

/** The frame that writes it down, once there is a decision; answers to questions that are gone are not said. */
export function written(conversation: Uuid, chosen: Chosen, reason: string, known: readonly Check[]): Decide | null {
  if (chosen.decided === "") return null;
  const ids = new Set(known.map(({ id }) => id));
  const checks = Object.fromEntries(Object.entries(chosen.checks).filter(([id]) => ids.has(id)));
  return {
    type: "decide",
    conversation,
    decided: chosen.decided,
    ...(Object.keys(checks).length === 0 ? {} : { checks }),
    ...besides(chosen.beside),
    ...(chosen.confirmed === "" ? {} : { confirmed: chosen.confirmed }),
    ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
  };
}

export function besides(beside: string): Pick<Decide, "beside" | "colleague"> {
  if (beside === "") return {};
  return beside === "alone" || beside === "outside" ? { beside } : { beside: "colleague", colleague: beside };
}
