"""Does one side deny what the other affirms, or say the opposite?"""

import re

from bilingual.quality.coverage import stems
from bilingual.quality.lexicon import DULL, Entry, load_lexicon
from bilingual.quality.opposites import find_opposites, find_prefixed
from bilingual.quality.sides import Sides, either_case, split_words

# A lost denial counts by itself, one that was made up only with its words about it. An answer in another word weighs
# more than all that together.
_LOST, _MOST, _ANSWERED = 1.0, 3.0, 4.0
_OPPOSITE = 1.0
_LEAST_WEIGHT = 0.8  # nats by which a word asks for its counterpart


# Without one of these words a side denies nothing; looked up before anything else is read.
_FRENCH_CUES = either_case("ne n non pas")
_ENGLISH_CUES = either_case("not t cannot never")
_NE = either_case("ne n")
# `ne` and its partner stand at most six words apart (`ne les lui aurait donc pas`); some stand before it: `rien ne`.
_PARTNERS = either_case("pas jamais rien aucun aucune aucunement personne guère plus ni nul nulle")
_BEFORE = either_case("jamais rien aucun aucune personne nul nulle ni")
_APART = 6
# `mais pas`, `et non`: denials without `ne`.
_BARE, _BEFORE_BARE = either_case("pas non"), either_case("et mais va est ai non")
_FRENCH_MARKS = _NE | _PARTNERS | _BARE
# `n` denies only where it is cut short, before an apostrophe: `n° 12` and `n = 3` deny nothing.
_SHORT_NE, _LONE_N = either_case("n"), re.compile(r"\b[nN]\b(?!\s?['’‘ʼ`´′＇])")
# `t` denies only after these: `cotton T-shirt` and `human T cells` deny nothing.
_DENIED = "don doesn didn isn wasn aren weren won can couldn wouldn shouldn hasn haven hadn needn mustn ain mightn shan"
_BEFORE_T = either_case(_DENIED) | either_case(_DENIED.upper())
_DENYING = _FRENCH_MARKS | _ENGLISH_CUES | frozenset(("don", "doesn", "didn", "isn", "wasn"))
# With these, the French says the same by the opposite word: `peu fréquent`, `sans danger`.
_LESSENING = either_case("moins peu sans non trop")
# These answer a denial wherever they stand, carriers only at about its place.
_FRENCH_ANSWERS = either_case("ne pas non sans ni aucun aucune jamais rien")
_ENGLISH_ANSWERS = either_case("no nothing nobody none neither nor without nowhere hardly")
# Denials in form only, and such that translators turn round: nothing to look for on the other side.
_FRENCH_IDLE = re.compile(
    r"est ce pas|\bn (?:import|hésit|empêch|arrêt|oubli|a(?:it)? (?:pas )?(?:de cesse|rien à voir))|"
    r"\bne (?:manqu|cess|sont pas sans|laiss|tard)|\bn \w+ pas (?:sans|près)|non sans|"
    r"\bpas (?:moins|seulement|uniquement|mal\b|faux|tort|encore|que|simplement|question|longtemps|trop|davantage|"
    r"autant|de quoi|tout\b)|\bplus (?:que?|encore|trop|jamais|seulement|du tout)\b|\bque jamais|"
    r"(?:avant|moins|crainte|peur|craindre|sans|autre|depuis) qu|(?:nul|aucun) doute|toujours pas|"
    r"\bdeman\w+ si\b|pourquoi n|jamais (?:vu|vécu)|non (?:seul|uniq)|quelque chose n|\bn arriv|\bon ne peut plus|"
    r"\bne (?:va|vont|devrait|devraient) pas tard|\bne rat|\bpas (?:l |les? |la )?oubli(?:er|ons|ez)|\bpas pour rien|"
    r"\bpas (?:très |trop |si )?ch(?:er|ère)s?\b|\bpas plus tard|"
    r"\bpas (?:impossible|la seule|le seul|seule?\b|fini|exclu|rare)|n y \w+ pas échapp|ne \w+ dérang|\bne s\b"
)
_ENGLISH_IDLE = re.compile(
    r"\bnot (?:only|just|least|merely|simply|solely|until|till|to mention|surprising|so much|long|far|as|yet|unlike|"
    r"every|all)\b|\b(?:if|or|why|but|and|whether|than|least|is it|was it) not\b|"
    r"(?:can t|cannot|couldn t) (?:wait|help|but|\w+ enough)|"
    r"\wn t (?:it|you|they|we|he|she|i|just|only|until|yet|very|always|really|mind|care|panic|worry)\b|"
    r"(?:never|not) (?:before|mind)"
)
_ENGLISH_SET_APART = re.compile(r"[^\w\s]\s?[Nn]ot\b|\b[Nn]ot[^\w\s]|^Never")
# Words that say a denial in another way.
_FRENCH_CARRIERS = re.compile(
    r"\b(?:ne|n|pas|non|sans|aucun\w*|nul(?:le(?:ment)?)?|jamais|rien|personne|ni|guère|à peine|peu|no|not|seulement|"
    r"uniquement|plutôt|faute|loin|sauf|sinon|hors|vain(?:es?|ement)?|mal|contrairement|autrement|voire|défaut|"
    r"ignor\w+|refus\w*|rejet\w+|empêch\w+|évit(?:e|ons|ez|ent)|manqu\w+|échou\w+|échec|interdi\w+|cess(?:e|a|é)\w*|"
    r"absen\w+|déclin\w+|ni(?:er|é|ée|e|ent)|démen\w+|renon\w+|abst\w+|priv(?:és? d\w*|ées? d\w*)|exclu\w*|exempt\w*|"
    r"rare(?:s|ment)?|oubli\w+|désapp\w+|désag\w+|désac\w+|indem\w+|méconn\w+|importe|saur(?:ait|aient)|os[ae]|"
    r"fich(?:e|ent|ait|eront|aient)|moqu\w+|erroné\w*|fau(?:x|sse|sses)|tort|négati\w+|imposs\w+|inutil\w*|"
    r"in(?:acc|adap|applic|cap|certain|compl|conn|cons|corr|disp|effi|exact|exis|just|suff|sup|val|visi)\w*|irr\w+|"
    r"illég\w+|impr[ae]\w+|indis\w+|méfi\w+|lucratif|craint|dout\w+|vides?)\b"
)
_ENGLISH_CARRIERS = re.compile(
    r"\b(?:no|not|none|nor|neither|nobody|nothing|nowhere|without|hardly|barely|scarcely|rarely|seldom|few|little|less|"
    r"fail\w*|unable|inability|unwilling\w*|refus\w+|declin\w+|den(?:y|ied|ies|ying)|ignor\w+|avoid\w*|prevent\w*|"
    r"stop\w*|ceas\w+|keep\w*|kept|lack\w*|miss(?:ed|es|ing)?|lost|reject\w+|bann?(?:ed|ing)?|forb\w+|prohibit\w*|"
    r"absen\w+|far from|longer|anymore|out of|outside|beyond|instead|against|contrary|anti\w*|non\w*|yet to|suspen\w+|"
    r"un(?!der|til|it|i[ov]|cle\b|ique|fortun|less)\w{3,}|flaw\w*|disc\w+|"
    r"in(?:ac|ad|ap|cap|compl|consis|corr|def|disp|eff|elig|ex|hum|op|sens|suff|tol|val|vis|vul)\w+|"
    r"im(?:poss|perf|prob|mat|mor|pat|pol)\w+|irr\w+|illegal\w*|dis(?:a[bgp]|like|h|reg|sem)\w+|\w+less(?:ly)?|deprived|"
    r"devoid|else|except|only|dont|cant|wont|neglect\w+|exclu\w+|exempt\w*|withheld|reluct\w+|still|doubt\w*|held back|"
    r"suspicious|difficult|tough|secret|opposed|avert\w*|free|differ(?:s|ed|ent)?|dunno|even|almost|hard|wrong|"
    r"trouble|barr(?:ed|ing)|nil|slim|reneg\w+|refrain\w*|quit|g[ai]ve(?:n|s)? up|died|dead|broken?|cheap\w*|succumbed|"
    r"strangers?|continues?)\b"
)
_WINDOW, _LEAST_WINDOW = 0.2, 10
# `sans` denies a verb; with a noun it is mostly said otherwise (`sans intérêt`: dull), and with some verbs as well.
_WITHOUT = either_case("sans")
_WITHOUT_VERB = re.compile(
    r"\bsans (?:(?:se |s['’]|en |y |le |la |les |l['’]|lui |leur |même |jamais )*)"
    r"(?!compter|parler|dire|oublier|attendre|tarder|hésiter|cesser|forcer|danger|rappeler)\w{2,20}(?:er|ir|re)\b"
)


def measure_polarity(sides: Sides) -> float:
    """Return how surely one side denies what the other affirms.

    These are the words about the denial with, less those without, a counterpart; 1 for the opposite of a word of the
    French; 0 or less where nothing speaks for it.
    """
    no_french, no_english = _FRENCH_CUES.isdisjoint(sides.fr_set), _ENGLISH_CUES.isdisjoint(sides.en_set)
    if no_english and _without_verb(sides):
        return 1.0
    if no_french and no_english:
        return _OPPOSITE if _opposites(sides) else 0.0
    french = -1 if no_french else _denial_of_french(sides)
    english = -1 if no_english else english_denial(sides.en_words)
    if (french < 0) == (english < 0):
        return 0.0
    return _french_only(sides, french) if french >= 0 else _english_only(sides, english)


def describe_polarity(sides: Sides) -> str:
    """Show the words about a denial that only one side has, and whether the other says it in its own way."""
    french, english = _denial_of_french(sides), english_denial(sides.en_words)
    if english < 0 and (without := _without_verb(sides)):
        return f"denied on one side only: {without}"
    if (french < 0) == (english < 0):
        opposites = _opposites(sides) if measure_polarity(sides) else []
        return f"the opposite: {' '.join(opposites)}" if opposites else "both sides deny, or neither"
    said = _around(sides.fr_words, french) if french >= 0 else _around(sides.en_words, english)
    return f"denied on one side only: {said}" if measure_polarity(sides) > 0 else f"denied, and answered: {said}"


def _denial_of_french(sides: Sides) -> int:
    """Return the place of the first denial of the French; an `n` that is not cut short is none."""
    words = sides.fr_words
    place = french_denial(words)
    if place < 0 or words[place] not in _SHORT_NE or not _LONE_N.search(sides.fr):
        return place
    return french_denial(split_words(_LONE_N.sub("no", sides.fr)))


def _opposites(sides: Sides) -> list[str]:
    """Return the English words that say the opposite of the French, none where the French lessens what it says."""
    found = find_opposites(sides)
    if not found and (prefixed := find_prefixed(sides)) and not _FRENCH_CARRIERS.search(sides.fr.lower()):
        found = prefixed
    return found if found and _LESSENING.isdisjoint(sides.fr_set) else []


def _without_verb(sides: Sides) -> str:
    """Return `sans` with its verb where nothing in the English denies anything, "" elsewhere."""
    if _WITHOUT.isdisjoint(sides.fr_set) or _ENGLISH_CARRIERS.search(" ".join(sides.en_words).lower()):
        return ""
    match = _WITHOUT_VERB.search(sides.fr.lower())
    return match[0] if match else ""


def _french_only(sides: Sides, place: int) -> float:
    if not _ENGLISH_ANSWERS.isdisjoint(sides.en_set) or _FRENCH_IDLE.search(_around(sides.fr_words, place)):
        return 0.0
    answer = _ENGLISH_CARRIERS.search(_opposite(place, sides.fr_words, sides.en_words))
    met = _balance(sides.fr_words[place + 1 : place + 6], sides.en_stems, load_lexicon().french)
    return _LOST + met - (_ANSWERED if answer else 0.0)


def _english_only(sides: Sides, place: int) -> float:
    if not _FRENCH_ANSWERS.isdisjoint(sides.fr_set) or _ENGLISH_IDLE.search(_around(sides.en_words, place)):
        return 0.0
    if _ENGLISH_SET_APART.search(sides.en):
        return 0.0
    answer = _FRENCH_CARRIERS.search(_opposite(place, sides.en_words, sides.fr_words))
    met = _balance(sides.en_words[max(0, place - 3) : place + 5], sides.fr_stems, load_lexicon().english)
    return met - (_ANSWERED if answer else 0.0)


def _balance(words: list[str], other: set[str], entries: dict[str, Entry]) -> float:
    """Return how many words have a counterpart, less how many lack one: where many do, the text was turned round."""
    met = 0
    for stem in stems(words):
        without, _, links, _ = entries.get(stem, DULL)
        if without >= _LEAST_WEIGHT and stem not in _DENYING:
            met += -1 if links.isdisjoint(other) else 1
    return max(-_MOST, min(_MOST, float(met)))


def french_denial(words: list[str]) -> int:
    """Return the place of the first `ne` that has its partner, or of a bare denial, -1 where there is none."""
    ne = before = -2 * _APART
    for place, word in enumerate(words):
        if word not in _FRENCH_MARKS:
            continue
        if word in _NE:
            ne = place
            if place - before <= _APART:
                return place
        elif place - ne <= _APART + 1 and word in _PARTNERS:
            return ne
        elif word in _BEFORE:
            before = place
        elif place and word in _BARE and words[place - 1] in _BEFORE_BARE:
            return place
    return -1


def english_denial(words: list[str]) -> int:
    """Return the place of the first word that denies, -1 where none does; `isn't` is split into `isn` and `t`."""
    for place, word in enumerate(words):
        if word in _ENGLISH_CUES and (word not in "tT" or (place and words[place - 1] in _BEFORE_T)):
            return place
    return -1


def _around(words: list[str], place: int) -> str:
    return " ".join(words[max(0, place - 4) : place + 9]).lower()


def _opposite(place: int, own: list[str], other: list[str]) -> str:
    """Return the words at about the same place of the other side."""
    middle, width = place * len(other) // len(own), max(_LEAST_WINDOW, int(_WINDOW * len(other)))
    return " ".join(other[max(0, middle - width) : middle + width]).lower()
