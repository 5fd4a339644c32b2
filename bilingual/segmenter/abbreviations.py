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
ing insp
"""
TITLES = frozenset(_TITLES.split())

# Before a number or a name.
_REFERENCES = """
anc arr bibliogr cass civ crim soc al ann append bibl bull cah cf cfr ch chap cod doc éd ed eds env fasc fig fo
fol ibid id ill impr inf introd j.o lég liv loc ms mss n nb nº obs op p paragr pag pp préf pr r réf règl req
rubr sess sq sqq subd suiv suppl tél tel trad tr v vid voy vs cit
"""
REFERENCES = frozenset(_REFERENCES.split())

# Before a number only: they also exist as words.
_BEFORE_NUMBER = """
fax tabl art vol no nos al app b col décr ex f l lot par prop s sect sup t tab tit tom h hr hrs min mn sec
env ca janv jan févr fév fevr fev avr juil jul juill sept oct nov déc dec
"""
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())

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
_UNITS = "h hr hrs min mn sec s g kg mg l cl dl ml m km cm mm ha t hab"
UNITS = frozenset(_UNITS.split())

# Nouns that a letter is the name of: `le plan B.` ends a sentence as any word does.
_CLASSED = """
annexe bac bloc bâtiment catégorie classe côté division équipe face facteur grade grippe groupe hépatite
hypothèse lettre ligne ligue moment niveau note option permis phase plan point poule scénario section série
touche type variante vitamine zone
"""
CLASSED = frozenset(_CLASSED.split())

ERAS = frozenset(("av", "apr", "ap", "avant", "après"))
