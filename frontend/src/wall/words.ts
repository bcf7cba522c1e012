/** What the wall says, in both languages. */
import type { Locale } from "../shared/protocol";
import { fill, type SameKeys } from "../shared/strings";

const en = {
  steady: "Steady", busy: "Busy", stretched: "Stretched",
  rule: "Stretched: somebody waits longer than twice {target}, or waits and nobody has room, or a high risk is not looked after. Busy: somebody waits longer than {target}, or a hand is up. Steady: neither.",
  waiting: "Waiting", nobody: "Nobody waits", longest: "longest {time}", within: "answered within {target} is the aim",
  needs: "Needs somebody", hands: "{count} hands up", high: "{count} of high risk, {unseen} not looked after", late: "{count} offers late", none: "Nothing just now",
  people: "Who is here", nobody_here: "Nobody is here", here: "here", resting: "resting", away: "away", holds: "{held} of {room}",
  talking: "Talking", places: "{count} places free", channels: "Channels", well: "runs", trouble: "trouble: {cause}", queued: "{count} texts wait",
  door_open: "Open", door_closing: "Last orders", door_closed: "Closed", door_full: "Full",
  old: "No news since {time}", minutes: "{count}\u00a0min", seconds: "{count}\u00a0s", now: "{time}",
  overflow: "{line} to {to} after {minutes}\u00a0min: {by}, {since} to {until}",
  passed_on: "One person waits at {partner}, {time} by now. Back here after {back}.",
  one_hand: "1 hand up", one_late: "1 offer late", one_place: "1 place free", desk: "To the desk", drill: "Drill: nobody real writes here",
  late_title: "Offers nobody answered", late_what: "Of the last hour, and only while the person still waits.", ago: "{time}\u00a0ago",
  late_who: "Rang with", late_when: "Began", late_rang: "Rang for", late_waits: "Still waits",
} as const;
const fr: SameKeys<typeof en> = {
  steady: "Calme", busy: "Chargé", stretched: "Débordé",
  rule: "Débordé\u00a0: une personne attend plus de deux fois {target}, ou attend sans place libre, ou un risque élevé n’est suivi par personne. Chargé\u00a0: une personne attend plus de {target}, ou une main est levée. Calme\u00a0: rien de cela.",
  waiting: "En attente", nobody: "Personne n’attend", longest: "au plus {time}", within: "le but\u00a0: répondre en {target}",
  needs: "À regarder", hands: "{count} mains levées", high: "{count} à risque élevé, dont {unseen} sans suivi", late: "{count} offres en retard", none: "Rien en ce moment",
  people: "Qui est là", nobody_here: "Personne n’est là", here: "présence", resting: "pause", away: "absence", holds: "{held} sur {room}",
  talking: "En conversation", places: "{count} places libres", channels: "Canaux", well: "fonctionne", trouble: "problème\u00a0: {cause}", queued: "{count} textos attendent",
  door_open: "Ouvert", door_closing: "Dernières entrées", door_closed: "Fermé", door_full: "Complet",
  old: "Sans nouvelles depuis {time}", minutes: "{count}\u00a0min", seconds: "{count}\u00a0s", now: "{time}",
  overflow: "{line} vers {to} après {minutes}\u00a0min\u00a0: {by}, de {since} à {until}",
  passed_on: "Une personne attend chez {partner} depuis {time}. De retour ici après {back}.",
  one_hand: "1 main levée", one_late: "1 offre en retard", one_place: "1 place libre", desk: "Vers le poste d’écoute", drill: "Exercice\u00a0: les personnes qui écrivent ici sont inventées",
  late_title: "Offres sans réponse", late_what: "De la dernière heure, tant que la personne attend.", ago: "il y a {time}",
  late_who: "A sonné chez", late_when: "Début", late_rang: "A sonné", late_waits: "Attend encore",
};

export type Name = keyof typeof en;
const WORDS = { en, fr } as const;

export function wordsIn(locale: Locale): (name: Name, values?: Readonly<Record<string, string | number>>) => string {
  return (name, values = {}) => fill(WORDS[locale][name], values);
}
