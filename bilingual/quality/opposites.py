"""Does the English say the opposite of the French: `fall` for `hausse`, `south` for `nord`?"""

from dataclasses import dataclass

from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.sides import Sides

# Stems (six letters) of what is said in French, of its opposite, and of both in English. A word after ~
# says it too, but in other senses as well: it explains another, and is never itself taken for the opposite. What else
# the lexicon links with an English word explains it too.
_TABLE = """
hausse augmen croiss progre grimpe monte | baisse baissé diminu recul recule chute chuté réduct réduir réduit déclin
  | increa rise rises rising rose growth ~grow grew ~up higher ~climb climbe gain gained ~raise raised | decrea fall
  falls fallin fell drop drops droppe declin ~down ~lower reduce reduct ~cut cuts
nord septen | sud méridi | north northe northw | south southe southw
gauche | droite droit droits | left leftis | right rights
ouvert ouvrir ouvre | fermé fermée fermés fermer ferme fermet | open opened opens openin | close closed closes
  closin closur shut
gagner gagné gagne victoi rempor vainqu | perdre perdu perd défait perdan perte pertes | win won wins winnin victor
  winner | lose ~lost loses losing loss defeat loser
premie premiè | dernie derniè | first | ~last latest final
avant | après | before | after
plus davant supéri | moins inféri | ~more | less fewer
meille mieux | pire pires pis | ~better best | worse worst
bon bonne bons bonnes ~bien | mauvai ~mal | good ~well | bad ~badly ~poor poorly
vrai vraie vrais | faux fausse | true real | false fake
nouvea nouvel neuf récent | vieux vieill ancien vieil | new | ~old
jeune jeunes | vieux vieill vieil âgé âgée âgés âgées aîné | young youth younge | ~old older elderl
grand grande grands gros grosse énorme | petit petite petits faible | big large ~great huge tall | small ~little
  tiny ~short
fort forte forts fortes puissa | faible | strong | weak weaker
haut haute hauts hautes élevé élevée élevés | bas basse basses faible | high higher | low ~lower
riche riches | pauvre | rich richer wealth | ~poor poorer
facile | diffic dur | easy easily easier | diffic ~hard
rapide vite | lent lente lentem lents | fast quickl quick rapid rapidl | slow slowly
chaud chaude chauds chaleu | froid froide froids | hot warm heat | cold cool
guerre | paix | war wars | peace
ami amis amie amies | ennemi | friend | enemy enemie
vie vivant vit vivre | mort morts morte décès mourir | life alive living live | death ~dead die died
jour jours journé | nuit nuits | day | night
matin matiné | soir soirée | mornin | evenin
achat achete acheté achète achats | vente vendre vendu vend ventes | buy bought purcha buys buying | sell sold ~sale
  sells sellin
accept | refuse refusé rejete rejeté rejett refus | accept | refuse reject
autori permis permet | interd | allow allowe allows author permit | ban banned bans forbid prohib
début commen débuté | fin finir fini termin arrête | begin beginn began start starte ~starts begun | ~end ~ended
  ~ends ~finish ~stop stoppe
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
import | export | import | export
intéri intern | extéri extern | inside inner interi ~intern ~domest | outsid exteri ~extern foreig
entrer entre entrée entré | sortir sorti sort sortie | enter entere entry | ~leave ~left
arrive arrivé arriva | partir part parti départ quitte quitté | arrive arriva | ~leave ~left
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
vainqu | vaincu perdan | winner victor | loser
gratui | payant | ~free | ~paid
danger | sûr sûre sécuri | danger | safe secure
simple | comple compli | simple | ~comple compli
propre | sale sales | clean | dirty
"""


@dataclass(frozen=True, slots=True)
class _Sense:
    """What the French must not say (`turned`) unless it also says what the English stem does (`own`)."""

    own: frozenset[str]
    turned: frozenset[str]
    right: frozenset[str]


def find_opposites(sides: Sides) -> list[str]:
    """Return the stems of the English whose opposite is in the French, where neither side says both."""
    french, english, entries = sides.fr_stems, sides.en_stems, load_lexicon().english
    found = []
    for stem in _STEMS & english:
        for sense in _SENSES[stem]:
            if sense.turned.isdisjoint(french) or sense.own & french or sense.right & english:
                continue
            if (entries.get(stem, DULL)[2] - sense.turned).isdisjoint(french):
                found.append(stem)
                break
    return sorted(found)


def _read_table() -> dict[str, list[_Sense]]:
    senses: dict[str, list[_Sense]] = {}
    for row in _TABLE.strip().replace("\n  ", " ").split("\n"):
        french, turned, english, other = (cell.split() for cell in row.split("|"))
        for own, against, stems, right in ((french, turned, english, other), (turned, french, other, english)):
            clear = frozenset(stem for stem in against if stem[0] != "~")
            sense = _Sense(_bare(own), clear, _bare(right))
            for stem in stems:
                if stem[0] != "~":
                    senses.setdefault(stem, []).append(sense)
    return senses


def _bare(stems: list[str]) -> frozenset[str]:
    return frozenset(stem.lstrip("~") for stem in stems)


_SENSES = _read_table()
_STEMS = frozenset(_SENSES)
