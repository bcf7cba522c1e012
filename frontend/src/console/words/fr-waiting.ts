/** French words for who comes in and who may be written to; same names as the English ones. */
import type { SameKeys } from "../../shared/strings";
import type { waiting as en } from "./en-waiting";

export const waiting: SameKeys<typeof en> = {
  hold_not_ready: "Attendez son signal.",
  hold_not_ready_what: "On lui demande si elle est seule devant l’écran. Ensuite, ceci s’ouvre tout seul.",
  hold_paused: "Pause de la personne.",
  hold_paused_what: "Jusqu’à {time}, ou jusqu’à son retour. Ensuite, ceci s’ouvre tout seul.",
  short_not_ready: "Pas encore prête. Vos mots restent ici.",
  short_paused: "Pause de la personne. Vos mots restent ici.",
  row_not_ready: "Pas encore prête",
  row_paused: "En pause",
  fact_ready: "La personne a donné son signal à {time}.",
  fact_paused: "La personne a pris une pause à {time}.",
  fact_resumed: "La personne est revenue de sa pause à {time}.",
  fact_pause_over: "Sa pause a pris fin à {time}.",
  asked_another: "{name} a demandé quelqu’un d’autre et garde sa place. Cela n’a peut-être rien à voir avec vous.",
  say_ready: "{name} est prête. Vous pouvez écrire.",
  say_paused: "{name} prend une pause.",
  say_resumed: "{name}\u00a0: la pause est finie. Vous pouvez écrire.",

  orders: "Dernières entrées",
  orders_short: "Entrées",
  orders_what: "Plus personne n’entre par le web avant la prochaine ouverture, ou avant que vous le permettiez. Qui attend l’apprend et reçoit encore une réponse.",
  orders_hold: "Plus personne n’entre par le web avant la prochaine ouverture, ou avant que vous le permettiez.",
  orders_call: "Arrêter les entrées",
  orders_back: "Laisser entrer de nouveau",
  orders_by: "Dernières entrées\u00a0: {name}, {time}",
  orders_since: "Dernières entrées\u00a0: {time}",
  door_closing: "Fermeture.",
  door_closed: "Fermé.",
  door_full: "Complet.",
  door_until: "Jusqu’à {time}.",
  door_again: "Ouverture\u00a0: {time}.",
  door_day: "{date}, {time}",
  door_new: "Plus personne n’entre par le web.",
};
