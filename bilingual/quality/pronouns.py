"""Does the English say `he` of a woman, or `she` of a man?"""

import re
from itertools import pairwise

from bilingual.quality.sides import Sides, either_case


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MALE, _FEMALE = either_case("he him his himself"), either_case("she her hers herself")
_SUBJECTS = either_case("he she")
_IL, _ELLE = either_case("il"), either_case("elle")
# `selon lui` is a man, and `elle lui a offert` may be `he was offered`.
_LUI = either_case("lui")
# `elle` stands for these whoever is meant.
_EITHER = either_case(
    "victime personne star vedette recrue sentinelle célébrité personnalité idole majesté altesse excellence sainteté "
    "dupe proie brute crapule canaille connaissance créature figure"
)
# What `elle` can be as well.
_THINGS = either_case("it its itself they their them")
_TITLES = either_case("mme mlle madame mademoiselle")
# Verbs of nobody: `il faut`, `il pleut`, `il est vrai`; but `il est mort` is somebody.
_OF_NOBODY = (
    r"(?:fa(?:ut|ll\w+|udra\w*|ille)|suffi\w*|pleu\w+|plut?|neig\w+|y|conv(?:ient|enait|iendra\w*)|exist\w+|sembl\w+|"
    r"para[iî]\w+|parut|rest\w+|va(?:ut|lait|udra\w*)|manqu\w+|arriv\w+|incomb\w+|appart\w+|import(?:e|ait)|ressort\w*|"
    r"résult\w+|adv\w+|se (?:p\w+|trouv\w+|fait|faisait|produi\w+|agi\w*|dit)|"
    r"s (?:agi\w*|en\w*|av[èé]r\w+|(?:est|était) (?:agi|avéré|passé|produit|écoulé)|il)|"
    r"(?:est|était|fut|sera\w*|serai[ts]|soit) "
    r"(?!(?:n|m|all|pass|entr|tomb|mont|retourn|accompagn)[éo]|(?:dev|rev)enu|parti|sorti)\w+)\b"
)
_WEATHER = r"(?:fait|faisait|fera) (?:\w+ )?(?:froid|chaud|beau|bon|nuit|jour|noir|sombre|mauvais|tard)\b"
# After an auxiliary: `il va bientôt falloir`, `il a été décidé`.
_LATER = (
    r"(?:(?!ils?\b|qu|elle)\w+ ){1,4}?(?:falloir|fallu|suffi(?:re)?|pleuvoir|plu|neiger|neigé|y avoir|s agir)\b|"
    r"\w+ (?:\w+ )?été (?:\w+ qu|décid|annonc|signal|rapport|reproch|demand|rappel|propos|précis|constat|démontr|prouv|"
    r"expliqu|indiqu|dit|convenu|établi|prévu|question|fait|mis fin|procéd|tenu compte)"
)
# With an object that is a woman, or may be one, the English may have turned the sentence round: `il la soigne`.
_OBJECT = r"(?:la|lui)\b|l \w+ \w+ée\b|va (?:de|d|autrement|ainsi)\b"
_IL_OF_NOBODY = re.compile(
    rf"\bil (?:(?:ne|n|me|m|te|t|nous|vous|leur|en) )*(?:{_OF_NOBODY}|{_WEATHER}|{_LATER}|{_OBJECT})|"
    rf"\b(?:{_OF_NOBODY}|y a) (?:t )?il\b"
)
_MEN = either_case(
    "monsieur homme garçon père fils frère mari roi prince duc comte baron empereur oncle neveu époux "
    "veuf héros président directeur acteur chanteur champion sénateur abbé pape policier avocat député milliardaire "
    "romancier musicien entraîneur gentilhomme réalisateur compositeur fondateur chercheur étudiant général colonel "
    "capitaine"
) | _names(
    "M John Barack David Peter Paul Jean Pierre Jacques Michel François Nicolas Philippe Alain Bernard Patrick "
    "Laurent Christophe Thierry Olivier Stéphane Frédéric Julien Sébastien Daniel Éric Eric Marc Antoine Thomas "
    "Alexandre Guillaume Vincent Maxime Benoît Bruno Gilles Emmanuel Henri Louis Charles Georges André Robert René "
    "Marcel Roger Gérard Serge Christian Didier Pascal Fabrice Jérôme Mathieu Matthieu Romain Xavier Yves Hervé "
    "Denis Luc Arnaud Cédric Hugo Lucas Donald Joe James William Michael Richard Joseph Christopher Matthew Anthony "
    "Mark Steven Andrew Joshua Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas "
    "Jonathan Stephen Larry Justin Scott Benjamin Samuel Gregory Frank Raymond Jack Dennis Jerry Tyler Aaron Henry "
    "Adam Douglas Nathan Bill Tony Boris Vladimir Dmitri Fidel Mohamed Mohammed Ahmed Ali Hassan Omar Mahmoud "
    "Silvio Mario José Juan Carlos Luis Pedro Miguel Fernando Hans Karl Wolfgang Jürgen Klaus Tom Tim Jim Steve "
    "Mike Bob Ben Dan Martin Simon"
)
# Somebody's: `her son` is no man called `she`.
_MEN_AS_SIGNS = _MEN - either_case("père fils frère mari oncle neveu époux")
_WOMEN = either_case(
    "mme mlle madame mademoiselle femme fille fillette mère maman sœur épouse reine princesse duchesse comtesse "
    "baronne marquise tante nièce cousine amie dame veuve présidente directrice actrice chanteuse députée candidate "
    "étudiante impératrice maîtresse fiancée déesse héroïne sénatrice avocate cheffe patronne autrice romancière "
    "enceinte née nourrice servante religieuse danseuse joueuse championne"
) | _names(
    "Marie Anne Catherine Nathalie Isabelle Sylvie Martine Christine Françoise Monique Nicole Jacqueline Valérie "
    "Sandrine Stéphanie Véronique Céline Chantal Patricia Brigitte Julie Aurélie Laurence Émilie Claire Hélène "
    "Sophie Caroline Laura Sarah Emma Léa Manon Chloé Inès Ségolène Marine Christiane Simone Élisabeth Elisabeth "
    "Angela Hillary Michelle Mary Jennifer Linda Elizabeth Barbara Susan Jessica Karen Nancy Lisa Betty Margaret "
    "Sandra Emily Donna Carol Amanda Dorothy Melissa Deborah Rebecca Cynthia Kathleen Amy Anna Ruth Brenda Pamela "
    "Katherine Helen Samantha Diane Alice Rachel Heather Maria Julia Kate Meghan Diana Madonna Angelina Condoleezza "
    "Theresa Sonia Gabrielle Jane Rosa Eva Louise Charlotte Juliette Jeanne Merkel Thatcher"
)
# What else may be a woman, or a thing that English calls `she`: its words are feminine throughout.
_FEMININE = either_case("celle celles femmes filles mères dames femelle jeune vieille petite chérie ma ta")


# Women whom the English names: they are not the one whom it calls `he`.
_WOMEN_IN_ENGLISH = _names(
    "woman women girl girls mother mothers mom mum grandmother daughter daughters wife wives sister sisters queen "
    "princess duchess lady ladies actress widow aunt niece cousin girlfriend bride heroine nurse maid female "
    "chairwoman Woman Women Girls Mother Daughter Wife Sister Queen Princess Duchess Lady Actress"
) | (_WOMEN - _TITLES)

# What each sign weighs: `il` of somebody or `elle`, a word or first name; `he` or `she` itself, not `his` or `her`.
_PRONOUN, _WORD, _SUBJECT = 2.0, 1.0, 1.0


def measure_pronouns(sides: Sides) -> float:
    """Return how surely the French gives a person the other gender than the English, which has one only.

    0 where the French has words of both genders, or of none. `son`, `sa` and `ses` tell nothing of the owner.
    """
    he, she = not _MALE.isdisjoint(sides.en_set), not _FEMALE.isdisjoint(sides.en_set)
    if he == she:
        return 0.0
    subject = not _SUBJECTS.isdisjoint(sides.en_set)
    signs = _signs_of_a_woman(sides, subject) if he else _signs_of_a_man(sides, subject)
    return signs + _SUBJECT if signs and subject else signs


def describe_pronouns(sides: Sides) -> str:
    """Name the words of each side that give the gender."""
    if not measure_pronouns(sides):
        return "no pronoun of the other gender"
    sexes = (_WOMEN | _ELLE, _MALE) if not _MALE.isdisjoint(sides.en_set) else (_MEN | _IL, _FEMALE)
    said = (dict.fromkeys(filter(sexes[0].__contains__, sides.fr_words)), filter(sexes[1].__contains__, sides.en_words))
    return " | ".join(" ".join(dict.fromkeys(words)) for words in said)


def _signs_of_a_woman(sides: Sides, subject: bool) -> float:
    """Return what says that a woman is spoken of; `elle` may be a thing where the English has one or no `he`."""
    french, english = sides.fr_set, sides.en_set
    if not all(map(french.isdisjoint, (_MEN, _IL, _LUI, _EITHER))):
        return 0.0
    named = not english.isdisjoint(_WOMEN_IN_ENGLISH)
    word = not french.isdisjoint(_TITLES) or not (named or french.isdisjoint(_WOMEN))
    if not subject and not (word and english.isdisjoint(_THINGS)):
        return 0.0
    return _WORD * word + _PRONOUN * (not french.isdisjoint(_ELLE) and _is_she(sides, word))


def _is_she(sides: Sides, word: bool) -> bool:
    """Return whether there is an `elle` that is no `elle-même`, and no thing."""
    if not word and not sides.en_set.isdisjoint(_THINGS):
        return False
    return any(one in _ELLE and following != "même" for one, following in pairwise([*sides.fr_words, ""]))


def _signs_of_a_man(sides: Sides, subject: bool) -> float:
    """Return what says that a man is spoken of; `il` tells nothing of whose `her` is."""
    french = sides.fr_set
    if not all(map(french.isdisjoint, (_WOMEN, _ELLE, _FEMININE))):
        return 0.0
    if "M" in french and (subject or not _names_another(sides.fr_words)):
        pronoun = True
    else:
        pronoun = subject and not french.isdisjoint(_IL) and _is_somebody(sides.fr_words)
    return _WORD * (not french.isdisjoint(_MEN_AS_SIGNS)) + _PRONOUN * pronoun


def _is_somebody(words: list[str]) -> bool:
    text = " ".join(words).lower()
    return len(_IL_OF_NOBODY.findall(text)) < sum(word in _IL for word in words)


def _names_another(words: list[str]) -> bool:
    """Return whether a name is not that of `M.`, of whom the English may speak."""
    called = False
    for place, word in enumerate(words):
        called = word[0].isupper() and (called or word == "M" or not place)
        if word[0].isupper() and not called:
            return True
    return False
