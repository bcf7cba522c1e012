/** The line's checklist at a high risk, asked for when it is opened, and what is being chosen of it and of the decision. */
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

/** What is chosen and not written down yet: gone when it is, or when the page is closed. */
export interface Draft {
  readonly decided: Decide["decided"] | "";
  readonly checks: Readonly<Record<string, Answer>>;
  /** `alone`, `outside`, a colleague's id, or "" for not said. */
  readonly beside: string;
  readonly confirmed: Answer | "";
  readonly reason: string;
}

export const NOTHING: Draft = { decided: "", checks: {}, beside: "", confirmed: "", reason: "" };

export const asked = signal<Readonly<Record<Uuid, Asked>>>({});
const drafts = signal<Readonly<Record<Uuid, Draft>>>({});

export function draftOf(conversation: Uuid): Draft {
  return drafts.value[conversation] ?? NOTHING;
}

export function choose(conversation: Uuid, change: Partial<Draft>): void {
  drafts.value = { ...drafts.value, [conversation]: { ...draftOf(conversation), ...change } };
}

export function forget(conversation: Uuid): void {
  const { [conversation]: _, ...rest } = drafts.peek();
  drafts.value = rest;
}

/** An answer once more takes it back. */
export function answered(checks: Draft["checks"], id: string, answer: Answer): Draft["checks"] {
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
export function written(conversation: Uuid, draft: Draft, known: readonly Check[]): Decide | null {
  if (draft.decided === "") return null;
  const ids = new Set(known.map(({ id }) => id));
  const checks = Object.fromEntries(Object.entries(draft.checks).filter(([id]) => ids.has(id)));
  return {
    type: "decide",
    conversation,
    decided: draft.decided,
    ...(Object.keys(checks).length === 0 ? {} : { checks }),
    ...besides(draft.beside),
    ...(draft.confirmed === "" ? {} : { confirmed: draft.confirmed }),
    ...(draft.reason.trim() === "" ? {} : { reason: draft.reason.trim() }),
  };
}

function besides(beside: string): Pick<Decide, "beside" | "colleague"> {
  if (beside === "") return {};
  return beside === "alone" || beside === "outside" ? { beside } : { beside: "colleague", colleague: beside };
}
