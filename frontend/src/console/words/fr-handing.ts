/** French words for what goes from hand to hand; same names as the English ones. */
import type { SameKeys } from "../../shared/strings";
import type { handing as en } from "./en-handing";

export const handing: SameKeys<typeof en> = {
  hand_over: "Confier",
  hand_who: "À qui confier {name}\u202f?",
  hand_nobody: "Personne d’autre n’est en poste en ce moment.",
  hand_resting: "{name}, en pause",
  hand_language: "{name}, autre langue",
  hand_full: "{name}, mains pleines",
  hand_note: "Un mot pour cette personne",
  hand_what: "À lire avant de répondre. {name} ne le voit jamais. Jusqu’au oui, la conversation reste à vous.",
  hand_ask: "Choisissez quelqu’un",
  hand_ask_name: "Demander à {name}",
  hand_asked: "Demandé à {name}",
  hand_waits: "On a demandé à {name} de prendre la suite. Jusqu’au oui, la conversation reste à vous.",
  hand_undo: "Ne plus demander",
  asked_over: "{name} vous demande de prendre la suite.",
  asked_left: "{count} s",
  asked_yes: "Prendre la suite",
  asked_no: "Pas maintenant",
  given: "{handle} est maintenant entre les mains de {name}.",
  given_some: "{handle} est maintenant entre d’autres mains.",
  fact_asked: "On a demandé à quelqu’un de l’équipe de prendre la suite, {time}.",
  fact_unasked_declined: "Réponse de l’équipe\u00a0: pas maintenant. {time}",
  fact_unasked_lapsed: "L’équipe n’a pas répondu. {time}",
  fact_unasked_withdrawn: "La demande à l’équipe est retirée. {time}",
  fact_handed: "La conversation a changé de mains à {time}.",
  keys_receive: "Prendre la suite quand l’équipe le demande",
  keys_refuse: "Pas maintenant, quand l’équipe demande",
};
