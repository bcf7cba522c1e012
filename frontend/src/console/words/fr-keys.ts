/** French words for commands, written and not carried over; same names as the English ones. */
import type { SameKeys } from "../../shared/strings";
import type { keys as english } from "./en-keys";

export const keys: SameKeys<typeof english> = {
  keys_go: "Aller à la conversation {slot}",
  keys_previous: "Conversation précédente",
  keys_waiting: "La suivante qui vous attend",
  keys_take: "Prendre l’offre",
  keys_later: "Laisser passer l’offre",
  keys_next: "Prendre la suivante dans la file",
  keys_risk: "Régler le risque",
  keys_back: "Confier, ou remettre dans la file",
  keys_about: "Écrire une note d’équipe",
  keys_wrap: "Terminer, puis bilan",
  keys_find: "Trouver une commande",
  keys_keys: "Cette liste, hors des champs",
  keys_pane: "Partie suivante de l’écran",
  keys_enter: "Envoyer",
  keys_break: "Nouvelle ligne",
  keys_slash: "Au début d’un mot\u00a0: lieux et réponses",
  keys_escape: "Fermer ce qui est ouvert\u202f; les mots restent",
  part_talk: "La conversation devant vous",
  part_queue: "Offres et file",
  part_beside: "À côté de la conversation",
  part_screen: "L’écran",
  part_writing: "Pendant que vous écrivez",
  find_title: "Toutes les commandes",
  find_what: "Tapez une partie du nom",
  find_none: "Aucune commande n’a ce nom.",
  find_later: "pas maintenant",
};
