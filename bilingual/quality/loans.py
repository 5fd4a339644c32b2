"""What English sentences hold by right though no list of English words has it."""

from collections.abc import Iterator
from itertools import pairwise

from bilingual.quality.language import FRENCH_WORDS
from bilingual.quality.sides import split_words
from bilingual.quality.spelling import fold

# French words that English dictionaries have, whatever stands beside them.
_LOANS = """
abattoir accouchement agrégation amour antan aperçu apéritif apéritifs arrondissement arrondissements arête attaché
attachés aubade avant aïoli baccalauréat baguette baguettes banlieue banlieues beignet beignets belle bidonville
bidonvilles bistrot bistrots blasé bouclé bouillabaisse boulangerie boulangeries bouquiniste bouquinistes bourgeoise
boursin brasserie brasseries brioche brioches brut bustier bête cabriolet cachet café cafés camaraderie canapé
canapés cassis cassoulet chalet chambré chanson chansonnier chansons chanteuse chanteuses charcuterie chasseurs
chauffeur cheque chevron chicane chypre château châteaux châtelain clafoutis clairvoyance cliché clichés cloisonné
communard communards communiqué communiqués compote comte concierge confit confrère confrères cortège coulis coulée
coupé coupés couture couturier couturière croissant croissants croûton croûtons cru crudités crus crèche crèches crème
crémant crêpe crêpes cuvée cuvées dacquoise danseur danseuse danseuses daube diligence doyenne
duchesse début débâcle déclassé décolleté décor décors découpage dégustation déjà démarche démarches démodé
dénouement dépôt détente ennui entrecôte entrepôt entrée entrées escargot escargots exposé exposés farouche façade
façades femme feuilleton feuilletons fiancé fiancée flambé flambée flâneur flâneurs flâneuse franglais frappé frisée
fromage fromagerie fête fêtes gaffe galette galettes gamine garçon gendarme gendarmerie gendarmes glacé gouache
gougère gougères gourmand grisaille gâteau gâteaux habitué habitués haricot haricots homme idée ingénue jeté julienne
laïcité lycée lycéen lycéens lycées macaron macarons macédoine madeleine madeleines mairie maisonnette marquis
marquise matinée maître maîtresse meunière minaudière mirepoix moiré montage moue médaillon mélange mélanges mélo
ménage métier métro métros naïf naïfs naïve naïveté noir noire noisette nougat nouveau nuance née négligée négociant
négociants névé oeuvre outré panache papillote parfait parterre parvenu passerelle passé pastis patois peignoir
peloton pensée piolet pistou plié poilu poilus profiterole profiteroles protégé protégée protégées protégés
provençal provençale précis préfecture préfet purée purées pâtisserie pâtisseries pâtissier pâtissiers pâté pâtés
pétanque pétillant quenelle quenelles quiche raclette raconteur raison raisonneur rapporteur rapporteurs rapprochement
ratatouille recherché religieuse rentier rentiers repoussé rillettes risqué risquée rissole roman rosé rosés roturier
rouleau roux roué réchauffé régime régimes régisseur rémoulade résumé rôtisserie sabots salonnière sauté sautéed
sautés seigneur sobriquet soi soigné soirée soirées sommelier soufflé soufflés soupçon succès séance séances tableau
tableaux tapenade tartes tartine tartines terroir terroirs touché tricolore tricolores tricoteuse tricoteuses trouvère
velodrome velouté vernissage verrine vichyssoise vicomte vicomtesse vigneron vignerons vinaigrette viognier zouave
éclair éclairs éclat élan émigré émigrée émigrés époque épée étagère étouffée œuvre
"""
# Phrases that they have: within one, no word is left in French.
_PHRASES = """
agent provocateur, agents provocateurs, aide de camp, aide-mémoire, aides de camp, amour fou, amour propre,
ancien régime, ancienne noblesse, appellation contrôlée, appellation d'origine contrôlée, après nous le déluge,
après-ski, arrière-garde, arrière-goût, arrière-pensée, arrière-pensées, art brut, art déco, art nouveau,
arts décoratifs, au contraire, au courant, au fait, au fond, au gratin, au jus, au lait, au naturel, au pair, au pairs,
au poivre, au revoir, au secours, avant la lettre, avant-garde, avant-gardes, avant-propos, bain-marie, bal masqué,
beau geste, beau idéal, beau monde, beaux arts, beaux-arts, bel esprit, belle époque, belles-lettres, bien entendu,
bien pensant, bien-pensants, bien-être, billet-doux, billets-doux, blanc de blancs, boeuf bourguignon, bon appétit,
bon chic bon genre, bon marché, bon mot, bon ton, bon vivant, bon viveur, bon voyage, bonne année, bonne bouche,
bonne chance, bonne femme, bonne foi, bons mots, bons vivants, bouquet garni, brut nature, bête noire, bêtes noires,
bœuf bourguignon, c'est la guerre, c'est la vie, c'est magnifique, café au lait, café crème, cafés-concerts,
carte blanche, carte de visite, cartes de visite, cas célèbre, cause célèbre, causes célèbres, chacun à son goût,
chaise longue, chaises longues, chambre d'hôte, chambre séparée, chambres d'hôtes, chanson de geste, chansons de geste,
chargé d'affaires, chargés d'affaires, chef d'école, chef d'équipe, chef d'œuvre, chef de cabinet, chef de cuisine,
chef de mission, chef de partie, chef-lieu, chefs d'œuvre, cherchez la femme, cheval de frise, chevaux de frise,
chez moi, cinq à sept, cinéma d'auteur, cinéma vérité, clair-obscur, comme ci comme ça, comme il faut, compte rendu,
comptes rendus, comédie de mœurs, comédie humaine, concours d'élégance, contes drolatiques, coq au vin, cordon bleu,
cordon sanitaire, cordons bleus, cordons sanitaires, corps d'armée, corps de ballet, corps diplomatique, coup d'essai,
coup d'état, coup d'œil, coup de foudre, coup de grâce, coup de main, coup de maître, coup de théâtre, coups d'état,
coups de grâce, coups de théâtre, cri de cœur, cri de guerre, cri du cœur, crime passionnel, crimes passionnels,
croix de guerre, croque en bouche, croque-madame, croque-monsieur, crème anglaise, crème brûlée, crème caramel,
crème chantilly, crème de cassis, crème de la crème, crème de menthe, crème fraîche, crème pâtissière, crèmes brûlées,
crêpe de chine, crêpe suzette, crêpes suzette, cuisine minceur, cul-de-sac, culs-de-sac, d'accord, danse macabre,
de haut en bas, de luxe, de nos jours, de rigueur, de trop, demi-mondaine, demi-monde, demi-sec, demi-tasse,
dernier cri, derrière-garde, deux chevaux, double entendre, double entendres, droit de cité, droit de seigneur,
droit du seigneur, du jour, déformation professionnelle, déjà entendu, déjà lu, déjà vu, dîner en blanc,
eau de cologne, eau de nil, eau de parfum, eau de toilette, eau de vie, eaux de vie, en banc, en bloc, en brochette,
en brosse, en clair, en croûte, en famille, en fête, en garde, en masse, en passant, en plein air, en pointe,
en primeur, en principe, en prise, en rapport, en route, en suite, en tout cas, en travesti, enfant terrible,
enfants terribles, enfin seuls, entente cordiale, entre nous, entre-deux-guerres, esprit de corps,
esprit de l'escalier, fait accompli, fait divers, faits accomplis, faits divers, fausse naïve, faute de mieux,
faux ami, faux amis, faux naïf, faux pas, femme de chambre, femme du monde, femme fatale, femme savante,
femmes fatales, ferme ornée, feu d'artifice, feu de joie, feux d'artifice, fille de joie, filles de joie,
film d'auteur, film noir, films noirs, fin de saison, fin de siècle, fines herbes, flagrant délit, fleur de lis,
fleur de lys, fleur de sel, fleurs de lis, fleurs du mal, foie gras, folie de grandeur, folie à deux, folies bergère,
force de frappe, force majeure, forces majeures, franc-tireur, francs-tireurs, fromage frais, fruits de mer,
fête champêtre, fête galante, fêtes champêtres, fêtes galantes, garde champêtre, garde mobile, gens de lettres,
gilet jaune, gilets jaunes, goût de terroir, grand cru, grand guignol, grand jeté, grand mal, grand prix, grand projet,
grand siècle, grand tour, grande dame, grande horizontale, grande école, grandes dames, grandes horizontales,
grandes écoles, grands crus, grands prix, grands projets, grosse tête, guerre à outrance, haricot vert, haricots verts,
haut monde, haut-relief, haute bourgeoisie, haute couture, haute cuisine, haute école, haute époque, homme d'affaires,
homme d'esprit, homme de lettres, homme du monde, homme moyen sensuel, honi soit qui mal y pense, hors catégorie,
hors concours, hors d'œuvre, hors d'œuvres, hors de combat, hors-piste, hôtel de ville, hôtel dieu, hôtel particulier,
hôtels particuliers, idée fixe, idée reçue, idées fixes, idées reçues, j'accuse, j'adore, je m'en fiche,
je ne regrette rien, je ne sais quoi, jeu d'esprit, jeu de mots, jeu de paume, jeune premier, jeunesse dorée,
jeux d'esprit, joie de vivre, jolie laide, l'art pour l'art, l'état c'est moi, laissez-aller, laissez-faire,
laissez-passer, laissez-passers, langue d'oc, langue d'oïl, langues de chat, le mot juste, lettre de cachet,
lettres de cachet, liaison dangereuse, liaisons dangereuses, lèse-majesté, maison de couture, mal de mer,
mal de siècle, mal du siècle, malade imaginaire, marche funèbre, mardi gras, mariage blanc, mariage de convenance,
matière à réflexion, mauvais goût, mauvais quart d'heure, mauvaise foi, maître d'hôtel, maître de ballet,
maîtres d'hôtel, maîtresse en titre, mille-feuille, mille-feuilles, mise en abyme, mise en page, mise en place,
mise en scène, mises en scène, mission civilisatrice, moi non plus, mot juste, mots justes, moules frites,
moules marinières, mousse au chocolat, médecins sans frontières, ménage à trois, ménages à trois, n'est-ce pas,
noblesse de robe, noblesse oblige, nom de guerre, nom de plume, noms de guerre, noms de plume, nostalgie de la boue,
nouveau pauvre, nouveau riche, nouveau roman, nouveaux riches, nouvelle cuisine, nouvelle vague, objet d'art,
objet de vertu, objet trouvé, objets d'art, objets de vertu, objets trouvés, on dit, opéra bouffe, opéra comique,
pain au chocolat, pain aux raisins, pain de campagne, pain perdu, pains au chocolat, papier collé, papier-mâché,
par avion, par excellence, par exemple, parti pris, pas de chat, pas de deux, pas de quatre, pas de trois,
pas devant les enfants, passe-partout, patte d'oie, pays d'oc, peau de soie, peine forte et dure, per mille,
petit bourgeois, petit déjeuner, petit four, petit mal, petit pain, petit point, petite bourgeoise, petite bourgeoisie,
petite maison, petits fours, petits pois, petits soins, pied noir, pied-à-terre, pieds noirs, pieds-à-terre, pince-nez,
pis aller, pièce bien faite, pièce d'identité, pièce d'occasion, pièce de résistance, pièce à thèse,
pièces de résistance, plat du jour, plats du jour, plein air, plus ça change, point d'appui, politique du pire,
pomme frites, pommes frites, porte-cochère, porte-monnaie, poste restante, pot au feu, pot-pourri,
pour encourager les autres, pousse-café, premier cru, premiers crus, première danseuse, preux chevalier, prie-dieu,
prix fixe, procès verbal, procès-verbaux, prêt-à-manger, prêt-à-porter, pâte brisée, pâte de verre, pâte feuilletée,
pâte sucrée, pâte à choux, pâté de campagne, pâté de foie gras, quelle surprise, quelque chose, qui vive,
raison d'état, raison d'être, raisons d'être, recherche du temps perdu, rite de passage, rites de passage, rive droite,
rive gauche, robe de chambre, robe de nuit, robe de style, roi fainéant, roi soleil, rois fainéants, roman fleuve,
roman à clef, roman à clé, roman à thèse, romans fleuves, romans à clef, rond de jambe, rouge et noir,
répondez s'il vous plaît, s'il vous plaît, sacré bleu, sacré cœur, salle des pas perdus, salle privée, salle à manger,
salon des refusés, sang-froid, sans doute, sans frontières, sans gêne, sans pareil, sans peur, sans souci,
sans-culotte, sans-culottes, sauce béarnaise, sauce hollandaise, sauve qui peut, savoir-faire, savoir-vivre,
siècle des lumières, soi-disant, soixante-neuf, son et lumière, soupe à l'oignon, steak au poivre, steak frites,
steak tartare, succès d'estime, succès de scandale, succès fou, système d, table d'hôte, tableau vivant,
tableaux vivants, tables d'hôte, tant mieux, tant pis, tarte tatin, tartes tatin, temps perdu, thé dansant,
thés dansants, tiers état, tour d'horizon, tour de force, tours de force, tout compris, tout court, tout de suite,
tout ensemble, tout le monde, tout seul, tout à fait, tranche de vie, trente glorieuses, trompe-l'œil, trou normand,
très chic, tête-bêche, tête-à-tête, têtes-à-têtes, va-et-vient, vache qui rit, valet de chambre, valets de chambre,
vers de société, vers libre, vers libres, vie de bohème, vieux jeu, vin blanc, vin de pays, vin de table,
vin ordinaire, vin rouge, vins de pays, violon d'ingres, vis-à-vis, vive la différence, vive la france, voilà tout,
vol-au-vent, vol-au-vents, volte-face, à bientôt, à deux, à gogo, à jour, à la, à la carte, à la fin, à la mode,
à propos, éminence grise, éminences grises, épater la bourgeoisie, épater les bourgeois, état d'esprit, île flottante
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
# Words that tell French from English where both texts have them.
TELLING_WORDS = FRENCH_WORDS | {"de", "à", "d", "l"}


_Phrase = tuple[str, ...]


def _by_beginning(phrases: Iterator[_Phrase]) -> dict[_Phrase, list[_Phrase]]:
    """Group phrases by their first two words, the longest first."""
    found: dict[_Phrase, list[_Phrase]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        found.setdefault(phrase[:2], []).append(phrase)
    return found


_FOLDED = _by_beginning(tuple(split_words(fold(phrase))) for phrase in _PHRASES.replace("\n", " ").split(","))


def without_phrases(words: list[str]) -> list[str]:
    """Return the words of a text with an empty one in the place of each phrase that English has from French."""
    folded = list(map(fold, words))
    if _FOLDED.keys().isdisjoint(pairwise(folded)):
        return words
    left, place = list[str](), 0
    while place < len(words):
        length = _phrase_at(folded, place)
        left.append("" if length else words[place])
        place += length or 1
    return left


def _phrase_at(folded: list[str], place: int) -> int:
    """Return how many words the longest phrase has that begins at a place, 0 where none does."""
    for phrase in _FOLDED.get(tuple(folded[place : place + 2]), ()):
        if tuple(folded[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0
