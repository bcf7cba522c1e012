"""What is kept, said so that whoever seeks help, and their lawyer, can read it: in both languages.

The page of a line and `docs/policies.md` are made of this list and of `policies.py`, so neither can
say what the program does not do. What an installation may set itself is filled in (`Set`).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from transcripts.policies import AUDIT, DEMANDS, DEMANDS_OPEN, HOLDS, Policy

Said = dict[str, str]
YEAR = 365

OF_POLICY: dict[str, Said] = {
    "never_stored": {
        "en": "While we talk, your words are on our computer, locked with a key of their own. A"
        " line may break, and nothing that you sent may be lost. The moment the talk "
        "ends, the key is destroyed. From then on nobody can read your words. What "
        "copies mean is said below.",
        "fr": "Pendant l’échange, vos mots sont sur notre ordinateur, fermés avec une clé à "
        "eux. Le réseau peut couper, et rien de ce qui est envoyé ne doit se perdre. Dès "
        "la fin, la clé est détruite. Alors plus personne ne peut lire vos mots. Pour les "
        "copies, voyez plus bas.",
    },
    "at_close": {
        "en": "When the talk is over, whoever answered you has 15 minutes at the most to note "
        "what it was about, with ticks and without words. Then the key to your words is "
        "destroyed. From then on nobody can read them. What copies mean is said below.",
        "fr": "À la fin, la personne qui vous a répondu a 15 minutes au plus pour noter de quoi"
        " il s’agissait, avec des coches et sans mots. Puis la clé de vos mots est "
        "détruite. Alors plus personne ne peut les lire. Pour les copies, voyez plus bas.",
    },
    "case": {
        "en": "Your words are erased at the end, unless you agree that we keep them for some "
        "days. You are told how many before you choose, and can take it back while they "
        "are there.",
        "fr": "Vos mots sont effacés à la fin, sauf si vous acceptez qu’on les garde quelques "
        "jours. On vous dit combien avant votre choix, et vous pouvez changer d’avis tant"
        " qu’ils sont là.",
    },
    "day": {
        "en": "Your words are there until {time} after the last one, so that you can go on "
        "where you stopped. Then their key is destroyed, and your number is forgotten if "
        "nothing else of yours is kept.",
        "fr": "Vos mots sont là jusqu’à {time} après le dernier, pour que vous puissiez "
        "reprendre. Puis leur clé est détruite, et votre numéro est oublié si rien "
        "d’autre de vous n’est gardé.",
    },
    "month": {
        "en": "When the talk is over, a program takes out the names and numbers that it finds. "
        "What it cannot go through is erased. The rest is kept until {time} after the "
        "end at the latest, so that we learn to help better. A program does not find "
        "everything: where it is in doubt we look, or it goes sooner. Who you are, your "
        "number and your page, is forgotten about 15 minutes after the end.",
        "fr": "À la fin, un programme retire les noms et les numéros qu’il trouve. Ce qu’il ne "
        "peut pas traiter est effacé. Le reste est gardé jusqu’à {time} après la fin au "
        "plus, pour qu’on apprenne à mieux aider. Un programme ne trouve pas tout\u00a0: en cas "
        "de doute, on regarde, ou cela part plus tôt. Qui vous êtes, votre numéro et votre "
        "page, est oublié environ 15 minutes après la fin.",
    },
}


@dataclass(frozen=True, slots=True)
class Set:
    """What an installation may set otherwise, in days; how long nobody writes till a talk is over,
    in minutes by chat, in hours by text, and how long a text waits that nobody could read."""

    keys_days: int = 7
    stop_days: int = 1825
    chat_minutes: int = 30
    text_hours: int = 24
    unread_days: int = 31


ALWAYS: tuple[tuple[Said, Said], ...] = (
    (
        {"en": "When a talk is over", "fr": "Quand l’échange est fini"},
        {
            "en": "You or we end it. If nobody does, it ends by itself: a chat when nobody "
            "has written for {chat_minutes} minutes, a talk by text after {text_hours} "
            "hours, or when its words are to go. A text that nobody has answered waits "
            "{text_hours} hours, and while we are closed {unread_days} days at the most. "
            "If somebody fears for your life, the talk stays open until we have made sure, "
            "three days after the last word at the most.",
            "fr": "Vous ou nous y mettons fin. Sinon, il finit seul\u00a0: un clavardage quand "
            "personne n’écrit pendant {chat_minutes} minutes, un échange par texto après "
            "{text_hours} heures, ou quand ses mots doivent partir. Un texto sans réponse "
            "attend {text_hours} heures, et quand c’est fermé {unread_days} jours au plus. Si "
            "on craint pour votre vie, l’échange reste ouvert le temps qu’on s’en assure, trois "
            "jours après le dernier mot au plus.",
        },
    ),
    (
        {"en": "Who reads it", "fr": "Qui lit"},
        {
            "en": "Whoever answers you, and whoever helps them: somebody they ask in, or a "
            "supervisor who reads along. If words are kept after that, a supervisor of the line "
            "may open them, must say why first, and that is written down. Nobody else gets them, "
            "unless you say yes, a law obliges us, or a life is in danger. Whoever runs our "
            "computers looks after the keys as well. They may not use them to read, and no page "
            "shows them your words.",
            "fr": "La personne qui vous répond, et celles qui l’aident\u00a0: quelqu’un qu’elle "
            "invite, ou la supervision qui lit aussi. Si des mots sont gardés après, la "
            "supervision de la ligne peut les ouvrir, doit dire pourquoi d’abord, et c’est noté. "
            "Personne d’autre ne les reçoit, sauf si vous dites oui, si une loi nous y oblige, "
            "ou si une vie est en danger. "
            "Qui gère nos ordinateurs a aussi la garde des clés. Ces gens n’ont pas le droit de "
            "s’en servir pour lire, et aucune page ne leur montre vos mots.",
        },
    ),
    (
        {"en": "Erase now", "fr": "Effacer maintenant"},
        {
            "en": "In a web chat you can have it all erased at once, in the talk or after it, "
            "as long as it is there and we still know your page. If somebody fears for your "
            "life, we make sure first; after three days at the latest it is erased. By "
            "text there is no such button: it goes at the time that stands above.",
            "fr": "Dans un clavardage, vous pouvez tout faire effacer, pendant l’échange ou "
            "après, tant que c’est là et qu’on connaît encore votre page. Si on craint pour "
            "votre vie, on s’en assure avant\u202f; c’est effacé après trois jours "
            "au plus. Par texto, ce bouton n’existe pas\u00a0: tout part au moment dit plus haut.",
        },
    ),
    (
        {"en": "If a court makes us hold a talk", "fr": "Si un tribunal fait retenir un échange"},
        {
            "en": "An order of a court may oblige us to hold one conversation for a while. Two "
            "people must decide it, before your words are due, for {hold_days} days at the most. "
            "After the time that we told you, nobody can open it but these two, and only a "
            "supervisor, who must say why. You are forgotten all the same. If you erase it, it "
            "leaves your page and our desk at once, and the copy is erased when the hold ends. "
            "The chat tells you when it is so. An order may forbid us to say so for a "
            "while: then the chat tells you after it, if it still knows you.",
            "fr": "Un tribunal peut nous obliger à retenir une conversation. Deux "
            "personnes doivent le décider, avant la date d’effacement, pour {hold_days} jours au "
            "plus. Après la date qu’on vous a dite, elles seules peuvent l’ouvrir, si elles sont "
            "de la supervision, et doivent dire pourquoi. On vous oublie quand même. Si vous "
            "effacez, tout quitte aussitôt votre page et notre poste, et la copie est effacée à "
            "la fin de la retenue. Le clavardage vous le dit quand c’est le cas. Un ordre peut "
            "nous interdire de le dire tout de suite\u00a0: alors le clavardage vous le dit ensuite"
            ", s’il vous connaît encore.",
        },
    ),
    (
        {"en": "If the law asks for your words", "fr": "Si la loi demande vos mots"},
        {
            "en": "The police or a court may ask what you wrote. We write down who asked and "
            "what we decided. We give something only when two people of ours agree to it. "
            "What is erased is not there to be given. To anybody else we say neither that you "
            "wrote nor that you did not. We keep that record for {demand_years} years. Names "
            "and numbers are taken out of it when it is closed, {open_days} days after the last "
            "entry at the latest.",
            "fr": "La police ou un tribunal peut demander ce que vous avez écrit. On note qui le "
            "demande et ce qu’on décide. On ne donne quelque chose que si deux personnes "
            "d’ici sont d’accord. Ce qui est effacé ne peut pas être donné. Aux autres, on ne dit "
            "ni que vous avez écrit ni le contraire. On garde cette fiche {demand_years} ans. "
            "Noms et numéros en sont retirés quand on la ferme, {open_days} jours après la "
            "dernière note au plus.",
        },
    ),
    (
        {"en": "What stays", "fr": "Ce qui reste"},
        {
            "en": "Counts: that there was a talk, on which day and about what, in ticks. No "
            "name, no number, no word, and nothing that leads to you. At a "
            "high risk, what was decided, by whom and why stays for a year, without your words. "
            "Who of us opened, erased or gave something, and when, stays for {audit_days} days.",
            "fr": "Des comptes\u00a0: qu’il y a eu un échange, quel jour et sur quoi, en coches. "
            "Pas de nom, de numéro ni de mot, et rien qui mène à vous. En cas de grand "
            "risque, ce qui a été décidé, par qui et pourquoi, reste un an, sans vos mots. Qui "
            "d’entre nous a ouvert, effacé ou donné quelque chose, et quand, reste {audit_days} "
            "jours.",
        },
    ),
    (
        {
            "en": "If you text STOP, or are blocked",
            "fr": "Si vous écrivez STOP, ou en cas de blocage",
        },
        {
            "en": "Then your number stays with us in a scrambled form, so that nobody texts you: "
            "for {stop} after STOP. It is the same when we take in nothing from somebody "
            "who insults us, until that ends. It is not joined to anything you wrote.",
            "fr": "Votre numéro reste alors chez nous sous une forme brouillée, pour que personne "
            "ne vous écrive\u00a0: {stop} après STOP. C’est pareil quand on ne reçoit "
            "plus rien de quelqu’un qui insulte, jusqu’à la fin du blocage. Rien de ce que vous "
            "avez écrit n’y est joint.",
        },
    ),
    (
        {"en": "Texts", "fr": "Textos"},
        {
            "en": "Phone companies carry texts, can read them, and keep what their law says. We "
            "cannot change that. At the service that brings them to us we have them erased when "
            "we erase them, and ask again until it is done.",
            "fr": "Les compagnies de téléphone portent les textos, peuvent les lire, et gardent ce "
            "que veut leur loi. On n’y peut rien. Au service qui nous les apporte, on les fait "
            "effacer quand on les efface, et on redemande jusqu’à ce que ce soit fait.",
        },
    ),
    (
        {"en": "Copies", "fr": "Copies"},
        {
            "en": "In case a computer breaks there are copies, in two places. One has your words, "
            "locked. The other has the keys, and is thrown away after {keys_days} days at the "
            "most. Until then somebody who had both, and our main key, could still read what "
            "we erased. We use them only to repair. What is past its time is then erased again "
            "before anybody is let in. What you had erased sooner may be there again, until the "
            "time that we told you.",
            "fr": "Au cas où un ordinateur brise, il y a des copies, à deux endroits. L’une a vos "
            "mots, fermés. L’autre a les clés, et on la jette après {keys_days} jours au plus. "
            "D’ici là, qui aurait les deux, et notre clé principale, pourrait encore lire ce "
            "qu’on a effacé. On s’en sert seulement pour réparer. Ce qui a fait son temps est "
            "alors effacé de nouveau avant que quiconque entre. Ce que vous avez fait effacer "
            "plus tôt peut y être encore, jusqu’à la date qu’on vous a dite.",
        },
    ),
    (
        {"en": "If our program stands still", "fr": "Si notre programme s’arrête"},
        {
            "en": "From its time on nobody can read a word, whether or not the program that "
            "erases runs. It erases within the hour. If a clock looks wrong it stops, "
            "until one of us has looked.",
            "fr": "Passé la date, plus personne ne peut lire un mot, que le programme qui efface "
            "tourne ou non. Il efface dans l’heure. Si une horloge semble fausse, il s’arrête "
            "jusqu’à ce que l’un de nous ait regardé.",
        },
    ),
)


def of_policy(policy: Policy, locale: str) -> str:
    """What becomes of words under this policy."""
    return OF_POLICY[policy.preset][locale].format(time=policy.time(locale))


def always(locale: str, chosen: Set) -> Iterator[tuple[str, str]]:
    """What holds whatever the policy: each a title and what is said under it."""
    facts = {
        "keys_days": chosen.keys_days,
        "chat_minutes": chosen.chat_minutes,
        "text_hours": chosen.text_hours,
        "unread_days": chosen.unread_days,
        "stop": _years(chosen.stop_days, locale),
        "hold_days": HOLDS.days,
        "demand_years": DEMANDS.days // YEAR,
        "open_days": DEMANDS_OPEN.days,
        "audit_days": AUDIT.days,
    }
    for title, said in ALWAYS:
        yield title[locale], said[locale].format(**facts)


def _years(days: int, locale: str) -> str:
    """So many days, as years where they are whole ones."""
    years, rest = divmod(days, YEAR)
    if rest or not years:
        return f"{days} jours" if locale == "fr" else f"{days} days"
    if locale == "fr":
        return f"{years} an{'s' if years > 1 else ''}"
    return f"{years} year{'s' if years > 1 else ''}"
