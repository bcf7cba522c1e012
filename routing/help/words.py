"""The words of the help pages, in both languages: short, and without a word that says who asks."""

from collections.abc import Mapping

from helpline.errors import Code

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Places to go", "Des lieux où aller"),
    "language": ("En français", "In English"),
    "exit": ("Exit now", "Sortie rapide"),
    "exit_slow": ("Too slow? Leave by this link.", "Trop lent\u202f? Partez par ce lien."),
    "loading": ("Loading", "Chargement"),
    "lead": (
        "Look for yourself. Nobody is told, and we keep nothing of it.",
        "Cherchez sans parler à personne. On ne garde rien de ce que vous cherchez.",
    ),
    "history": (
        "This page’s address may stay in the browser’s history. What you look for does not.",
        "L’adresse de cette page peut rester dans l’historique. Pas ce que vous cherchez.",
    ),
    "back_asks": (
        "Use the buttons here, not Back. Back may ask to send something again. Say no.",
        "Utilisez les boutons d’ici, pas Retour. Retour peut demander de renvoyer. Dites non.",
    ),
    "words": ("What are you looking for?", "Que cherchez-vous\u202f?"),
    "words_help": ("For example: a bed, food, a lawyer", "Par exemple\u00a0: un lit, un repas"),
    "place": ("Town or area", "Ville ou région"),
    "only": ("Show only", "Seulement"),
    "open_now": ("Open now", "Ouvert maintenant"),
    "free": ("Free", "Gratuit"),
    "more_conditions": ("More that may matter to you", "Ce qui peut compter pour vous"),
    "search": ("Search", "Chercher"),
    "needs": ("What do you need?", "De quoi avez-vous besoin\u202f?"),
    "narrower": ("More exactly", "Plus précisément"),
    "see_also": ("See also", "Voir aussi"),
    "nothing_yet": (
        "There is no place in this list yet. You can still talk with us.",
        "Il n’y a pas encore de lieu dans cette liste. Vous pouvez nous écrire.",
    ),
    "change": ("Change the search", "Changer la recherche"),
    "begin_again": ("All needs", "Tous les besoins"),
    "found_one": ("One place that fits", "Un lieu qui convient"),
    "found": ("{n} places that fit", "{n} lieux qui conviennent"),
    "found_all": ("{n} places that fit or may fit", "{n} lieux qui conviennent, ou peut-être"),
    "found_none": ("No place that fits for sure", "Aucun lieu qui convient à coup sûr"),
    "found_nothing": ("We found no place", "On n’a rien trouvé"),
    "nothing_help": (
        "Try fewer words, or take off a condition. Or ask us: we may know of one.",
        "Essayez moins de mots ou de conditions. Vous pouvez aussi nous demander.",
    ),
    "unsure_one": (
        "One more place may fit. Nobody knows for sure yet: {what}.",
        "Un autre lieu convient peut-être. On ne sait pas encore\u00a0: {what}.",
    ),
    "unsure": (
        "{n} more may fit. Nobody knows for sure yet: {what}.",
        "{n} autres conviennent peut-être. On ne sait pas encore\u00a0: {what}.",
    ),
    "show_unsure": ("Show them too", "Les montrer aussi"),
    "hide_unsure": ("Only what is sure", "Seulement ce qui est sûr"),
    "all_shown": (
        "With those of which we do not know it. Ask them before you go.",
        "Avec ceux dont on ne le sait pas. Demandez-leur avant d’y aller.",
    ),
    "abroad": (
        "In this country we know of no place that fits. These are in another one.",
        "Dans ce pays, on ne connaît pas de lieu qui convient. Ceux-ci sont dans un autre.",
    ),
    "read_place": ("We looked in: {place}", "On a cherché à\u00a0: {place}"),
    "next_page": ("Show the next ones", "Voir la suite"),
    "page_before": ("Show the ones before", "Voir ce qui précède"),
    "page_of": ("Page {n} of {last}", "Page {n} sur {last}"),
    "details": ("More about it", "En savoir plus"),
    "call": ("Call", "Appeler"),
    "text": ("Text", "Texto"),
    "tty": ("TTY", "ATS"),
    "back": ("Back to the list", "Retour à la liste"),
    "secret": (
        "The place is kept secret. Ask them first.",
        "Le lieu est secret. Demandez-leur d’abord.",
    ),
    "reach": ("How to reach them", "Comment les joindre"),
    "no_phone": ("No phone number is known.", "On ne connaît pas de numéro."),
    "website": ("Their website", "Leur site"),
    "leaves_trace": (
        "A website or e-mail can leave a trace on this device.",
        "Un site ou un courriel peut laisser une trace sur cet appareil.",
    ),
    "unreached": (
        "Their website did not work lately. They may still be open.",
        "Leur site ne marche pas ces jours-ci. Le lieu est peut-être ouvert.",
    ),
    "unreached_one": (
        "This page did not work lately: {page}. They may still be open.",
        "Cette page ne marche pas ces jours-ci\u00a0: {page}. Le lieu est peut-être ouvert.",
    ),
    "when": ("When", "Quand"),
    "shut": ("Closed now", "Fermé maintenant"),
    "next": ("Opens next: {when}", "Prochaine ouverture\u00a0: {when}"),
    "hours_unknown": ("We do not know the hours.", "On ne connaît pas les heures."),
    "zone": ("Times of {zone}.", "Heure de {zone}."),
    "where": ("Where", "Où"),
    "serves": ("For people in: {places}", "Pour les gens de\u00a0: {places}"),
    "serves_short": ("For people in:", "Pour les gens de\u00a0:"),
    "where_unknown": ("We do not know where it is.", "On ne sait pas où c’est."),
    "cost": ("What it costs", "Ce que ça coûte"),
    "cost_free": ("Free.", "Gratuit."),
    "cost_fee": ("It costs money.", "C’est payant."),
    "cost_unknown": ("We do not know. Ask first.", "On ne sait pas. Demandez d’abord."),
    "who": ("Who it is for", "Pour qui"),
    "ages": ("Ages {least} to {most}.", "De {least} à {most} ans."),
    "from_age": ("Age {least} and over.", "À partir de {least} ans."),
    "to_age": ("Up to age {most}.", "Jusqu’à {most} ans."),
    "ages_unknown": ("Ages: we do not know.", "Âges\u00a0: on ne sait pas."),
    "languages": ("Languages: {names}.", "Langues\u00a0: {names}."),
    "languages_unknown": ("Languages: we do not know.", "Langues\u00a0: on ne sait pas."),
    "good": ("Good to know", "Bon à savoir"),
    "care": ("Think of this first", "À savoir avant"),
    "unknown": ("What we do not know", "Ce qu’on ne sait pas"),
    "unknown_help": (
        "Nobody has told us. It is not a no. Ask before you go.",
        "Personne ne nous l’a dit. Ce n’est pas un non. Demandez avant d’y aller.",
    ),
    "bring": ("What they ask you to bring", "Ce qu’il faut apporter"),
    "apply": ("How to get in", "Comment entrer"),
    "stay_one": ("You can stay for one day.", "On peut y rester un jour."),
    "months_one": ("It can go on for one month.", "Cela peut durer un mois."),
    "stay": ("You can stay up to {n} days.", "On peut y rester jusqu’à {n} jours."),
    "months": ("It can go on for {n} months.", "Cela peut durer {n} mois."),
    "room": ("There was room on {day}.", "Il y avait de la place le {day}."),
    "full": ("It was full on {day}.", "C’était complet le {day}."),
    "room_once": ("There was room, on an unknown day.", "Il y avait de la place, date inconnue."),
    "full_once": ("It was full, on an unknown day.", "C’était complet, date inconnue."),
    "verified": ("We checked this on {day}.", "On a vérifié le {day}."),
    "stale": (
        "We checked this on {day}. That is long ago. Ask them first.",
        "On a vérifié le {day}. C’est loin. Demandez-leur d’abord.",
    ),
    "never": (
        "We have not checked this yet. Ask them first.",
        "Pas encore vérifié. Demandez-leur d’abord.",
    ),
    "lowered": (
        "Somebody told us that it did not work for them. We are looking into it.",
        "Quelqu’un nous a dit que cela n’a pas convenu. On s’en occupe.",
    ),
    "gone": ("This place is not in the list any more.", "Ce lieu n’est plus dans la liste."),
    "paper": ("To take along on paper", "À emporter sur papier"),
    "card": ("Card with name", "Carte avec le nom"),
    "discreet": ("Card without names", "Carte sans nom"),
    "paper_help": (
        "The card without names says only a number, times and a street.",
        "La carte sans nom ne dit qu’un numéro, des heures et une rue.",
    ),
    "print": ("Print", "Imprimer"),
    "print_how": (
        "Print with the menu of this browser. Switch off “headers and footers” there.",
        "Imprimez par le menu du navigateur. Décochez «\u00a0en-têtes et pieds de page\u00a0».",
    ),
    "write_off": (
        "No printer? Write it down by hand.",
        "Pas d’imprimante\u202f? Recopiez à la main.",
    ),
    "back_to_place": ("Back to the place", "Retour au lieu"),
    "chat": ("Talk with us", "Nous écrire"),
    "kept": ("What we keep", "Ce qu’on garde"),
    "lists": ("Lists by: {owners}", "Listes de\u00a0: {owners}"),
    "danger_lead": ("In danger right now?", "En danger en ce moment\u202f?"),
    "danger": ("Call {number}.", "Appelez le {number}."),
    "despair_lead": ("Do you want to die?", "Vous voulez mourir\u202f?"),
    "despair": ("Call {number}, day or night.", "Appelez le {number}, jour et nuit."),
    "too_big": (
        "That was too long to look for. Try a few words.",
        "C’était trop long. Essayez quelques mots.",
    ),
    "slow_down": (
        "That was too much at once. Wait a minute, then press again.",
        "C’était trop à la fois. Attendez une minute, puis réessayez.",
    ),
    "try_again": (
        "We cannot look just now. Try again in a minute.",
        "On ne peut pas chercher à l’instant. Réessayez dans une minute.",
    ),
}
TROUBLE: dict[Code, int] = {"too_big": 413, "slow_down": 429, "try_again": 503}


def words(locale: str) -> Mapping[str, str]:
    """Every text by its name, in this language."""
    place = 1 if locale == "fr" else 0
    return {name: texts[place] for name, texts in WORDS.items()}
