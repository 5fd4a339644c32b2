"""Frequent French and English words, by which short texts are told apart.

Each occurs some sixty times or more in a million words of press, dialogue, novels and debates, and at least sixty
times as often as in the other language; loans that both use (`job`, `show`, `parking`) are left out, greetings added.
"""

_FRENCH = """
abord absolument acheter adieu affaire affaires afin agit ai aide aider ailleurs aime aimerais ainsi ait allait aller
allez allons allé alors ami amie amis amour ancien anglais année années ans appelle apprendre appris après argent arrive
arriver arrivé arrêter assez attendre au aucun aucune aujourd' auprès aura aurais aurait aussi autant autour autre
autres aux avaient avais avait avant avec avenir avez avis avoir avons ayant bas beau beaucoup belle besoin bien bientôt
bois bon bonheur bonjour bonne bonsoir bout bras bravo bruit brûle c' cas ce ceci cela celle celles celui cependant
certaine certainement certaines certains ces cet cette ceux chacun chambre changer chante chaque chemin cher chercher
cheveux chez chien choix choses ci ciel cinq clair colère combien comité comme commencé comprendre comprends compris
compte comte confiance connais connaître connu contenu contraire contre coup cours croire crois côté cœur dans davantage
dehors demain demanda demande demander demandé demi depuis dernier dernière derrière des dessus deux deuxième devait
devant devenir devons devraient devrais devrait devrions difficile dire dis disait discours dit dites dix dois doit
doivent donc donne donner donné dont dort doute droit droite droits du dès début décidé décision déclaré déjeuner déjà
développement dîner dû eau effet elle elles emploi en encore endroit enfant enfants enfin ensemble ensuite entendre
entendu entre entreprise entreprises entrer envie environ erreur esprit espère essayer est et eu eut eux exactement
exemple existe expérience eût facile faire fais faisait faisant fait faites faits fallait famille faut faveur façon
femme femmes fenêtre ferme feu fille filles fils fin fini foi fois font forme fort foule français froid frère furent fut
fête fût gagne garde garçon gauche genre gens grande grandes grands gros groupe grâce guerre général habitude haut heure
heures heureuse heureux hier histoire homme hommes hui huit hélas hôtel ici idée idées il ils immédiatement importante
importe informations intérêt j' jamais jardin je jeu jeune jeunes joie joue jouer joues jour journée jours jusqu' juste
l' la laisser laissé laquelle le lendemain lequel les lettre leur leurs libre lieu ligne lire livre loi loin longtemps
longue lors lorsqu' lorsque lui lumière là m' ma mains maintenant mais maison mal malade malgré mange manger manière
marché mari mariage matin matière mauvais mauvaise maître meilleur membres mer merci mes mesure mesures mettre meurt
midi mieux milieu mille mis mise mit moi moins mois mon monde monte mort mot mots mouvement moyen musique mère médecin
même mêmes n' ne neige ni niveau nom nombre nombreuses nombreux nos notre nous nouveau nouveaux nouvelle nouvelles nuit
nécessaire objet obtenir oncle ont ordre os ou oui ouvre où papier par parce parfois parle parler parlé parmi parole
paroles parti partie partir pas passe passé pauvre payer peine pendant pensais pense penser pensée perd perdu personne
personnes petit petite petites petits peu peur peut peuvent peux pied pieds pis pièce plaisir plaît plein pleut plupart
plus plusieurs plutôt politique politiques poser pour pourquoi pourrait pourtant pouvait pouvez pouvoir pouvons première
prend prendre presque prie pris prit prix probablement problème problèmes processus prochain produit projet propos
propre près présent présenter président prêt pu puis puisse père qu' quand quatre que quel quelle quelqu' quelque
quelques qui quoi raison rapidement recherche regarda regarder remercie rendre rentre reprit reste rester retour revenir
reçu rien rire rit roi rouge rue réalité régime répondit répondre réponse rôle s' sa sais sait salle salut sans santé
savais savait savez savoir savons se seconde selon semaine semblait semble sens sept sera serait seront ses seul seule
seulement si simplement société soient soir soit soleil sommes sont sorte sortir sourire souvent succès suis sujet sur
surtout système sécurité sûr sœur t' ta tandis tant tante tard taux te tel telle tellement temps tenait tenez tenir
terre tes tiens toi tombe ton toujours tous tout toute toutes travail travailler travers trois trop trouvait trouve
trouver trouvé très tu tête tôt un une utiliser va vais vas venait venez venir venu vers veulent veut veux vie vieille
viens vient vieux ville vingt vis visite vit vite vivre voici voilà voir vois voiture voix vont vos votre voudrais
voulais voulait voulez voulons voulu vous voyait vrai vraiment vu vue vérité y yeux âge âme ça école économie écria
écrit également égard époque équipe étaient étais était étant état étude été êtes être île œil œuvre
"""
FREQUENT_FRENCH = frozenset(_FRENCH.split())

_ENGLISH = """
ability able about above absolutely accept access according account across act actually add added address addressed
advantage advice affected afraid after afternoon afterwards again against ago agree agreed agreement ahead alive all
allow allowed almost alone along already also although always am among amount and angry animals announced another answer
answered answers anxious any anybody anymore anyone anything appear appearance appeared appears apply appreciate
approach are areas aren' around arrived ask asked asking asleep at ate attack attempt aunt available avoid aware away
bad bank banks based be bear beautiful beauty became because become becoming bed been before began begin beginning begun
behind being believe believed below beneath benefit benefits beside besides better between beyond blood board boat body
born both bottom bought bound brain bread breakfast breaking breath bring bringing broke broken brother brought build
built businesses busy buy by call called calling calm came can can' cannot care careful carefully carriage carried carry
cat caught caused ceased century certainly challenge chamber changed character charming chief child children choice
choose church circumstances citizens class clearly clock closed clothes coat coffee cold colleagues come comes coming
comments committed companies company complete completely concern concerned concerns consider consideration considered
continued contrary cost costs could couldn' countries country covered created creature credit cried criminal crisis
current daily damage dangerous darkness daughter day days dead dear death debt decide decided declare declared deep
deficit delighted democracy department desire despair details development did didn' died dies difference different
difficult difficulty dinner directly disappeared discovered doctor does doesn' dog doing don' done door doors doubt down
drawing drawn dream dress dressed drew drink drive during duty dying each earlier early ears earth easily easy eat
eating economic economy education effect effects eight either elected election else employees empty ended enemy energy
engineer enjoy enormous enough ensure enter entered entire entirely environment escape especially established even
evening event events ever every everybody everyone everything exactly example except exclaimed exist expect expected
experience explain explained expressed extent extremely eye eyes facts failed fall fallen falling families family famous
far farmers father fault favour fear feel feelings feet fell fellow felt few fifty fight filled finally financial find
finding finish finished fire first five fixed floor flowers follow followed following follows for forced foreign forget
forgot forgotten form formed forms forth forward found free freedom fresh friend friends from fund further gave
generally gets getting give given gives giving glad glance glass goes going gold gone good goodbye got government
government' governments grandfather grandmother great greater greatest greatly green grew ground grow growing growth
guess had hair half hand hands happen happened happens happiness happy hard hardly has hasn' hat hate have haven' having
he he' head health hear heard hearing held hello help helped her here herself hi hidden higher him himself his history
honest honor hope horse horses hospital hour hours house houses how however huge human hungry hurt husband i'm ice idea
ideas if ill immediately improve in included including income increase increased indeed individual industry informed
inside instead insurance interest interested interesting interests into introduced investment invited involved is isn'
it it' its itself join journey joy judge just keep kept kill killed kills kind kiss knew know knowing knowledge known
knows lack last late later latter laugh laughing law laws lay lead learn learned least leave leaves leaving left legal
length less let let' letter letters life light like liked likely lines lips listen listened listening little lived lives
living longer looked looking looks lose loss lost loved lower lying mad majority make makes making man' managed manner
many married marry matter matters may mean meaning means meant measure measures meet meets member members memory men
mentioned mere merely merry might military mind missed mistake mistress month months more morning most mother mouth move
moved movement moving much my myself name names natural near nearly necessary need needed needs neither never new next
nice night nine nobody noise none nor nose not nothing noticed now number object obliged observed occurred of offer
offered official often oil old once one one' ones only opened opening operation opportunity opposite order ordered
orders others ought our ourselves outside over own paid paper park particular particularly passed passing past pay
paying peace people perfect perfectly perhaps period person personal persons picture piece pieces pity placed played
playing please pleased pleasure pocket pointed policy political politics poor possibly poverty power powerful practice
prefer prepared presence present presented president press pressure pretty prevent previous price priest principle
principles probably problem problems proceed produced product products profound programs progress promised property
proposed protect proud prove provide provided purpose putting quality quickly quiet quite rain raise raised ran rates
rather reach reached reading ready real reality really reason reasons receive received recent recently recognize
recognized red refused region regular related remain remained remains remarks remember repeat repeated replied reply
require required reserved response responsibility responsible rest result results resumed return returned rich riding
right rights rise risk river role room rooms rule rules run running sad safe said sailor same sat satisfied save saved
saw say saying says scarcely scene sea search seat seated sector see seeing seek seem seemed seems seen seized sell
sense serious seriously served seven several shall she she' ship shoes shop shot should shouldn' showed shut sick side
sides sight signed significant silent similar simply since sing sister sit sitting sky sleep slowly small smile smiling
smoke snow so society soldiers some someone something sometimes somewhat song soon sorry sound speak speaking speaks
specific spend spending spent spirit spite spoke spoken spread spring standing started starting state statement states
stay step steps still stone stood stopped story straight strange stranger streets strength strike strong struck students
study stupid subject succeed succeeded success such sudden suddenly suffering sufficient suggest summer sun supposed
surprised sweet take taken takes taking talk talked talking tall taste teacher teams tears teeth tell telling ten term
terms terror testing than thank thanks that that' the their them themselves then there there' therefore these they they'
thing things think thinking third thirty this those though thought thoughts thousand three threw through thrown thus
till time times tired to today together told tomorrow tone tonight too took totally touch touched toward towards town
trade travel treated tree trees tried truth try trying turn turned turning twenty twice two unable uncle under
understand understanding understood unknown until upon use used useful using usual usually uttered various very victims
view visit voice wait waited waiting walk walked walking wall walls want wanted wants war warm warns was wasn' watch
watched watching water way ways we we' wearing weather weeks weight welcome well went were what what' whatever when
where whether which while who who' whole whom whose why wide wife wild will win wind window windows wine wins winter
wish wished wishes with within without woman women won won' wonder wonderful wood word words work worked workers working
works world worry worse worth would wouldn' write writing written wrong wrote year years yes yesterday yet you you'
young your yours yourself youth
"""
# What pages, slogans and exclamations say, which those texts hardly hold; nothing that French borrows or spells so too.
_ENGLISH_OF_PAGES = """
abuse advertisement america' betrayed bless bombing cheers children' crying customer customers damn deserves dying
editor' everyone' faster father' gentlemen god hates here' hurry king' latest likes loves men' mother' murdered nobody'
password people' privacy queen' read reads regarding settings shipping smiled sold somebody' stolen stories story'
talks teaches thanks time' today' trusts updates wake warming where' women' wore world' year'
"""
FREQUENT_ENGLISH = frozenset((_ENGLISH + _ENGLISH_OF_PAGES).split())
