"""French abbreviations, by what may follow them: lower case (but for titles), without the final stop.

Compiled by hand from general usage and compared with the tables of two guides to French typography,
guide-typographie.com (Abréviations) and laplumenumerique.fr (Les abréviations courantes en français). A word that
also exists in full (`art`, `vol`) counts as an abbreviation before a number only.
"""

# Before a name: a capital after them goes on. Case is kept: `Me.` is a lawyer.
_TITLES = """
M MM Mr Mrs Ms Mme Mmes Mlle Mlles Mgr Mgrs Me Dr Drs Pr Prs Prof Vve Sgt St Ste Sts Stes Sté Cdt Cne Capt
Gal Gén Gen Gov Lt Lieut Cpl Cmdt Amb Adj Adm Brig Maj Rep Reps Sen Hon Rev Rév Pdt Insp Ing Card Bd Bld
Blvd Fbg Mt Ft dr pr mme mlle mgr prof gén lieut cdt cne ste sté bd bld boul blvd fbg chem rte bât dép gouv
ing insp Ets Éts ets éts Mlles Mmes mmes mlles Me Col Lcl lcl Serg serg sgt Adjt adjt adj cpl brig brigad capt cmdt
comdt comm comdr commiss gal lt ltn Maj maj amb chanc pdt Sén sén Prés Dir dir directr Secr secr Rép rép Card card arch
amir Bât bse Bse cand capit chan cre dél délég enseig bourgm Boul échev Fg fg greff huiss infirm Maît maréch marq pdte
pharm Pl rapp trés vén vét vic év
archev préf contr méd chir doct rév Hon hon vve Cte cte ctesse Vte vte vtesse chev
"""
TITLES = frozenset(_TITLES.split())

# Titles that are words too (`le col est ouvert`, `dans les prés`): before a name where nothing but a determiner
# precedes them; the short ones also where who speaks does, or the other half of a rank (`lt-col`, `vice-prés`).
_WORD_TITLES = """
abbé adm asp bar can commis cons curé doct doy duc emp écon ét frère juge mar mère nav not off past père proc prov rect
sœur
"""
SHORT_TITLES = frozenset(("cap", "col", "prés"))
WORD_TITLES = SHORT_TITLES | frozenset(_WORD_TITLES.split())
_SPEECH = """
selon dit déclare déclaré affirme affirmé explique expliqué précise précisé annonce annoncé indique indiqué ajoute
ajouté assure assuré estime estimé confie confié raconte raconté rappelle rappelé confirme confirmé souligne souligné
répond répondu reconnaît reconnu
"""
SPEECH = frozenset(_SPEECH.split())

# They never end a sentence: what they announce follows.
CONNECTORS = frozenset(
    ("c.-à-d", "c.à.d", "c-à-d", "c.-a-d", "c.a.d", "càd", "c'est-à-d", "est-à-d", "i.e", "e.g", "p.ex")
)

# Before a number or a name.
_REFERENCES = """
anc arr n° bibliogr cass civ crim soc al ann append bibl bull cah cf cfr ch chap cod doc éd ed eds env fasc fig fo
fol ibid id ill impr inf introd j.o lég liv loc ms mss n nb nº obs op p paragr pag pp préf pr r réf règl req
rubr sess sq sqq subd suiv suppl tél tel trad tr v vid voy vs cit
"""
REFERENCES = frozenset(_REFERENCES.split())

# Before a number only: they also exist as words.
_BEFORE_NUMBER = """
fax tabl art vol no nos al app b col décr ex f l lot par prop s sect sup t tab tit tom h hr hrs min mn sec
env ca janv jan févr fév fevr fev avr juil jul juill sept oct nov déc dec
approx max min esc ét étg int ext cat rec pal eur usd chf frs gbp cad appt rés imm num numér ann trim sem ép
lib pos comp coef coeff cons délib litt div niv exerc quest mod sér inv lig dép ordon
dépt qté nbre nbr rens moy tot mens asc ouv ferm grat compl prép cuiss therm coll crit trav rem prob déf éq circ circa
pces c plén cde conv prot amdt pav coord opt terr cuil pers
"""
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())

# Dimensions that are words too (`le mur est haut`): before a number with a unit only.
_MEASURES = "alt diam dim épais haut larg long poids prof superf surf temp"
MEASURES = frozenset(_MEASURES.split())

# They end a sentence as readily as they go on: any capital after them starts a new one.
_ENDERS = """
etc pc pct c/c svp
"""
ENDERS = frozenset(_ENDERS.split())

# Before a function word the sentence ends, before any other capital it goes on.
_UNDECIDED = """
s av apr ap ca h hab min sec g l t n j b cie sarl inc ltd ltée corp bros jr sr jun dept prov angl canad fém
masc sing plur subst approx éts larg quest univ acad assoc féd synd admin janv févr fév avr juil sept oct nov déc ex
coll préc conf
"""
UNDECIDED = frozenset(_UNDECIDED.split())

# After a figure they end their sentence before any capital (`3 kg. Ajoutez`).
_UNITS = """
h hr hrs min mn sec s g kg mg l cl dl hl ml m km cm mm ha t hab j kw kwh mw mwh gw gwh hz khz mhz ghz db mo ko go to px
kcal cal cv pts kj lb oz mph kmh kb mb gb tb
"""
UNITS = frozenset(_UNITS.split())

# Nouns that a letter is the name of: `le plan B.` ends a sentence as any word does.
_CLASSED = """
annexe bac bloc bâtiment catégorie classe côté division équipe face facteur grade grippe groupe hépatite
hypothèse lettre ligne ligue moment niveau note option permis phase plan point poule scénario section série
touche type variante vitamine zone
"""
CLASSED = frozenset(_CLASSED.split())

# Nouns that number the parts of a text; at the start of a line a letter or a number after them is a heading's.
_PARTS = """
alinéa appendice article atelier axe bloc carte cas chapitre clause colonne considérant dispositif document encadré
épisode épreuve étape exemple exercice fiche figure formule graphique grille leçon livre lot mesure modèle module
objectif objet paragraphe parcours partie pièce planche poste principe question règle rubrique schéma scène
sous-partie sous-section sujet tableau texte thème titre tome unité version volet volume
activité argument choix critère domaine dossier escalier formulaire liste problème projet proposition réponse salle
séance secteur solution acte cadre corollaire définition démonstration itinéraire lemme propriété remarque résolution
théorème trajet
"""
PARTS = frozenset(_PARTS.split())

ERAS = frozenset(("av", "apr", "ap", "avant", "après"))
