/** Mots français : pourquoi quelqu'un passe devant, et ce que deviennent les demandes. */
import type { SameKeys } from "../../shared/strings";
import type { queue as en } from "./en-queue";

export const queue: SameKeys<typeof en> = {
  first_because: "Pourquoi en premier",
  why_risk_1: "inquiétude",
  why_risk_2: "risque élevé",
  why_risk_3: "risque imminent",
  why_phrase: "a écrit « {phrase} »",
  why_help: "a demandé de l’aide",
  why_dropped: "la personne qui répondait n’est plus là",
};
