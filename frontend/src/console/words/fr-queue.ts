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
  why_quiet: "plus de signe",
  offer_quiet: "Plus aucun signe depuis un instant.",
  later_why: "Plus tard, et pourquoi",
  later_what: "Quelqu’un d’autre est sollicité. La raison ne sert qu’à prévoir les horaires.",
  later_break: "J’ai besoin d’une pause",
  later_busy: "J’ai les mains pleines",
  later_too_hard: "Trop dur pour moi en ce moment",
  later_known: "C’est peut-être une connaissance",
  later_other: "Autre chose",
  aside_away: "Vous êtes hors poste",
  aside_resting: "Vous êtes en pause",
  aside_next: "Deux demandes ont sonné sans réponse. Revenez quand vous pourrez.",
};
