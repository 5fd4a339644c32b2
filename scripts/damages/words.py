"""Closed lists of English words for damages/demetr.py: no tagger is at hand, so mostly words of one clear use."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _both_ways(text: str) -> dict[str, str]:
    pairs = _pairs(text)
    return {**{second: first for first, second in pairs.items()}, **pairs}


def _plural(noun: str) -> str:
    if noun in ("person", "man", "woman", "child"):
        return {"person": "people", "man": "men", "woman": "women", "child": "children"}[noun]
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


ANTONYMS = _both_ways("""
good bad better worse best worst large small larger smaller largest smallest big little biggest tiniest
high low higher lower highest lowest old young older younger oldest youngest early late earlier later earliest latest
strong weak stronger weaker strongest weakest long brief longer shorter longest shortest rich poor richer poorer
happy sad easy difficult easier harder fast slow faster slower hot cold warm cool hotter colder more less most least
many few inside outside above below before after begin end began ended beginning ending
always never everyone nobody everything nothing possible impossible legal illegal public private positive negative
important unimportant necessary unnecessary able unable likely unlikely clear unclear known unknown happily sadly
true false safe dangerous full empty rising falling rise fall rises falls rose fell
increase decrease increases decreases increased decreased increasing decreasing win lose wins loses won lost
buy sell buys sells bought sold buying selling give take gives takes gave took giving taking arrive leave
accept reject accepts rejects accepted rejected accepting rejecting
allow forbid allows forbids allowed forbidden remember forget remembered forgot success failure successful unsuccessful
supports opposes supported opposed supporting opposing love hate loves hates loved hated loving hating
peace war life death day night morning evening north south northern southern east west eastern western
beginning end friend enemy friends enemies winner loser winners losers male female men women man woman
son daughter sons daughters father mother brother sister husband wife boy girl boys girls king queen
modern ancient simple complex common rare deep shallow wide narrow broad slim thick thin dry wet clean dirty
quickly slowly easily hardly rapidly gradually often rarely frequently seldom directly indirectly
internal external domestic foreign local global maximum minimum majority minority advantage disadvantage
advantages disadvantages profit loss profits losses growth decline supply demand question answer questions answers
include exclude includes excludes included excluded including excluding agree disagree agreed disagreed
optimistic pessimistic active passive alive dead innocent guilty first last together apart
upper lower today yesterday attacked defended praised criticised
""")
# What the reverse of a doubled word would say is settled here; "no" and "yes" are left to the negation.
ANTONYMS |= _pairs("end beginning leave arrive lower higher closed open shorter longer")

SINGULARS = _pairs("""
car vehicle truck vehicle lorry vehicle bus vehicle train vehicle plane vehicle aircraft vehicle bicycle vehicle
tram vehicle helicopter vehicle airplane vehicle ship vehicle boat vehicle taxi vehicle motorcycle vehicle
dog animal cat animal horse animal cow animal sheep animal bird animal fish animal wolf animal shark animal bear animal
lion animal tiger animal elephant animal mouse animal rat animal goat animal pig animal chicken animal spider animal
apple fruit orange fruit banana fruit grape fruit lemon fruit potato vegetable tomato vegetable carrot vegetable
bread food cheese food rice food meat food sugar food beef food wine drink beer drink coffee drink tea drink milk drink
doctor person nurse person lawyer person teacher person journalist person soldier person farmer person student person
professor person engineer person scientist person researcher person artist person singer person actor person
actress person writer person author person player person footballer person driver person pilot person worker person
president person minister person mayor person senator person judge person policeman person officer person
economist person analyst person expert person director person manager person chairman person prisoner person
patient person victim person tourist person passenger person voter person neighbour person boy child girl child
brother relative sister relative uncle relative aunt relative cousin relative father parent mother parent
son child daughter child grandfather relative grandmother relative
house building hospital building school building church building hotel building castle building museum building
factory building theatre building theater building palace building prison building apartment building library building
tower building temple building mosque building cathedral building airport place station place restaurant place
city place town place village place country place island place river water lake water ocean water mountain place
forest place desert place beach place valley place street place road place bridge structure wall structure
table object chair object bed object knife tool hammer tool gun weapon rifle weapon bomb weapon pistol weapon
missile weapon sword weapon tank weapon phone device telephone device computer device camera device laptop device
television device radio device smartphone device tablet device screen device
shirt garment dress garment jacket garment coat garment hat garment shoe garment suit garment
gold metal silver metal iron metal copper metal steel metal aluminium metal oxygen gas hydrogen gas oil substance
coal substance uranium substance petrol substance gasoline substance water substance
football sport tennis sport rugby sport basketball sport hockey sport swimming activity golf sport
cancer disease malaria disease diabetes disease flu disease influenza disease cholera disease asthma disease
murder crime theft crime robbery crime rape crime fraud crime corruption crime
book work novel work film work movie work song work painting work poem work symphony work
newspaper publication magazine publication letter document contract document passport document law document
dollar sum euro sum pound sum winter season summer season autumn season spring season
monday day tuesday day wednesday day thursday day friday day saturday day sunday day
red coloured blue coloured green coloured yellow coloured tree plant rose plant flower plant oak plant
guitar instrument piano instrument violin instrument drum instrument
earthquake event hurricane event flood event storm event fire event tsunami event
parliament body senate body government body ministry body committee body party group army group team group
company group university institution bank institution court institution college institution
knee part arm part leg part hand part eye part heart organ lung organ liver organ kidney organ brain organ
""")
PLURALS = {_plural(noun): _plural(wider) for noun, wider in SINGULARS.items()}
HYPERNYMS = {**PLURALS, **SINGULARS, "sheep": "animal", "police": "people", "wolves": "animals", "knives": "tools"}

BE = _words("is are was were am")
MODALS = _words("will would can could should may might must shall")
AUXILIARIES = BE | MODALS | _words("has have had do does did")
SUBJECTS = _words("i you he she it we they")
ARTICLES = _words("the a an")
DETERMINERS = ARTICLES | _words("this these those his its their our my your some any every each another no")
PREPOSITIONS = _words(
    """
in on at from with by for about after before during under over between through against into within without among
of across behind beyond near towards until since despite along around upon
"""
)
CONJUNCTIONS = _words("and but or because although while if when")
FUNCTION = (
    DETERMINERS
    | PREPOSITIONS
    | CONJUNCTIONS
    | AUXILIARIES
    | SUBJECTS
    | _words(
        """
to as than that which who whom whose what where why how so not there then here her him them me us be been being own
same other others such both all more most less least many much few several only just also even still first second last
next ago too very well out up down off away back again ever never now one two three four five six nine ten
"""
    )
)
SWITCHED = _pairs("""
in at on under at into from with with from by of for against about by after into before with during from under on
over at between into through for against for into by within over among by across at near into until from since by
of on behind at towards by
""")

ADJECTIVES = _words(
    """
new old good bad great small large big high low long short young early late important public private national
local international political economic social military financial foreign domestic major minor main real recent current
former future strong weak difficult easy simple hard serious severe heavy light rich poor happy sad beautiful
different similar special general particular human natural technical legal illegal criminal medical popular
famous possible likely clear dark bright deep wide open free full empty hot cold warm cool dry wet clean dirty
safe dangerous modern ancient traditional historic religious cultural scientific industrial commercial
agricultural nuclear chemical electric electronic digital global regional urban rural northern southern eastern
western central federal presidential parliamentary democratic republican conservative liberal independent
unprecedented controversial significant considerable enormous huge tiny vast massive limited complete total
final initial previous ongoing permanent temporary annual monthly weekly daily royal golden
"""
)
ADVERBS = _words("very also already often still always quite almost perhaps soon sometimes even just")
NO_ADVERBS = _words(
    """
family early only likely unlikely reply apply supply july italy daily weekly monthly yearly ally rely fly friendly
elderly ugly lonely lovely holy assembly anomaly monopoly belly bully jelly lily rally tally comply imply multiply
silly deadly costly orderly scholarly heavenly worldly butterfly barely hardly scarcely sicily homily
"""
)

FAMILIES = _both_ways("""
important importance difficult difficulty economic economy political politics different difference dangerous danger
possible possibility national nation social society cultural culture historic history financial finance powerful power
beautiful beauty successful success violent violence free freedom safe safety strong strength long length high height
deep depth wide width poor poverty young youth happy happiness sad sadness ill illness real reality active activity
responsible responsibility able ability secure security free freedom peaceful peace hopeful hope helpful help
traditional tradition religious religion medical medicine scientific science industrial industry criminal crime
agricultural agriculture democratic democracy independent independence present presence silent silence
patient patience confident confidence absent absence proud pride hot heat angry anger hungry hunger
decide decision produce production protect protection invest investment develop development govern government
agree agreement announce announcement destroy destruction choose choice die death fail failure explain explanation
invite invitation inform information educate education create creation compete competition discuss discussion
arrive arrival refuse refusal propose proposal survive survival approve approval argue argument improve improvement
recently recent quickly quick clearly clear easily easy slowly slow seriously serious directly direct
completely complete
politically political economically economic particularly particular widely wide strongly strong highly high
probably probable immediately immediate publicly public officially official generally general finally final
""")

NUMBER_WORDS = tuple(
    sorted(_words("two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty"))
)
MAGNITUDES = _pairs(
    "hundred thousand thousand million million billion billion million hundreds thousands thousands millions "
    "millions billions"
)
GENDERS = _pairs("he she she he him her his her her his himself herself herself himself")
CASES = _pairs("he him she her they them we us i me him he them they us we me i")
ADDED_ADJECTIVES = sorted(_words("former new second famous young old local foreign only"))
ADDED_ADVERBS = sorted(_words("probably reportedly often secretly rarely suddenly"))
ADDED_NOUNS = ["and the neighbours", "and the army", "and the weather", "and its history", "and two friends"]
# Another right wording: what a reader would call the same sentence.
CONTRACTIONS = {
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "are not": "aren't",
    "was not": "wasn't",
    "were not": "weren't",
    "has not": "hasn't",
    "have not": "haven't",
    "will not": "won't",
    "would not": "wouldn't",
    "could not": "couldn't",
    "cannot": "can't",
    "it is": "it's",
    "I am": "I'm",
    "we are": "we're",
    "they are": "they're",
    "we have": "we've",
    "they have": "they've",
    "such as": "like",
    "in order to": "to",
    "more than": "over",
    "begin": "start",
    "began": "started",
}
