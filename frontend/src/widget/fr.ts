/** The words up to the first message, in French: written in French, with narrow spaces (\u202f before ? ! ;). */
import type { Words } from "./en.ts";

export const fr: Words = {
  exit: "Sortie rapide",
  loading: "Chargement",
  menu: "Autres choix",

  first_now: "Personne n’est encore là.",
  first_more: "",
  first_next: "Ensuite\u00a0: appuyez sur Commencer.",
  back_now: "Un instant.",
  back_more: "",
  back_next: "Ensuite\u00a0: la conversation revient.",
  write_now: "Personne n’est encore là.",
  write_more: "",
  write_next: "Ensuite\u00a0: écrivez vos premiers mots.",
  cut_now: "Pas de réseau.",
  cut_more: "On réessaie.",
  cut_next: "Ensuite\u00a0: tout partira à son retour.",

  first_title: "Avant de commencer",
  safe_lead: "Est-ce sûr maintenant\u202f?",
  safe: "Si quelqu’un peut voir l’écran, attendez ou changez de téléphone.",
  leave_lead: "Pour partir vite\u00a0:",
  leave: "Sortie rapide, ou trois fois la touche Maj. Une autre page s’ouvre.",
  who_lead: "Qui lit\u00a0:",
  who: "la personne qui vous répond et celle qui la guide.",
  kept_lead: "Ce qu’on garde\u00a0:",
  kept: "rien. Vos mots sont effacés à la fin.",
  limits_lead: "Quand il faut le dire\u00a0:",
  limits: "une vie est en danger, ou on fait du mal à un enfant. Si possible, on vous prévient avant.",
  start: "Commencer",
  no_account: "Sans nom, sans numéro, sans compte.",
  anew: "L’autre conversation est fermée. Vous pouvez en commencer une.",

  write_title: "Écrivez peu ou beaucoup.",
  write_help: "Une personne va vous lire. Un mot suffit pour commencer.",

  log: "Votre conversation",
  someone: "La personne qui répond",
  try_now: "Réessayer",

  message: "Votre message",
  placeholder: "Écrivez ici",
  send: "Envoyer",
  unseen: "Personne ne voit ce que vous tapez avant l’envoi.",
  exit_cut: "Sortie rapide marche aussi sans réseau.",

  language: "In English",
};
