"""Does the English say the opposite of the French: `fall` for `hausse`, `south` for `nord`?"""

import re
from dataclasses import dataclass
from itertools import takewhile

from bilingual.quality.coverage import stems
from bilingual.quality.lexicon import DULL, Entry, load_lexicon
from bilingual.quality.sides import Sides

# Stems (six letters) of what is said in French, of its opposite, and of both in English. A word after ~
# says it too, but in other senses as well: it explains another, and is never itself taken for the opposite. What else
# the lexicon links with an English word explains it too.
_TABLE = """
hausse augmen croiss progre grimpe monte | baisse baissé diminu recul recule chute chuté réduct réduir réduit déclin
  ~limite | increa rise rises rising rose growth ~grow grew ~up higher ~climb climbe gain gained ~raise raised |
  decrea fall falls fallin fell drop drops droppe declin ~down ~lower reduce reduct ~cut cuts
gauche | droite droit droits | left leftis | right rights
ouvert ouvrir ouvre | fermé fermée fermés fermer ferme fermet | open opened ~until ~till opens openin | close closed
  closes closin closur shut ~until ~till
premie premiè | dernie derniè | first | ~last latest final
bon bonne bons bonnes ~bien | mauvai ~mal | good ~well | bad ~badly ~poor poorly
vrai vraie vrais | faux fausse | true real | false fake
nouvea nouvel neuf récent | vieux vieill ancien vieil | new | ~old
jeune jeunes | vieux vieill vieil âgé âgée âgés âgées aîné | young youth younge | ~old older elderl
grand grande grands gros grosse énorme | petit petite petits faible | big large ~great huge tall | small ~little tiny
  ~short
fort forte forts fortes puissa | faible | strong | weak weaker
haut haute hauts hautes élevé élevée élevés | bas basse basses faible | high higher | low ~lower
riche riches | pauvre | rich richer wealth | ~poor poorer
facile | diffic dur | easy easily easier | diffic ~hard
rapide vite | lent lente lentem lents | fast quickl quick rapid rapidl | slow slowly
chaud chaude chauds chaleu | froid froide froids | hot warm heat | cold cool
guerre | paix | war wars | peace
ami amis amie amies | ennemi | friend | enemy enemie
vie vivant vit vivre | mort morts décès mourir ~tué ~tuée ~tués ~perdu ~perd ~perdre ~coûté ~coûte ~coûter ~ôté ~ôter
  ~fin ~risque ~donné ~sacrif ~laissé ~victim ~succom ~suicid ~peine ~condam ~danger ~menace ~menacé | life alive
  living live | death ~dead die died
jour jours journé | nuit nuits | day | night
matin matiné | soir soirée | mornin | evenin
accept | refuse refusé rejete rejeté rejett refus | accept | refuse reject
autori permis permet | interd ~retrai ~retiré ~suspen | allow allowe allows author permit | ban banned bans forbid
  prohib
début commen débuté | fin finir fini termin arrête ~retenu | begin beginn began start starte ~starts begun | ~end
  ~ended ~ends ~finish ~stop stoppe
positi | négati | positi | negati
public publiq | privé privée privés | public | ~privat
légal légale légaux | illéga | legal | illega
possib | imposs | possib | imposs
heureu | malheu triste | happy | unhapp sad
homme hommes mascul | femme femmes fémini | man men male | woman women female
garçon | fille filles | boy boys | girl girls
père pères | mère mères | father | mother
frère frères | sœur sœurs soeur | brothe | sister
fils | fille filles | ~son sons | daught
mari époux | femme épouse | husban | wife
roi | reine | king | queen
coupab | innoce | guilty | innoce
majori | minori | majori | minori
maximu maxima | minimu minima | maximu | minimu
intéri intern | extéri extern | inside inner interi ~intern ~domest | outsid exteri ~extern foreig
plein pleine pleins | vide vides | full | empty
noir noire noirs noires | blanc blanch blancs | black | white
long longue longs | court courte courts bref brève | long longer | ~short shorte brief
lourd lourde lourds | léger légère légers | heavy | ~light
constr | détrui destru démoli | build built constr | destro destru demoli
aimer aime aimé amour | détest haïr haine | love loved ~like liked likes | hate hated hatred ~dislik
attaqu | défens défend | attack | defend defenc defens
présen | absent absenc | ~presen | absent absenc
rareme rare rares | souven fréque | rarely rare seldom | often freque
toujou | jamais | always | never
~passé | avenir futur | ~past | future
dehors | dedans | outsid | inside
gratui | payant | ~free | ~paid
danger | sûr sûre sécuri | danger | safe secure
simple | comple compli | simple | ~comple compli
propre | sale sales | clean | dirty
mort morts décédé mourir tué tués mourut | vivant vivantes | dead | alive living ~live ~lives ~lived ~life
"""
# Whoever turns such a relation round says the same by the opposite: `Paul sold it to Anne`, `Anne bought it of Paul`.
_RELATIONS = """
nord septen | sud méridi | north northe northw | south southe southw
gagner gagné gagne victoi rempor vainqu | perdre perdu perd défait perdan perte pertes | win won wins winnin winner |
  lose ~lost loses losing loss defeat loser ~over
gagner gagné gagne victoi rempor vainqu | perdre perdu perd défait perdan | victor | lose ~lost loses losing loss
  defeat loser ~over ~agains
avant | après ~foulée ~ensuit ~puis ~suite ~midi | before | after
plus davant supéri | moins inféri | ~more | less fewer
meille mieux | pire pires pis | ~better best | worse worst
achat achete acheté achète achats | vente vendre vendu vend ventes | buy bought purcha buys buying | sell sold ~sale
  sells sellin
import | export | import | export
entrer entre entrée entré | sortir sorti sort sortie | enter entere entry | ~leave ~left
arrive arrivé arriva | partir part parti départ quitte quitté | arrive arriva | ~leave ~left
vainqu | vaincu perdan | winner victor | loser
"""

_NAME: Entry = (1.0, 0.0, frozenset(), "")
_LEAST_WEIGHT = 0.8  # nats by which a word asks for its counterpart
_MOST_WORDS = 200
# Words that their first letters turn into their opposite, by those letters.
_PREFIXED = """
un able acceptable aware certain clear comfortable common constitutional desirable employed equal fair familiar faithful
  favourable favorable grateful happy healthy important interesting just justified lawful likely lucky married necessary
  official pleasant popular predictable prepared profitable protected qualified reasonable reliable safe satisfactory
  stable successful suitable sustainable true usual welcome willing worthy
in accessible accurate active adequate admissible appropriate capable coherent compatible competent complete consistent
  correct curable decent dependent direct effective efficient equitable evitable exact experienced flexible formal
  frequent human offensive secure sensitive separable significant sincere sufficient tolerable tolerant valid visible
im mature mobile moral partial perfect personal polite possible practical probable proper pure
ir rational regular relevant reparable responsible reversible
il legal legible legitimate literate logical
dis honest loyal obedient satisfied similar
"""
_PLAIN = {
    row.split()[0] + word: word
    for row in _PREFIXED.strip().replace("\n  ", " ").split("\n")
    for word in row.split()[1:]
}
_DENIED = frozenset(_PLAIN)
# Words that may be such an opposite in French.
_PREFIXED_FRENCH = re.compile(r"\b(?:in|im|irr|ill|dés|dis|mal|mé|a?normal|anti|offici)\w{3}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Sense:
    """What the French must not say (`turned`) unless it also says what the English stem does (`own`)."""

    own: frozenset[str]
    turned: frozenset[str]
    right: frozenset[str]
    relation: bool


def _read_table() -> dict[str, list[_Sense]]:
    senses: dict[str, list[_Sense]] = {}
    for table, relation in ((_TABLE, False), (_RELATIONS, True)):
        for row in table.strip().replace("\n  ", " ").split("\n"):
            french, turned, english, other = (cell.split() for cell in row.split("|"))
            for own, against, said, right in ((french, turned, english, other), (turned, french, other, english)):
                clear = frozenset(stem for stem in against if stem[0] != "~")
                sense = _Sense(_bare(own), clear, _bare(right), relation)
                for stem in said:
                    if stem[0] != "~":
                        senses.setdefault(stem, []).append(sense)
    return senses


def _bare(stems: list[str]) -> frozenset[str]:
    return frozenset(stem.lstrip("~") for stem in stems)


_SENSES = _read_table()
_STEMS = frozenset(_SENSES)


def find_opposites(sides: Sides) -> list[str]:
    """Return the stems of the English whose opposite is in the French, where neither side says both."""
    french, english, entries = sides.fr_stems, sides.en_stems, load_lexicon().english
    found = []
    for stem in _STEMS & english:
        for sense in _SENSES[stem]:
            if sense.turned.isdisjoint(french) or sense.own & french or sense.right & english:
                continue
            if not (entries.get(stem, DULL)[2] - sense.turned).isdisjoint(french):
                continue
            if (sense.relation or "than" in english) and _is_turned_round(sides, stem, sense.turned):
                continue
            found.append(stem)
            break
    return sorted(found)


def find_prefixed(sides: Sides) -> list[str]:
    """Return English words like `invalid` whose plain word alone has its counterpart in the French."""
    if _DENIED.isdisjoint(sides.en_set) or _PREFIXED_FRENCH.search(sides.fr):
        return []
    entries, found = load_lexicon().english, list[str]()
    for word in sorted(_DENIED & sides.en_set):
        stem, bare = stems([word, _PLAIN[word]])
        own, plain = entries.get(stem, DULL)[2], entries.get(bare, DULL)[2]
        if (
            bare not in sides.en_stems
            and (own - plain).isdisjoint(sides.fr_stems)
            and not plain.isdisjoint(sides.fr_stems)
        ):
            found.append(word)
    return found


def _is_turned_round(sides: Sides, stem: str, turned: frozenset[str]) -> bool:
    """Return whether what comes first in the English, before the opposite, comes after it in the French."""
    before = takewhile(stem.__ne__, stems(sides.en_words[:_MOST_WORDS]))
    first = next(filter(_says_much, before), None)
    if first is None:
        return False
    french, links = stems(sides.fr_words[:_MOST_WORDS]), load_lexicon().english.get(first, DULL)[2] | {first}
    place = next((place for place, word in enumerate(french) if word in turned), 0)
    return links.isdisjoint(french[:place]) and not links.isdisjoint(french[place:])


def _says_much(stem: str) -> bool:
    """Return whether it is a name, or a word that asks for a counterpart."""
    return load_lexicon().english.get(stem, _NAME)[0] >= _LEAST_WEIGHT
