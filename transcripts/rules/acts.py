"""What people do, say and are asked about: beside these a word that may be a name is one."""

MODALS = frozenset("will may can might".split())
SELVES = frozenset("me i moi us him her".split())
AFTER_AGE = frozenset("and n now yrs years yo yr months mos".split())
THERE = frozenset("there up around here still awake la".split())
ARE_YOU = [
    one.split() for one in "are you,are u,r you,r u,es tu,tu es,is this,this still".split(",")
]
STILL = frozenset("still ever even always really usually toujours encore tu".split())
# Words that ask after somebody, and of what kind what follows then is.
ASKING = {
    "is": "is", "was": "is", "has": "has", "hasnt": "has", "does": "does", "did": "does",
    "can": "does", "could": "does", "when": "does", "if": "does",
    "que": "est", "isnt": "is", "would": "be",
}  # fmt: skip
IS_DOING = {
    "is": frozenset(
        "there here in on around working ok okay alive home back free up out coming gone awake mad"
        " dead safe still available gonna going off tonight today".split()
    ),
    "has": frozenset("called texted come been left gone said told shown answered".split()),
    "does": frozenset(
        "call come text txt talk know work live stay go get want think hang gets comes calls works"
        " lives finds leaves wakes sees texts answer show have need care like".split()
    ),
    "be": frozenset("be know help come want mind let like".split()),
    "est": frozenset("est va vient travaille sait dort reste peut veut habite a".split()),
}
WILL = frozenset(
    "wont will would wouldnt didnt doesnt dont can cant could couldnt might keeps kept is was"
    " should gonna veut va peut".split()
)
# What is done to somebody, behind a word of will: "wont leave me", "is gonna kill me".
DO_TO = frozenset(
    "leave let give stop pay tell talk call answer text help listen kill find hit hurt beat"
    " take make follow following calling texting hitting hurting threatening coming asking telling"
    " taking making touching stealing staring watching yelling saying using bringing sending"
    " tuer frapper payer laisser appeler".split()
)
DID_TO = frozenset(
    "kicked hit beat choked raped robbed stole took takes gave owes told tells ripped threatened"
    " texted called phoned calls texts messaged followed follows punched slapped pushed locked"
    " forced drugged drove drives picked dropped grabbed pulled strangled beats hits has"
    " had wants wanted knows knew found showed sent paid pays"
    " put introduced recruited asked sold trafficked pimped frappe battu vole menace"
    " appelle doit laisse viole".split()
)
# Listed names that things, seasons and virtues have: small ones do what those do.
ABSTRACT = frozenset(
    "faith hope grace joy patience mercy charity karma destiny liberty summer autumn winter april"
    " may june august spring dawn heaven trinity serenity harmony melody constance prudence art"
    " candy ginger rosemary basil sage olive cherry brandy sherry".split()
)
# What things do as well, so that a small "smoke" or "sugar" before it is a thing.
THINGS_TOO = frozenset(
    "got gets gives gave keeps kept makes made helps helped hurts hurt hit hits found has had uses"
    " took takes works worked left brings brought costs cost goes went comes came".split()
)
OBJECTS = frozenset(
    "me my us her him them our mine moi mon ma mes money everything everyone somebody".split()
)
STATES = frozenset(
    "gonna going outside mad here coming drunk high asleep crying yelling waiting downstairs"
    " upstairs dangerous abusive violent dead missing pregnant following watching calling texting"
    " threatening trying looking hiding living staying sleeping angry furious jealous sick hurt"
    " bleeding scared back home gone nice my his her".split()
)
# Of these, what weather and goods are as well: "snow is coming".
STATES_TOO = frozenset(
    "coming here gone back dead outside going gonna nice waiting home the a an so too"
    " very not hard good bad best worst all over cold hot long short".split()
)
TO_ME = frozenset("a avait ont aime frappe bat suit attend doit menace appelle ecrit veut".split())
ONLY_PEOPLE = frozenset(
    "told texted phoned messaged raped robbed choked punched slapped stole owes pimps pimped"
    " drugged strangled groomed recruited introduced showed invited promised".split()
)
# What speaks and takes and is nobody: bodies, feelings, things in general.
BODIES = frozenset(
    """
    welfare housing school work police security management staff reception detox rehab court parole
    probation immigration government everyone everybody someone somebody anyone nobody people
    another other others life shelter church hospital clinic outreach dispatch intake legal city
    council society agency company google facebook corporate medical emergency border customs
    public support crisis youth income disability insurance bank whoever they everything something
    fear pain grief guilt shame doubt instinct reality corona addiction
    """.split()
)
# French: what somebody has, before "a" or "de".
OWNED = frozenset(
    "cell char tablette appart maison blonde chum mere pere soeur frere fille linge numero compte"
    " telephone fone chambre gang copain copine ami amie voiture ex coloc mari femme"
    " adresse".split()
)
# Of whom it is said what they can or will do, at the beginning of a sentence.
CAN = frozenset("can will could would should might may wont cant".split())
COME = frozenset("do call text meet drive walk bring cover come be pick phone ring sit".split())
SAID = frozenset("said says sed told thinks thought knows promised swears swore reckons".split())
GREETS = frozenset("hi hey hello thanks thx sorry allo bye merci".split())
# Between commas, before these, it is who was spoken of: "the girl, savannah, is".
GOES_ON_SO = frozenset("s m is was has qui who elle il she he hes shes y a est got said".split())
# Before these somebody does something, wherever the sentence is.
THEN = frozenset("then so and n but cuz cause because when if that til till later pis mais".split())
THINKING = frozenset("think thinks since heard hope know knew".split())
LEFT = frozenset("left came went died ran got lied cried slept fell quit broke snuck".split())
_WHERE = "where r u, where are u, where are you, where u at, are u there, r u there, are you there"
WHERE_ARE_YOU = [one.split() for one in _WHERE.split(",")]
SPEAKS = frozenset("goes says said told texted called sez".split())
SAID_WHAT = frozenset(
    "he she i to that u you we its it hed shed hell shell ill im hes shes they me us if no yes"
    " y'all yall dont not".split()
)
# What is somebody's, behind their name: "Tanya's place", "devins truck".
THEIRS = frozenset(
    "place house apt car truck van room phone mom mum dad bf gf sister brother friend name couch"
    " number address baby kid kids boyfriend girlfriend ex husband wife cell fone stuff bag tent"
    " ride crib flat trailer spot dog cousin aunt auntie uncle son daughter roommate pimp man girl"
    " fella fellas partner fiance fiancee nan gran gaff boy birthday bday funeral family people"
    " parents dealer john client shift keys door".split()
)
# What follows a name with which a message begins: "Wisly, thank you".
TO_SOMEBODY = frozenset(
    "thanks thank thx i im i'm you your are is can could do did would will what how where when that"
    " please it its we lets let sorry merci je j tu vous est es ca c cest on nous bonjour quand"
    " comment desole desolee peux peut pouvez avez as hi hello hey".split()
)
# What somebody calls everybody.
ENDEARMENTS = frozenset(
    "sweetie baby babe honey hun darling princess doll sugar cherie bebe".split()
)
# Where who works is shown under another name.
WHERE_SHOWN = frozenset(
    "ads ad site sites stage cam cams app apps leolist tryst backpage onlyfans posts page".split()
)
