/** Why somebody stands before others, in words: nothing about the order of the queue is a secret. */
import type { Why } from "../shared/protocol";
import { t, type Name } from "./words";

/** The risk before all else: where there is room for a few words only, it is what is read. */
export function reasons(why: readonly Why[] = []): string {
  const risks = why.filter(({ code }) => code === "risk");
  return [...risks, ...why.filter(({ code }) => code !== "risk")].map(reason).join(", ");
}

function reason({ code, tier, phrase }: Why): string {
  if (code === "phrase") return t("why_phrase", { phrase: phrase ?? "" });
  if (code === "risk") return t(RISKS[tier] ?? "why_risk_1");
  return t(code === "help" ? "why_help" : "why_dropped");
}

const RISKS: Readonly<Record<number, Name>> = { 1: "why_risk_1", 2: "why_risk_2", 3: "why_risk_3" };

/** Nothing where nothing puts it before others. */
export function First({ why }: { why: readonly Why[] | undefined }) {
  const said = reasons(why);
  return said === "" ? null : <span class="why first" title={said}>{said}</span>;
}
