"""Words beside which a name stands, English and French, written with doubled letters once."""


def phrases(lines: str) -> tuple[tuple[str, ...], ...]:
    """One phrase a line, or several with commas between."""
    return tuple(tuple(one.split()) for one in lines.replace(",", "\n").splitlines() if one.strip())


# After these comes a name whatever it looks like.
STRONG = phrases(
    """
    my name is, my name s, my names, my name, my nam is, mi name is, name is, name s, names
    name was, name is realy, real name, legal name, ful name, first name, last name, surname
    nickname, is caled, hes caled, he s caled, shes caled, she s caled, guy caled, girl caled
    goes by, go by, went by, known as, aka, alias, street name, work name, stage name
    cals himself, cals herself, cal themselves, cals themselves, cals him, cals her, cal him
    cal her, caled himself, caled herself, introduced himself as, introduced herself as
    put me down as, signs as, signed as, cal me, cals me, caled me
    they cal me, they cal, people cal me, cal us, nicknamed, by the name of, under the name
    in the name of, in the name, listed under, je m apele, jm apele, j m apele, je mapele
    je mapel, jmapele, jmapel, m apele, mapele, mapel, mapelent, s apele, s apelait, sapele
    sapel, sapelait, se fait apeler, se fesait apeler, se faisait apeler, apele moi, apelez moi
    apel moi, on m apele, on l apele, on lapele, surnome, surnomee, se nome, nome, nomee
    prenome, mon nom est, mon nom c est, mon nom c, mon nom cest, mon nom, nom est, nom c est
    nom cest, nom c, nom de job, nom de rue, vrai nom, prenom est, prenom c est, prenom c
    prenom cest, mon prenom, son prenom, son nom, au nom de, un certain, une certaine
    se presente come, pseudo est, surnom, his name, her name, their name, ur name, s name
    guys name, girls name, friends name, mans name, whose name, maiden name, maried name
    middle name
    on leolist as, on tryst as, on eros as, on the site as, online as, on cam as, on there as
    on backpage as, on onlyfans as, on insta as, on fb as, on facebook as, listed as, on here as
    sur le site come, sur leolist come, sur facebok come, sous le pseudo, sous le pseudo de
    nom de jeune file, nom de fille, nom de naissance, nom de famile, nom de scene, dead name
    deadname, working name, user name is, person caled, someone caled, somebody caled, man caled
    woman caled, lady caled, dude caled, bloke caled, lad caled, worker caled, one caled
    posting as, advertise as, advertising as, dance as, dancing as, danced as, know him as
    know her as, knows me as, know me as, knew him as, knew her as, goes as, saved under
    cb handle, road name, trail name, qui s apele, nomer, prenomait, answers to, comes up as
    shows as, saved as, enregistre sous
    """
)
# After these comes a name if it can be one: listed, with a capital, or no word of either language.
MEDIUM = phrases(
    """
    caled, named, cal, caling, this is, its me, it s me, ask for, asked for, asking for, ask
    asked, tel, told, txt, text, texted, spoke to, spoke with, talk to, talked to, talking to
    speak to, speaking to, speaking with, speak with, met, say hi to, signed, i am, i m, im
    it s, its, hes, he s, she s, shes, his name, my god, love, from, hi, hey, helo, hiya, hya
    yo, dear, thanks, tks, tysm, thank you, thx, ty, tnx, chers, sory, ok, okay, bye, night, morning
    good morning, good evening, good night, take care, god bles, welcome, welcome back
    hi there, hey there, hey its, hi its, moi c est, moi c, moi cest, c est, cest, c, je suis
    jsuis, chu, chui, chuis, ici, avec, chez, dit a, dis a, dire a, demande a, demander a
    parle a, parler a, parler avec, apele, apeler, apelez, texte, texter, ecris a, ecrire a
    through to, speaking for, on behalf of, bisous a, bisou a, bises a, bise a, la petite
    le petit, la grande, le grand, ma petite, mon petit, ici c est, de la part de, vu avec
    say it s, say its, say, dis que c est, rencontre, peur de, fan de, alo, alo moi c est, salut
    bonjour, bonsoir, merci, alo
    enchante, enchantee, coucou, acord, desole, desolee, bone nuit, bye bye, under, its under
    sous le nom
    xo, xoxo, xx, xxx, regards, hugs, your friend, best wishes, sincerely, amities, amicalement
    hows, how s, how is, its for, it s for, found, dropped, arested, kiled, stabed, shot, jumped
    robed, maried, picked up, hurt, ran from, run from, hiding from, runing from
    works as, work as, working as, worked as, dances as, posts as, its me, it s me, c moi, cest
    moi, c est moi, rip, we lost, hapy bday, hapy birthday, bone fete
    shoutout, shoutout to, shout out to, mis u, mis you, love u, love you, luv u, instead of
    away from, repose en paix, perdu, u know, you know
    have you sen, have u sen, you sen, u sen, sen, loking for, wheres, where s, where is, who is
    whos, who s, do you know, do u know, waiting for, waiting on, me and, me n, friends with
    staying with, stay with, stays with, live with, lives with, living with, moved in with
    maried to, engaged to, pregnant by, kid with, baby with, crashing with, crash with, work for
    works for, working for, worked for, run by, beaten by, hit by, raped by, asaulted by, mad at
    crush on, cheated with, slept with, sleping with, broke up with, break up with, back with
    msg to, message to, message for, msg for, word to, mentioned, bought from, borowed from
    heard from, blocked, unblocked, ghosted, dumped, cheated on
    ou est, qui est, c est qui, cherche, cherches, connais tu, tu connais, conais tu, tu conais
    as tu vu, t as vu, atends, reste avec, habite avec, vis avec, sors avec, sorti avec, couche avec
    couchait avec, travaile pour, marie avec, marie a, enceinte de, fache contre, amoureuse de
    """
)
# After these comes a name if it is listed, or unknown with a capital.
WEAK = phrases(
    """
    with, w, wit, wth, and, n, et, by, about, trust, dating, dated, seing, know, knows, saw
    see, misses, miss, scared of, afraid of, hate, hates, love, loves, blame, left, heard
    heard from, seen, haven t seen, havent sen, told me, says, wrote, because of, cuz of, bc of
    thanks to, without, sans, pour, contre, for
    """
)
# The people of somebody: a name may follow, with or without a comma.
KIN = frozenset(
    """
    mom mum mother dad father stepdad stepmom stepfather sis sister sisters bro brother son
    daughter daughters kid child baby po aunt aunty auntie unt uncle cousin cuz niece nephew
    grandma granny grandpa nan husband hubby wife partner boyfriend girlfriend bf gf ex fiance
    fiancee friend frend freind frnd bestie mate pal buddy roommate roomate roomie roomy
    flatmate housemate neighbor neighbour boss manager pimp trick john client landlord landlady
    worker caseworker counsellor counselor lawyer solicitor attorney doctor nurse dealer driver
    guy dude man woman lady girl girls coworker colleague teacher pastor dude bouncer mere pere
    beau-pere frere frerot soeur sour fils fille file cousin cousine oncle tante niece neveu
    mari femme conjoint conjointe copain copine chum blonde ami amie pote coloc voisin voisine
    sponsor midwife carer keyworker therapist psy psychologue probation dispatcher sage-femme
    patron patronne boss gerant gerante proprio intervenante intervenant travailleuse
    travailleur avocat avocate medecin infirmiere infirmier agresseur pimp proxenete client ex
    mom daddy daddys gramma grammy gram bby mamie memere pepere mononc matante tatie tata moshum
    mushum mosom stepson stepdaughter belle-soeur beau-frere copine
    """.split()
)
TITLES = frozenset(
    """
    mr mrs ms mister missus dr doc doctor officer constable const sgt sergeant detective det
    deputy inspector agent agente pc dc cst cpl corporal lieutenant lt captain judge justice
    nurse pastor reverend rev father sister brother aunt aunty auntie uncle tio tia sheriff
    coach prof professor m mme mlle monsieur madame mademoiselle msieur docteur docteure dre
    maitre me sergent lieutenant inspecteur intervenante infirmiere tante tonton oncle ma'am
    miss sir lady lord elder kokum dona senora senor sra don kookum nohkom capitaine commandant
    commandante brigadier adjudant adjudante gendarme commissaire mamie
    memere pepere tatie tata mononc matante moshum mushum
    """.split()
)
# Titles only with a capital: "Miss Loretta", and not "i miss loretta".
IN_CAPITALS = frozenset("miss sir lady lord".split())
# Titles that are part of what is hidden only with a name behind them in capitals or from the lists.
SOFT_TITLES = frozenset(
    "m me dr doc nurse father sister brother aunt aunty auntie uncle pastor tante "
    "oncle agent agente judge"
    " justice coach captain detective officer intervenante infirmiere elder doctor "
    "dre docteur capitaine commandant commandante brigadier adjudant adjudante "
    "gendarme commissaire kokum kookum nohkom mamie memere pepere tatie tata mononc matante "
    "moshum mushum".split()
)
NO_INITIALS = frozenset(
    "sos aa na am pm us usa uk er id pd pi ei ot bc dc la ny nb ns nl pei ie eg qc ok ps bp po"
    " rr".split()
)
NICKNAMING = frozenset(("big", "lil", "ti", "tit", "ptit", "ptite", "pti"))
# These before what somebody is called, and before an initial: "mama bear", "daddy d".
NICKNAMING_KIN = frozenset("mama daddy papa baby uncle auntie aunty mommy".split())
# One letter behind them is no initial: "big a deal", "daddy u know".
NO_INITIAL = frozenset("a i u r n y o w b".split())
# These only with a capital, and one behind them: "Skinny Pete".
NICKNAMING_IN_CAPITALS = frozenset(
    "skinny fat slim young old little tall short crazy mad gros grosse petit petite grand grande"
    " vieux vieille bebe".split()
)
# What somebody does, right behind their name.
DOES = frozenset(
    """
    said says sed told tells took takes gave gives hit hits beat beats keeps kept wants wanted
    drives drove knows knew lives lived stays works worked called calls texted texts txted
    texted has had is was isnt wasnt will wont doesnt didnt hurt hurts raped threatened
    threatens followed follows stole made makes came comes went goes got gets left started
    stopped pays paid helped helps bought sold sells uses used owes asked asks saw sees hates
    loves lets put puts pushed punched choked locked found finds thinks thought moved answered
    picked dropped jumped robbed brought brings and n overheard a est etait veut voulait dit
    disait ma mon m'a frappe frappait garde gardait reste restait travaille travaillait vient
    venait va allait sait savait fait faisait habite habitait boit menace arrete vend prend
    prenait parle donne donnait paye paie dort vit vivait conduit crie surveille being lent
    needs ran runs od oded ods aint broke breaks fell died disappeared vanished escaped
    overdosed relapsed swears holds owns offered invited grabbed tried tries looked looks wakes
    drinks smokes deals cheated lied lies freaked flipped spent spends waits waited walks walked
    reckons mentioned threw throws screams screamed doit disparu meurt
    violated assaulted attacked stabbed abused molested groomed harassed stalked stalks
    blackmailed tricked trafficked recruited dumped evicted ripped shot
    answers
    phoned rang rings phones turned showed kicked sent sends posted posts writes wrote cooks
    watches watched pimps pimped slept sleeps uses hates snores cried cries yelled yells
    laughed laughs remembers remembered believes promised promises pretends pretended
    connait connaissait aime aimait tourne tournait passe passait revient revenait
    appelle appelait rappelle ecrit ecrivait dormait menacait frappait tape tapait
    """.split()
)
# What nobody's name is, even behind a strong cue.
STOP = frozenset(
    """
    i me my mine myself you u ur your yours he him his she her hers it its we us our ours they
    them their theirs this that these those there here who whom whose what which when where why
    how a an the some any each every no not none nobody nothing never nor neither and or but if
    so because cuz cause than then as at by for from in into of off on onto out over to too up
    with w wit about after before again against all also am is are was were be been being have
    has had having do does did doing dont don didnt wont cant can could would should will shall
    might must may just really rly very only even still yet already always almost back down now
    soon later today tonight tonite tomorrow tmrw tmr yesterday last next first one two three
    like want need know think feel say said says tell told ask go going gonna got get gets give
    take make come please pls plz thanks thx sorry ok okay yes yeah ya no nope nah maybe idk lol
    lmao hi hey hello bye help s t m d ll re ve im ill id ive isnt real legal full name names
    called private anonymous anon important safe secret different same other another more less
    much many few lot lots bit thing things stuff someone somebody anyone anybody everyone
    everybody people person man woman guy girl boy kid police cops cop ambulance mom mum dad
    mother father sister brother mommy daddy hun hon babe baby honey love dear sir maam miss
    back around here there well good fine bad sick tired scared sure also asap anymore n r k o y
    je j tu t il elle on nous vous ils elles moi toi lui eux me te se le la les l un une des du
    de d au aux ce c cet cette ces ca cela qui que quoi quel quelle dont ou et ni mais donc car
    si ne pas plus jamais rien mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs
    est es suis sont etait ete ai as avons avez ont avait a y en dans sur sous avec sans pour
    par chez vers entre comme tout tous toute trop tres bien mal bon oui non merci allo bonjour
    stp svp pis ben fait faire dit va vais quand comment pourquoi combien aussi encore deja ici
    demain hier policier ambulance maman papa quelqu personne important vrai prefere rather
    prefer wanna want skip pass whatever doesn doesnt matter don't private confidential text txt
    email number phone address city street hurt her been long two it cest clair elle
    bak ainsi reste restent fini finie marques ailleurs dehors dedans instead anytime whenever
    immediately directly crazy stupid dumb ugly fat lazy trash
    worthless useless slut whore bitch garbage disgusting retarded liar insane nuts weak pathetic
    pute salope conne connard folle grosse moche nulle laide chienne vache putain
    dessus dessous maintenant souvent vite tantot apres avant quand svp parfois comment mieux arrete
    """.split()
)
# Behind these a capital is a place or a thing.
AT_PLACES = frozenset(
    "in at near from to around outside downtown through into toward towards via past "
    "onto on a au aux en"
    " dans pres vers de du des sur the la le les l d un une an this that its my your "
    "our their his her no any".split()
)
PLACE_NOUNS = frozenset(
    """
    street st str ave avenue road rd drive dr blvd lane ln crescent cres court ct place pl way
    hwy highway square park station hospital clinic clinics centre center house home shelter
    school college university library church hall hotel motel inn lodge island bay beach river
    lake bridge mall arena stadium airport county valley hill hills heights village town city
    area county foundation society services inc pharmacy restaurant bar pub cafe club rue
    hopital metro quai parc pont
    """.split()
)
# Before the names of these: "la maison Marguerite".
OF_PLACES = frozenset(
    "rue avenue boulevard metro parc station hopital coin hotel motel quai pont maison foyer"
    " auberge refuge"
    " residence pavillon fondation ecole college lycee clinique residences".split()
)
AND = frozenset("and n an et & or ou nd pis".split())
# What an answer to a question may begin with.
OPENERS = frozenset(
    "its it s is im i m am my name names c cest est je m apele mapele mapel jm moi "
    "ces uh um umm euh hum demandez demander ask for"
    " friends everyone everybody folks mostly usually family"
    " well just juste sure yes yeah ya oui ok okay his her he she shes hes called "
    "they call say people me the"
    " real first by go goes under son sa nom prenom se sapele sapel el elle il maybe "
    "prob probably like i guess"
    " think a de le la au at on can could use put write you u tu peux".split()
)
# Surnames of Viet Nam that are no words, and first names there that are: "My Hoang", "An Pham".
CLANS = frozenset(
    "nguyen hoang tran pham huynh phan truong trinh dinh doan luong duong dang vuong thach".split()
)
BEFORE_CLANS = frozenset(
    "my an ai be bi bien chi cam dan do dung ha hang hung hoa lan lam linh long mai nga nhi sang"
    " sinh son tam tan thu thanh tien toan tu van tuan vinh vu".split()
)
