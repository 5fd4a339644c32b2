"""The closed classes of French that open a sentence, compiled from a grammar's tables of function words."""

from bilingual.segmenter.characters import WORD

ARTICLES = "le la les l' un une des du de d' au aux"
DETERMINERS = (
    "ce cet cette ces mon ton son ma ta sa mes tes ses notre votre leur nos vos leurs quel quelle quels quelles"
    " chaque plusieurs certains certaines quelques tout toute tous toutes aucun aucune nul nulle tel telle tels telles"
    " différents divers diverses maint"
)
PRONOUNS = (
    "je j' tu il elle on nous vous ils elles c' ça cela ceci celui celle ceux celles qui que qu' quoi dont où lequel"
    " laquelle lesquels lesquelles chacun chacune personne rien quiconque autrui moi toi lui eux y en se s' me m' te t'"
)
CONJUNCTIONS = (
    "et ou mais or ni car donc puis si lorsque lorsqu' quand comme puisque puisqu' quoique quoiqu' parce tandis alors"
    " ainsi aussi cependant pourtant toutefois néanmoins soit sinon enfin ensuite bref afin"
)
PREPOSITIONS = (
    "à a dans en par pour avec sans sous sur vers chez contre entre depuis pendant durant dès jusque jusqu' selon"
    " malgré hors outre parmi après avant devant derrière voici voilà grâce quant lors faute suite face concernant"
    " via"
)
ADVERBS = (
    "ne n' non oui pas plus moins très trop peu beaucoup bien mal ici là hier demain aujourd' maintenant"
    " toujours jamais souvent parfois déjà encore bientôt tôt tard combien comment pourquoi autant tant tellement"
    " environ presque seulement surtout notamment également autrefois ailleurs désormais peut certes hélas est"
)

OPENERS = frozenset(f"{ARTICLES} {DETERMINERS} {PRONOUNS} {CONJUNCTIONS} {PREPOSITIONS} {ADVERBS}".split())

# Particles of names: after an initial they open a sentence only when a lower-case word follows.
_PARTICLES = "le la du de l' d' van von der ben al el"
PARTICLES = frozenset(_PARTICLES.split())


def opening_word(text: str, start: int) -> str:
    """Return the word at `start` in lower case, with its apostrophe if it is elided."""
    match = WORD.match(text, start)
    return match.group().lower().replace("’", "'") if match else ""


def is_opener(text: str, start: int) -> bool:
    """Return whether a function word stands at `start`, and not an initial such as `A.`."""
    word = opening_word(text, start)
    return word in OPENERS and not text.startswith(".", start + len(word))
