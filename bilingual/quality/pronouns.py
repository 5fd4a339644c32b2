"""Does the English say `he` of a woman, or `she` of a man?"""

from itertools import pairwise

from bilingual.quality.sides import Sides


def _words(text: str) -> frozenset[str]:
    """Return words as they are and as they begin a sentence."""
    return frozenset(text.split()) | frozenset(text.title().split())


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_MALE, _FEMALE = _words("he him his himself"), _words("she her hers herself")
_SUBJECTS = _words("he she")
_IL, _ELLE = _words("il"), _words("elle")
# After these `il` stands for nobody: `il y a`, `il faut`, `il s'agit`.
_NOBODY = _words(
    "y faut faudra faudrait fallait fallut s n ne est était sera serait semble semblait paraît reste restait existe "
    "suffit suffirait convient vaut pleut manque arrive"
)
_MEN = _words(
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
_WOMEN = _words(
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
_FEMININE = _words("celle celles femmes filles mères dames femelle jeune vieille petite chérie ma ta")


# What each sign weighs: `il` of somebody or `elle`, a word or first name; `he` or `she` itself, not `his` or `her`.
_PRONOUN, _WORD, _SUBJECT = 2.0, 1.0, 1.0


def measure_pronouns(sides: Sides) -> float:
    """Return how surely the French gives a person the other gender than the English, which has one only.

    0 where the French has words of both genders, or of none. `son`, `sa` and `ses` tell nothing of the owner.
    """
    he, she = not _MALE.isdisjoint(sides.en_set), not _FEMALE.isdisjoint(sides.en_set)
    if he == she:
        return 0.0
    signs = _signs_of_a_woman(sides) if he else _signs_of_a_man(sides)
    return signs + _SUBJECT if signs and not _SUBJECTS.isdisjoint(sides.en_set) else signs


def describe_pronouns(sides: Sides) -> str:
    """Name the words of each side that give the gender."""
    if not measure_pronouns(sides):
        return "no pronoun of the other gender"
    sexes = (_WOMEN | _ELLE, _MALE) if not _MALE.isdisjoint(sides.en_set) else (_MEN | _IL, _FEMALE)
    said = (dict.fromkeys(filter(sexes[0].__contains__, sides.fr_words)), filter(sexes[1].__contains__, sides.en_words))
    return " | ".join(" ".join(dict.fromkeys(words)) for words in said)


def _signs_of_a_woman(sides: Sides) -> float:
    french = sides.fr_set
    if not (french.isdisjoint(_MEN) and french.isdisjoint(_IL)):
        return 0.0
    return _WORD * (not french.isdisjoint(_WOMEN)) + _PRONOUN * (not french.isdisjoint(_ELLE))


def _signs_of_a_man(sides: Sides) -> float:
    french = sides.fr_set
    if not (french.isdisjoint(_WOMEN) and french.isdisjoint(_ELLE) and french.isdisjoint(_FEMININE)):
        return 0.0
    somebody = not french.isdisjoint(_IL) and _is_somebody(sides.fr_words)
    return _WORD * (not french.isdisjoint(_MEN)) + _PRONOUN * (somebody or "M" in french)


def _is_somebody(words: list[str]) -> bool:
    return any(word in _IL and following not in _NOBODY for word, following in pairwise(words))
