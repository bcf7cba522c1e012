"""What stands beside words that may be names and are things: streets, shops, drugs, French."""

# Drugs that are called as people are, and words of French that are without their apostrophe.
DRUGS = frozenset("tina diane yasmin yaz jolivette camila errin lucy molly".split())
CONTRACTED = frozenset(("jen",))
# Before what is said of houses and things only.
IS_OR_HAS = frozenset("is s are was has have est a sont etait".split())
OF_THINGS = frozenset(
    "closed open full free busy cheap expensive near far beds space ferme fermee ouvert ouverte"
    " plein pleine complet gratuit gratuite cher chere".split()
)
# Behind these and "the" somebody is in a house; what stands "on" a street.
AT_A_HOUSE = frozenset("at from in to near outside behind inside leaving left".split())
SHOPS_ON = frozenset(
    "hortons timmies tims temple gurdwara mosque store shop spa salon parlour parlor corner stroll"
    " subway shoppers van deli bakery laundromat gym eleven 7 diner nightclub casino agency place"
    " garage apartment flat block building spot".split()
)
# First words of towns and schools: "Fort McMurray".
TOWNS = frozenset("fort port mount mont lake lac cape university universite college".split())
# Who calls somebody so.
CALLS = frozenset("calls call called calling appelle appelait".split())
# What a drug gets somebody, and what is done with it: "tina got me up", "off tina".
HIGH = frozenset("up high wired spun going tweaking buzzing".split())
TAKING = frozenset(
    "on off some then took taking pill smoke smoking smoked slam slamming doing using".split()
)
# Behind "jen" these make it "j'en".
I_DO = frozenset(
    "ai peux pe veux parle suis sais avais prends fais dois vois pense reviens profite mange"
    " pouvais voulais demande sors parlais parlerai arrache".split()
)
