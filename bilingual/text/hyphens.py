"""Whether a French word that a line end divides at a hyphen has that hyphen within a line too.

The tables hold first and last parts of common compounds and the pronouns behind a verb, from general knowledge of
French. A part that is more often a syllable (`ex-`, `mi-`, `sous-`) stands with what follows it.
"""

# Parts that are hardly ever a syllable of a longer word, whatever follows.
_FIRST_WORDS = """
afro anglo après arrière avant ceux celui celle celles chef chefs cinquante demi demie extrême franco garde
germano grand grande grandes grands gréco haut haute hautes hauts hispano italo jean judéo libre là non nord
ouest petit petite petites petits porte pseudo quarante quasi quatre quelques rendez rez russo saint sainte
saintes saints semi sino soixante st ste sud trente vice vingt week
"""
FIRST = frozenset(_FIRST_WORDS.split())
_LAST_WORDS = """
je nous vous moi toi même mêmes uns unes être
"""
LAST = frozenset(_LAST_WORDS.split())
# Pronouns that are syllables too: behind what a verb ends with.
AFTER_VERB = {
    **dict.fromkeys(("il", "ils", "elle", "elles", "on", "en", "y"), ("t", "d", "s", "z")),
    **dict.fromkeys(("le", "la", "les", "leur", "lui"), ("ez", "ons", "is", "ds", "ts")),
    "tu": ("s", "x"),
}
_ROLES = (
    "président présidente ministre ministres premier première maire mari femme épouse époux directeur directrice otage"
    " otages patron chef champion championne député députée sénateur chancelier secrétaire compagnon compagne agent"
    " employé employés soldat policier joueur entraîneur collègue"
)
_BELOW = (
    "préfet préfète préfecture marin marins marine sol sols titre titres titré titrés traitant traitants traitance"
    " directeur directrice secrétaire officier officiers lieutenant total ensemble ensembles estimer estimé"
    " développement développé développés entendu jacent groupe groupes effectif effectifs"
)
_PLACES = "dessus dessous dedans dehors delà devant"
_KIN = "frère frères mère père parents fille fils sœur sœurs enfants"
PAIRS = {
    head: frozenset(tails.split())
    for heads, tails in (
        ("ex", _ROLES),
        ("sous", _BELOW),
        ("mi", "temps chemin parcours journée saison mandat août janvier février mars avril mai juin juillet septembre"
               " octobre novembre décembre"),
        ("au", _PLACES),
        ("par", "dessus dessous delà devant"),
        ("ci", "dessus dessous joint joints jointe après contre"),
        ("bien", "aimé aimée fondé pensant pensants"),
        ("dix", "sept huit neuf"),
        ("cinq", "cents"),
        ("long longs court courts moyen moyens", "métrage métrages"),
        ("aller", "retour"),
        ("centre", "ville villes gauche droit droite"),
        ("sapeur sapeurs", "pompier pompiers"),
        ("rond ronds", "point points"),
        ("sans", "abri abris papiers emploi gêne faute culotte culottes"),
        ("hors", "jeu bord piste série sol sujet service taxe"),
        ("plus moins", "value values"),
        ("mot mots", "clé clés clef clefs"),
        ("savoir", "faire vivre"),
        ("procès", "verbal verbaux"),
        ("station stations", "service"),
        ("outre", "mer tombe"),
        ("pare", "brise chocs balles feu"),
        ("contre", "attaque attaques courant exemple espionnage indication offensive offensives pouvoir pouvoirs"
                   " enquête expertise performance productif"),
        ("bas", "côté côtés relief reliefs"),
        ("chou choux", "fleur fleurs"),
        ("cerf cerfs", "volant volants"),
        ("gratte", "ciel"),
        ("faire", "part valoir"),
        ("terre", "plein pleins"),
        ("arc", "en"),
        ("eau eaux pot pots cul culs", "de"),
        ("beau beaux belle belles", _KIN),
        ("celui celle ceux celles jour jours mois fois ce cet cette", "ci là"),
        ("est était sera serait fut soit", "ce"),
        ("tout toute tous toutes", "petit petits puissant puissante puissance terrain"),
        ("nouveau nouveaux nouvelle", "né nés née venu venus"),
        ("compte comptes", "rendu rendus"),
        ("main", "forte"),
        ("premier première", "née nés né ministre"),
        ("cessez laissez", "le passer"),
    )
    for head in heads.split()
}  # fmt: skip


def keeps_hyphen(head: str, tail: str) -> bool:
    """Return whether a hyphen stands between two parts of a word, as it does in `peut-être` and not in `ouver-ture`."""
    if head[-1].isdigit() or tail[0].isdigit():
        return True
    capitals = head.isupper() and len(head) > 1
    if (tail[0].isupper() and not (capitals and tail.isupper())) or (capitals and tail[0].islower()):
        return True
    head, tail = head.lower(), tail.lower()
    if (len(head) == 1 and head != "é") or len(tail) == 1:
        return True  # `c'est-à-dire`, `a-t-il`, `e-mail`: no syllable of one letter is divided off
    if head in FIRST or tail in LAST or tail in PAIRS.get(head, ()):
        return (head, tail) not in (("porte", "feuille"), ("porte", "feuilles"), ("porte", "manteau"))
    return head.endswith(AFTER_VERB[tail]) if tail in AFTER_VERB else head.endswith("ez") and len(head) > 3
