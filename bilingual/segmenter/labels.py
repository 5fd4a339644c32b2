"""What the small parts around an article look like: dates, sources, bylines, captions, tweets, navigation.

Each pattern is matched against a line of bounded length, so none can take long.
"""

import re


def _any_of(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


_MONTH = (
    r"(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
    r"|janv|févr|fév|avr|juil|sept|oct|nov|déc"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\.?"
)
_DAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_FIGURES = r"\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
_WHEN = rf"(?:{_DAY},?\s+)?(?:\d{{1,2}}(?:er)?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{4}}|{_FIGURES})"
_TIME = r"(?:\s*(?:à|,|-|–|\||T)?\s*\d{1,2}\s*[h:]\s*(?:\d{2})?(?::\d{2})?)?"
_DATED = r"(?:date|publi[ée]e?|(?:dernière )?mise? à jour|modifiée?|créée?|posted|published|updated|le)"
DATE = _any_of(
    rf"(?:{_DATED}[\s:]+)*{_WHEN}{_TIME}(?:\s*[-–|,•·/]?\s*(?:{_DATED}[\s:]+)+{_WHEN}{_TIME})*"
    r"(?:\s+images?\s+d['’]archives)?\W*"
)

TWEET = _any_of(
    r"\bt\.co/|\bpic\.twitter\.com/",
    r"\bReplying to @|\bEn réponse à @",
    r"^RT @|^@\w+\Z|✔ ?@\w",
    r"[—–-] [^()]{1,80}\(@\w{1,20}\)",
    flags=re.NOFLAG,
)

_SITE = r"(?:https?://)?(?:www\.)?(?:[\w-]+\.)+[a-z]{2,6}(?:/\S*)?"
SOURCE = _any_of(
    r"(?:sources?|via|origine)\s*:\s*\S.{0,100}", _SITE, rf"sources?\s+(?:{_SITE}|(?-i:AFP|Reuters|AP|EPA|Belga))"
)

# A source or a notice that hangs on the end of a paragraph.
GLUED = _any_of(
    rf"(?<=[.!?…»”\")]) (?:{_SITE}|(?:détails à suivre )?sources? ?:.{{1,100}}|détails à suivre.{{0,60}})\Z"
)

# Who is credited: names and agencies, then at most a role, a place, a date or a remark between brackets.
_NAME_PART = r"(?-i:[A-ZÀ-ÖØ-ÞŒ][\w'’.-]{0,30})"
_PARTICLE = r"(?:(?:de|du|des|la|le|von|van|ben|bin|al|el|di|da)\s(?:(?:la|der|den)\s)?|d['’])"
_PERSON = rf"{_NAME_PART}(?:\s{_PARTICLE}?{_NAME_PART}){{0,4}}"
_HOUSE = r"(?:(?:l['’]|la |le |notre |les )?(?:rédaction|équipe|agences?|service|admin)\b[^,.;:!?]{0,30})"
_NEWS_AGENCY = r"(?:l['’])?(?:AFP|Reuters|AP|EPA|Belga|ATS|ANP|dpa|Efe|agences?)\b"
_ROLE = (
    r"(?:journaliste|correspondant|envoyée?|rédact|reporter|photograph|professeur|chercheu|économiste|historien|écrivain"
    r"|auteure?|avocate?|sociologue|politologue|docteur|direct|président|ancienn?e?|éditorialiste|chroniqueu|analyste)"
)
_AND = r"\s?(?:,|&|/|\bet\b|\band\b|\bavec\b)\s?"
_AFTER_CREDIT = (
    rf"(?:,? (?:à|au|en|pour|avec|depuis) {_NAME_PART}.{{0,40}}|,? {_ROLE}.{{0,60}}|\s?\([^()]{{1,60}}\)"
    r"|\s[|•·–-] .{1,60}|,? (?:le )?\d.{0,40}|,? (?:publié|mis à jour|il y a).{1,50})?"
)
_CREDITED = (
    rf"(?:{_PERSON}|{_HOUSE}|{_NEWS_AGENCY})(?:{_AND}(?:{_PERSON}|{_HOUSE}|{_NEWS_AGENCY})){{0,4}}{_AFTER_CREDIT}"
)
_VERSION = r"(?:traduction|adaptation)(?: (?:française|et (?:traduction|adaptation)))?"
_MADE = r"(?:traduit et adapté|rédigé|écrit|publié|posté|proposé|traduit|adapté|traduction|adaptation)"
BYLINE = _any_of(
    rf"(?:par|auteure?s?|textes?(?: de)?|reportage(?: de)?|{_VERSION})\s?:?\s{_CREDITED}",
    rf"{_MADE}(?: (?:de|du) [^,.;:!?]{{2,30}})? par\s?:?\s{_CREDITED}|posté par \S+",
    r"by\b[\s:]*.{1,80}|(?:propos )?recueillis? par\b.{1,80}",
    r"de (?:notre|nos) (?:correspond|envoy|rédac|report|bureau).{1,80}|correspondance (?:particulière|spéciale).{0,60}",
    r"(?:l['’])?envoyée? spéciale? (?:à|au|en|aux|dans|de)\b.{1,80}",
    rf"avec {_NEWS_AGENCY}(?:{_AND}{_NEWS_AGENCY}){{0,3}}.{{0,30}}",
)

_PICTURE = r"(?:photos?|images?|illustrations?|légende|vidéo|infographie|crédits?(?: photos?)?|cr[ée]dit images?|ph\.)"
CREDIT_BEFORE = _any_of(
    rf"{_PICTURE}\s*(?:[:©(/]|d['’]illustration|d['’]archives)",
    r"photo de (?:fichier|famille|archives)|©",
    r"(?-i:PHOTO)\b",
)
CREDIT_WITHIN = _any_of(r"\([cC]\) ?[A-Z]|[Cc]rédits? photos? ?:|Getty Images\b", flags=re.NOFLAG)
_AGENCY = r"(?:AFP|Reuters|AP|EPA|Sipa|Keystone|Belga)"
_SHOWN = r"(?:photos?|images?|illustrations?|archives|crédits?|getty|capture d['’]écran|vidéo|D\.?R\.?)"
CREDIT_AFTER = _any_of(
    rf"[(\[][^()\[\]]{{0,60}}\b{_SHOWN}\b[^()\[\]]{{0,60}}[)\]]\.?\Z",
    rf"[(\[]{_AGENCY}(?:\s?/[^()\[\]]{{1,40}})?[)\]]\.?\Z",
    r"\b(?:19|20)\d\d ?/ ?[^\W\d][\w .-]{1,30}\Z",
    rf"\b{_AGENCY} ?/ ?[\w .-]{{1,40}}\Z",
    rf"/ ?{_AGENCY}\Z",
)

# A credit at the end of a line, which stays with the caption before it.
CREDIT = _any_of(
    rf"[(\[]\s*(?:©|\(c\)|(?:{_SHOWN}|{_PICTURE}|source|{_AGENCY})\b)[^()\[\]]*[)\]]\.?",
    r"(?:©|\(c\)).*|cr[ée]dits?(?: photos?| images?)? ?[:©/].*|photos? ?[:©/(].*",
    rf"(?-i:{_AGENCY.upper()}|PHOTO) ?(?:/ ?\w|(?-i:PHOTO)\b).*|(?-i:PHOTO) {_AGENCY}",
    rf"[^.!?…]{{2,50}}/ ?{_AGENCY}\b[^.!?…]*",
)
LAST_SITE = _any_of(_SITE + r"\.?")

_THIS = r"(?:cet article|l['’]article|ce contenu|par e-?mail|sur \w+|this article|this)"
_MORE = r"(?:plus|aussi|également|la suite|l['’]article|encore|ensuite)"
_ALSO = r"(?:aussi|également|la suite|l['’]article)"
_OFFERED = r"(?:lettre|newsletter|infolettre|alertes?|compte|site|journal|chaîne|flux|notifications?|ici)"
_HOME = (
    r"(?:accueil|sommaire|menu|site|haut|début|blog|forum|liste|recherche|résultats|dossier|index|top|page|rubrique"
    r"|article précédent|articles)"
)
_OF_PAGE = (
    r"(?:précédente?|principale?|(?:de|à|au|du|des|d['’]) ?(?:la |l['’]|cette )?(?:page|site|blog|forum|recherche|index"
    r"|accueil|menu|sommaire|rubrique|section|dossier|articles?|actualités?|résultats|nouvelles|news|messages|sujets|discussions))"
)
_NETWORK = r"(?:facebook|twitter|whatsapp|telegram|linkedin|instagram|e-?mail|pinterest)"
BOILERPLATE = _any_of(
    r"(?-i:[A-Z]{2,4})",
    rf"(?:partage[rz]|imprimer|envoyer|commenter|réagir|share|print|tweete?r?)(?: {_THIS})?",
    rf"(?:à )?(?:lire|voir|écouter|regarder)(?: {_MORE})?\s*:.*",
    rf"(?:à )?(?:lire|voir) (?:{_ALSO}\b.*|{_MORE})|(?:read|see) (?:more|also)\b.*",
    r"détails à suivre\b.*|en savoir plus\b.{0,40}|sur le même (?:sujet|thème)\b.{0,60}",
    r"(?:la rédaction|nous) vous (?:conseille|recommande)(?:nt|ns)?\b.{0,40}",
    r"articles? (?:liés?|associés?|similaires?)\b.{0,40}",
    r"(?:commentaires?|tags?|mots[- ]clés?|catégories?|étiquettes?)\s*(?:\(?\d*\)?|:.*)",
    r"publicité|advertisement|newsletter|(?:abonnez|inscrivez|connectez)-vous\b.{0,90}",
    rf"s['’](?:abonner|inscrire)(?:.{{0,25}}\b{_OFFERED}\b.{{0,40}})?|suivez[- ]nous\b.{{0,90}}|cliquez ici\b.{{0,80}}",
    r".{0,50}(?:tous droits réservés|all rights reserved).{0,40}",
    rf"retour(?: (?:à|en|au|aux|vers) (?:la |le |l['’]|les )?(?:page d['’])?{_HOME}s?(?: {_OF_PAGE})?)?\W*",
    r"(?:article|page|billet|sujet)s? (?:précédent|suivant)e?s?|se (?:connecter|déconnecter)|s['’]identifier",
    r"\d{1,5} commentaires?|(?:laisser|ajouter|poster|écrire|déposer) un commentaire",
    r"voir (?:la vidéo|les commentaires)",
    r"accueil|menu|rechercher|connexion|inscription|mentions légales|plan du site|contact(?:ez-nous)?",
    rf"{_NETWORK}(?:[\s|,•·/]+{_NETWORK}){{0,8}}",
)

# What may hang on the end of a paragraph and be no sentence of it.
NOTICE = _any_of(r"détails à suivre\b.*", rf"(?:à )?(?:lire|voir) {_MORE}\s*[:–—-].*")

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
NAME = _any_of(rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|de|du|et|von|van|ben|al)){{0,3}}", flags=re.NOFLAG)
