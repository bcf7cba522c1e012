"""Words of texting, trade and street that are in no dictionary and are nobody's name."""

SLANG = frozenset(
    """
    u ur urs r n w ya yo yea yeah yep yup nah naw nope idk lol lmao lmfao rofl omg omfg wtf smh
    tbh imo imho rn ngl hmu jk btw ffs gonna wanna gotta tryna kinda sorta dunno lemme gimme
    finna bout abt bc cuz cos coz cause tho tha thru wat wut wen wid wit dat dem dis dey den pls
    plz thx tnx tysm ty np kk mk brb gtg g2g ttyl tmrw tmr tmrow tonite nite nites lite thru
    wknd wk wks txt txts txted txting msg msgs pic pics vid vids fone fones cell cells num nums
    addy insta snap snaps ig fb ft ima imma im ive ill id dont didnt doesnt wont cant couldnt
    shouldnt wouldnt isnt arent wasnt werent hasnt havent aint hes shes theyre theyll theyve
    youre youll youve yall its thats whats wheres hows whos lets heres theres bf bfs gf gfs bff
    fam fams bro bros bruh sis hun hon luv bae babe boo lil ppl peeps kiddo roomie roomies pimp
    pimps trick tricks incall incalls outcall outcalls bbbj daty gfe bbfs bareback
    greek cim bj hj facials escort escorts escorting stroll streetwork strip stripper strippers
    camgirl camming onlyfans sugar sugaring domme dommes ho hoe hoes meth fent fentanyl heroin
    dope coke oxy oxys perc percs xan xans xannie xanny molly ket ketamine mdma weed edibles
    naloxone narcan suboxone methadone kadian dilly dillies jib jibs tweak tweaking tweaker
    tweakers withdrawl detox rehab od oded ods overdosed std stds sti stis hiv prep pep condom
    condoms preggo preg preggers clap chlamydia gonorrhea syphilis herpes cops cop popo feds
    bylaw screws jvie safehouse dropin fuck fuckin fucking fucked fuckd shit shitty
    bullshit bitch bitches bitchy asshole dickhead cunt whore slut wtv whatev aboot eh hella
    lowkey highkey deadass sus cringe vibe vibes vibin chill chillin hangin outta gotcha betcha
    scared scarred hungrey hungry tierd suiside suicidal anxios depresed stressd alot abit asap
    hurtin bleedin cryin runnin hidin waitin livin stayin workin sleepin drinkin smokin usin
    goin doin comin tellin callin textin jai jme jte jva jvas jpeux jpe jveux jve jsuis jsui
    jsais jsai jpense jfais jtravail jtravaille jreste jrest jhabite jrentre chu chui chuis chus
    chez chum chums blonde cest cetait ses sest yer yest yont yont ya yapu yavait tes tas taime
    tlm tjrs tjs pis pi pu pkoi pk pcq pq pcke qd qqn qqun qqch qq kk kkun kelkun kelk ki ke koi
    kan kand tt tts ts tte slt bjr bsr stp svp mdr ptdr lol jte dsl desole bcp bocou bokou tro
    ossi osi ojd ajd demin dem1 auj aprem aprm anyway tk faque faike genre live toe moe lui leur
    frette poche plate gratos gratis char chars tabarnak tabarnac calisse caliss crisse
    crissement criss esti osti ostie stie viarge maudit marde merde icitte lacitte itou menon
    ouin ouaip ouais nenon bin betot betement tannee capoter capote capotais fuckee
    focker badtrip freak freaker freakee pogner pogne pognee niaise niaiser niaiseux epais
    blonde ptit ptite ptits pti jaser jase texto textos courriel courriels clavardage clavarder
    dodo bobo pipi caca toutou minou minoune chouchou cheri mtl qc ont bc ab sk mb ns nb
    nl pei dtes van surrey hali sask wpg edm yyc yyz yvr yul wifi bluetooth iphone android
    samsung gmail hotmail yahoo outlook google blk grey gray reg mins hrs secs mos yrs yr mo
    appt appts apt apts rm bldg hpv uti pid iud t3 t3s tylenol advil gravol ativan seroquel
    zoloft prozac covid rona pandemic vax vaxxed okey okie okok okayy heyy hii hiii hellooo byee
    nooo yess yesss pleasee helppp umm hmm hmmm uhh ugh argh meh pfft aww oof yikes welp nvm
    nurse nurses counsellor counsellors counselor counselling worker workers volunteer
    volunteers caseworker roommate roomate roomies landlord landlady roommates flatmate
    housemate boyfriend girlfriend stepdad stepmom stepbro stepsis airbnb motels hotels hostel
    truckstop lot lizard lizards ben realy rly rlly srs srsly defo def
    allocataire allocataires noel hoodie hoodies sweatpants sneakers tats tat vape vapes airtag
    airtags facetime zoom wud cud
    shud narcans hiya wassup wassap whassup alreet alright mams nans exes dick dicks dickin cali
    philly nola brooklyn qqchose qqch kelkechose sul dla dun kosse moby nick bap bredrin innit
    ta cheers chippy gaff quid skint knackered giro giros bisous bisou bises biz coucou cc wesh
    daron daronne daronnes meuf mec mecs keuf keufs flic flics thune balles relou ouf zarbi
    ukranian philipino phillipino filipina filipino roumaine roumain hangover wanker tosser git
    bloke blokes lass lad lads pissed nowt owt summat aye wee bairn hen pet duck vm brb smh
    lpn rn lcsw msw np epipen ghb pep prep ppe tpe narcan otp cbsa ircc cps dcf dhs ice
    nonbinary nonbinaire enby fella fellas blase scuse scusez shoutout shoutouts dac dacc asso
    assos jusqua jviens jprends
    jtiens jmets jdis
    jcrois jpars
    jsors jdors
    jconnais jattends jcherche jaime jcomprends jtrouve jparle jvoulais jetais jpouvais jdois
    jdevais jsens
    jme jmen jviendrai jvoudrais jaimerais jarrive jappelle jtexte jrappelle jecris jmange jai
    viens viennent tiens prends mets dis crois pars sors dors sens connais dois doivent veux veulent
    peux peuvent sais savent vois voient boit recois ecris lis ris vit meurs cours ouvre offre
    yday ystrday waitlist waitlists waitlisted bak outta dropin jprefere jpref
    folle folles belle belles nouvelle vieille douce grosse gentille fraiche seche blanche
    prob probs probly obvi obvs tots totes legit sumone somone sumthin somethin nothin anythin
    tansi tanshi aaniin aanii boozhoo kwe kwey shekon miigwech meegwetch ullaakkut nakurmiik hola
    gracias salaam salam namaste kumusta salamat bonjou mesi privet merhaba czesc
    viet viets paki filo pinoy pinay
    spiro estradiol estrace provera cypro truvada descovy doxy buprenorphine sertraline
    hablas hablan hablo espanol necesito estas estamos gracias favor senora
    estan esta estoy tengo miedo ayuda ayudame conmigo nosotros nosotras ella ellos ellas hermana
    hermano amiga amigo casa trabajo dinero quiero puedo necesito donde porque aqui tambien pero
    irl nme idc quelquun quelqun qqun kelkun kelqun parfait parfaite parfaits
    parfaites 50ish probs yall yous youse yinz ikr ofc obv tfw icl iykyk jmapelle jmapel mapelle
    repond repondent repondait rappele reponds everythin evrything evry evryone callin hollerin
    whatcha yknow yaknow ion iono iont
    """.split()
)
