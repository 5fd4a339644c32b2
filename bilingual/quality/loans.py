"""What English sentences hold by right though no list of English words has it."""

# French loans, or parts of them: `savoir-faire`, `fin de siècle`, `coup d'état`.
_LOANS = """
amour antan apéritif attaché avant beaux bête blanche bourgeoise brûlée brut cause champêtre chanson cheval cliché
communautaire communiqué comte comtesse coups crème crêpe crêpes crudités débâcle début déclassé décolleté découpage
dégustation déjà démarche démodé dénouement détente eau époque état étude exposé façade farouche femme fête fiancé
fiancée fleur fleurs franglais grande haut haute homme hors ingénue joie laissez livres lycée lycées macédoine maître
maîtresse manqué marquise matinée mélange ménage mémoire mère métier mille mise moules moyenne naïve naïveté noir
noire nouveau nouvelle née né objet œil oeil œuvre oeuvre oeuvres outré passé pâté père petite pied pieds pis plat
poste précis première prie procès protégé protégée purée raison rapprochement récit régime rendez répondez résumé
risqué roué savoir siècle soi soigné soirée sommelier soufflé succès tardive tête touché trompe vérité vivant volte vu
scène guerre vivre pâtissier pâtisserie régisseur raconteur arrière naïf élan émigré émigrés épée éclair à là duchesse
marquis marquise vicomte vicomtesse peloton domestique
"""
# Words younger than the lists.
_YOUNG = """
agroforestry airdrop biohazard biopic blockchain blogosphere chatbot clickbait crowdfunding crowdfund crowdsource
cryptocurrency cybercrime darknet deepfake doomscroll ebike emoji esport fintech forex geofence glamping greenwash
hashtag influencer jihadi jihadism jihadist lockdown malware microplastic misinformation multiverse onboarding paywall
podcast preprint proteome ransomware retweet robo selfie smartphone smartwatch startup streamer superfood
superspreader telehealth telework tweet unfriend upcycle vape vaper vlog vlogger webinar antimafia quebecois
"""
# French that no English sentence holds by itself between words in lower case, though names and titles of books do.
_FUNCTION_WORDS = """
aux avec ce ces cette dans de des du elle est et ils la le les leur leurs mais ne nous ou où par pas pour que qui sans
se ses son sont sous sur une vous
"""
LOANS = frozenset(_LOANS.split())
YOUNG = frozenset(_YOUNG.split())
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())
