"""Words that begin with a capital and are no names: titles, bodies and offices, days, months and feasts."""

# Each language calls these in its own way, or leaves them out.
_FRENCH = """
académie agence and assemblée association banque bourse bureau centre chambre chancelier commissaire commission
communauté comté congrès conseil constitution convention coupe cour covid des dieu directive docteur droit député
empereur empire etat etats etc fonds for fédération gouvernement guerre général haut haute homme ier ière institut
internet jeux jésus lady les ligue loi lord madame mademoiselle maire maître mer mesdames messieurs ministre
ministère miss mlle mme monseigneur monsieur mont musée nation nations new nord noël occident office olympiques
organisation orient ouest pape parlement parti premier première prince princesse présidence président présidente
pâques reine roi royaume république révolution saint sainte seconde sir sud sénat sénateur the tour traité trésor
une uni unie union unis université voila voilà web état états
"""
NO_NAMES_FRENCH = frozenset(_FRENCH.split())

_ENGLISH = """
academy act agency and apr april archbishop article assembly association attorney auditors aug august avenue bank
baron bay bill bishop bloc board brig bureau capt cardinal catholic center centre chamber chancellor christian
christians christmas church city col commission commissioner commissioners committee commons community company
congress congressman constitution convention corp council county court cup dame day dec december democrat democrats
department dept doctor dr duke earth east easter eastern emperor empire european europeans father feb february
federation fr fri friday fund games gen general god gov government governor greens group hon house inc institute
internet islamic island islands jan january jesus jewish jul july jun june king kingdom labour lady lake latin
league liberal liberals lieutenant lord lords lt ltd madam madame mademoiselle mar march may mayor member members
meps messrs middle minister miss mister mlle mme mon monday moon mount mountains mr mrs ms msgr museum muslim
muslims mx nation national nations navy new ngos north northern nos nov november oct october office ombudsman park
parliament party pope president prime prince princess prof professor queen rep report republic republican
republicans rev reverend revolution river road rue saint sat saturday school sea secretary sen senate senator sep
sept september sgt sir smes social south southern square state states street sun sunday supreme supt the thu
thursday treasury treaty tue tuesday united university war web wed wednesday west western world year
"""
NO_NAMES_ENGLISH = frozenset(_ENGLISH.split())
