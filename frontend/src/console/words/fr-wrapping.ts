/** Mots français : ce qui se note quand un échange est fini. */
import type { SameKeys } from "../../shared/strings";
import type { wrapping as en } from "./en-wrapping";

export const wrapping: SameKeys<typeof en> = {
  noted_more: "Autres données pour les statistiques (facultatif)",
  noted_needs: "De quoi il s’agissait",
  noted_outcome: "Comment cela s’est terminé",
  noted_offered: "Ce qui a été proposé",
  noted_retired: "retiré de la liste",
  noted_relation: "Qui a écrit, par rapport à la personne concernée",
  relation_self: "La personne elle-même",
  relation_family: "La famille",
  relation_friend: "Un proche",
  relation_agency: "Un organisme ou un service",
  relation_landlord: "Le ou la propriétaire du logement",
  relation_business: "Un commerce ou le voisinage",
  relation_police: "La police",
  relation_media: "Les médias",
  relation_other: "Quelqu’un d’autre",
  wrap_digits: "Les chiffres choisissent ; 0 passe à la suite, Entrée ferme.",
  figures: "Chiffres",
};
