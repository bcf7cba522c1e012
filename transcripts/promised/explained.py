"""What is kept, said so that whoever seeks help, and their lawyer, can read it: in both languages.

The page of a line and `docs/policies.md` are made of this list and of `policies.py`, so neither can
say what the program does not do.
"""

from transcripts.policies import Policy

Said = dict[str, str]

OF_POLICY: dict[str, Said] = {
    "never_stored": {
        "en": "While we talk, your words are on our computer, locked with a key of their own. A"
        " line may break, and nothing that you sent may be lost. The moment the talk "
        "ends, the key is destroyed. From then on nobody can read your words, and we "
        "cannot bring them back.",
        "fr": "Pendant l’échange, vos mots sont sur notre ordinateur, fermés avec une clé à "
        "eux. Le réseau peut couper, et rien de ce qui est envoyé ne doit se perdre. Dès "
        "la fin, la clé est détruite. Alors plus personne ne peut lire vos mots, et on ne"
        " peut pas les ramener.",
    },
    "at_close": {
        "en": "When the talk is over, whoever answered you has 15 minutes at the most to note "
        "what it was about, with ticks and without words. Then the key to your words is "
        "destroyed. From then on nobody can read them, and we cannot bring them back.",
        "fr": "À la fin, la personne qui vous a répondu a 15 minutes au plus pour noter de quoi"
        " il s’agissait, avec des coches et sans mots. Puis la clé de vos mots est "
        "détruite. Alors plus personne ne peut les lire, et on ne peut pas les ramener.",
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
        "end, so that we learn to help better. A program does not find everything. Who "
        "you are, your number and your page, is forgotten about 15 minutes after the end.",
        "fr": "À la fin, un programme retire les noms et les numéros qu’il trouve. Ce qu’il ne "
        "peut pas traiter est effacé. Le reste est gardé jusqu’à {time} après la fin, "
        "pour qu’on apprenne à mieux aider. Un programme ne trouve pas tout. Qui vous "
        "êtes, votre numéro et votre page, est oublié environ 15 minutes après la fin.",
    },
}

ALWAYS: tuple[tuple[Said, Said], ...] = (
    (
        {"en": "Who reads it", "fr": "Qui lit"},
        {
            "en": "Whoever answers you, and whoever helps them. If words are kept, a supervisor"
            " of the line may open them, must say why first, and that is written down.",
            "fr": "La personne qui vous répond, et celles qui l’aident. Si des mots sont "
            "gardés, la supervision de la ligne peut les ouvrir, doit dire pourquoi "
            "d’abord, et c’est noté.",
        },
    ),
    (
        {"en": "Erase now", "fr": "Effacer maintenant"},
        {
            "en": "In a web chat you can have it all erased at once, in the talk or after it, "
            "while it is there. If somebody fears for your life, a second person looks "
            "first; after three days at the latest it is erased.",
            "fr": "Dans un clavardage, vous pouvez tout faire effacer, pendant l’échange ou "
            "après, tant que c’est là. Si on craint pour votre vie, une deuxième personne"
            " regarde avant\u202f; c’est effacé après trois jours au plus.",
        },
    ),
    (
        {"en": "If a law obliges us", "fr": "Si une loi nous y oblige"},
        {
            "en": "An order of a court may oblige us to hold one conversation for a while. Two "
            "people of the line must decide it, before your words are due, for 90 days at the "
            "most. From the time that we told you only these two can open it, and must say why. "
            "You are forgotten all the same. If you erase it, it leaves your page and our desk at "
            "once, and the copy is erased when that time ends. The chat tells you when it is so. "
            "An order may forbid us to say so for a while: then the chat tells you after it.",
            "fr": "Un tribunal peut nous obliger à retenir une conversation un temps. Deux "
            "personnes de la ligne doivent le décider, avant la date d’effacement, pour 90 "
            "jours au plus. Après la date qu’on vous a dite, elles seules peuvent l’ouvrir, et "
            "doivent dire pourquoi. On vous oublie quand même. Si vous effacez, tout "
            "quitte aussitôt votre page et notre poste, et la copie est effacée à la fin de ce "
            "temps. Le clavardage vous le dit quand c’est le cas. Un ordre peut nous interdire de "
            "le dire un temps\u00a0: alors le clavardage vous le dit après.",
        },
    ),
    (
        {"en": "What stays", "fr": "Ce qui reste"},
        {
            "en": "Counts: that there was a talk, on which day and about what, in ticks. No "
            "name, no number, no word, and nothing that leads to you. At a "
            "high risk, what was decided and by whom stays for a year, without your words.",
            "fr": "Des comptes\u00a0: qu’il y a eu un échange, quel jour et sur quoi, en coches. "
            "Pas de nom, de numéro ni de mot, et rien qui mène à vous. En cas de grand "
            "risque, ce qui a été décidé et par qui reste un an, sans vos mots.",
        },
    ),
    (
        {"en": "Texts", "fr": "Textos"},
        {
            "en": "Phone companies carry texts, and can read them. At the service that brings "
            "them to us we have them erased when we erase them, and ask again until it is"
            " done.",
            "fr": "Les compagnies de téléphone portent les textos, et peuvent les lire. Au "
            "service qui nous les apporte, on les fait effacer quand on les efface, et on"
            " redemande jusqu’à ce que ce soit fait.",
        },
    ),
    (
        {"en": "Copies", "fr": "Copies"},
        {
            "en": "In case a computer breaks there are copies. They hold your words locked; the"
            " keys are elsewhere. Without its key nobody can read a word.",
            "fr": "Au cas où un ordinateur brise, il y a des copies. Vos mots y sont fermés\u202f; "
            "les clés sont ailleurs. Sans sa clé, personne ne peut lire un mot.",
        },
    ),
)


def of_policy(policy: Policy, locale: str) -> str:
    """What becomes of words under this policy."""
    return OF_POLICY[policy.preset][locale].format(time=policy.time(locale))
