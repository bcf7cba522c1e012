/** Mots français : ce qui se note quand un échange est fini. */
import type { SameKeys } from "../../shared/strings";
import type { wrapping as en } from "./en-wrapping";

export const wrapping: SameKeys<typeof en> = {
  noted_more: "Autres données pour les statistiques (facultatif)",
  noted_needs: "De quoi il s’agissait",
  need_shelter: "Un endroit où dormir",
  need_health: "La santé",
  need_substances: "L’alcool ou les drogues",
  need_legal: "Le droit",
  need_violence: "La violence",
  need_money: "L’argent",
  need_family: "La famille",
  need_work: "Le travail ou les études",
  noted_outcome: "Comment cela s’est terminé",
  outcome_helped: "Parler a suffi",
  outcome_referred: "Un lieu ou un service a été indiqué",
  outcome_goes_on: "L’échange reprendra une autre fois",
  outcome_nothing_fit: "Rien de convenable n’a été trouvé",
  outcome_cut_short: "L’échange s’est interrompu",
  noted_offered: "Ce qui a été proposé",
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
};
