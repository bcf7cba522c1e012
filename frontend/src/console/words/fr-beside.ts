/** French words for what stands beside the talk, written and not carried over; same names as the English ones. */
import type { SameKeys } from "../../shared/strings";
import type { beside as english } from "./en-beside";

export const beside: SameKeys<typeof english> = {
  guidance: "Repères",
  guidance_what: "À lire. Rien d’ici n’est envoyé.",
  guidance_loading: "On cherche les repères",
  guidance_failed: "Les repères n’ont pas pu être chargés.",
  keys_guidance: "Repères",
  note: "Note d’équipe",
  note_what: "{name} ne la voit jamais.",
  note_placeholder: "Seulement pour l’équipe",
  note_keep: "Garder la note",
  not_printed: "Les conversations ne s’impriment pas\u00a0: le papier survit à ce qui s’efface ici.",
  tab_now: "0\u00a0s",
  tab_not_ready: "Attente",
  tab_paused: "Pause",
  tab_check: "À voir",
  also_open: "Aussi ouverte dans une autre fenêtre",
  also_writing: "Vous écrivez dans une autre fenêtre",
};
