"""What a question asks for, by the words in it; the answer may be nothing but that."""

import re

ASKS = {
    label: re.compile(pattern)
    for label, pattern in {
        "EMAIL": r"\be-?mails?\b|\bcourriel|\badresse (?:mail|electronique)",
        "SOCIAL": (
            r"\b(?:snap\w*|insta\w*|ig|handle|user ?name|username|tik ?tok|telegram|discord|"
            r"pseudo|twitter|facebook|kik|at name|cash ?app|venmo)\b"
        ),
        "PLATE": r"\bplates?\b|\bplaque|\bimmatricul|\breg(?:istration)?\b|\btag\b",
        "DOB": (
            r"\bbirth ?(?:day|date)?\b|\bborn\b|\bb-?day\b|\bdob\b|\bd\.o\.b|\bnaissance|\bnee\b|"
            # "ne" alone says no: "on ne peut pas"
            r"\b(?:es|est|etes|etait|etais|suis)(?:[ -](?:tu|vous|il|elle))? ne\b|"
            r"\bne\(e\)|\bfete\b|\banniversaire"
        ),
        "ID": (
            r"\b(?:sin|ssn|nas|nhs|nino|phn|ohip|ramq|passport|passeport|licen[cs]e|permis|"
            r"health (?:card|number)|care ?card|assurance|a-number|account number|"
            r"numero de compte|insurance number|case id|security number)\b"
        ),
        "ROOM": r"\b(?:room|rm|chambre|(?:which|what) door|door number|porte|floor)\b",
        "UNIT": (
            r"\b(?:buzzer|buzz|apartment|apt|unit|suite|flat|appartement|app|logement|"
            r"code d'entree|intercom)\b"
        ),
        "POSTCODE": r"\b(?:post ?code|postal|zip)\b",
        "PHONE": (
            r"\b(?:numbers?|numero|num|cell|mobile|phone|telephone|digits?|reach you|"
            r"call you back|joindre|rejoindre|texter|rappeler|chiffres|text you|second half|"
            r"rest of it|area code|call back|cut off after|after the \d{3})\b"
        ),
        "ADDRESS": (
            r"\b(?:address|adresse|where (?:are|r) (?:you|u)|where(?:'s| is| do| should|"
            r" can| r| does|'re)|wheres|(?:t'es|tu es|es-tu|etes-vous|vous etes|est-il|"
            r"est-elle|reste|restez|habites?) ou|ou (?:es|etes|est|tu|vous|habit|rest|peut|"
            r"doit|sont|se|t'|qu)\w*|pick (?:you|u) up|street|rue|location|staying|"
            r"quelle rue|which corner)\b"
        ),
        "NAME": (
            r"\b(?:names?|nom|noms|prenom|prenoms|call you|call them|call him|call her|"
            r"called|who|whos|whose|qui|appel\w*|t'appelle|nomme\w*|address you|"
            r"refer to you|(?:am i|are we) (?:talking|speaking) (?:to|with)|nickname|"
            r"spell (?:that|it|your)|epeler)\b"
        ),
    }.items()
}
# Questions whose answer is a number, but nobody's.
AMOUNTS = re.compile(
    r"\b(?:how (?:many|much|old|long|often|far|bad|are)|quel age|combien|what time|"
    r"quelle heure|from 1 to|scale|"
    r"de 1 a|sur 10|out of|what age|your age|votre age|ton age|how is|what day|a "
    r"quelle heure|quand)\b"
)
