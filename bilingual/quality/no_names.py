"""Words that begin with a capital and are no names: titles, bodies and offices, days, months and feasts."""

# Each language calls these in its own way, or leaves them out.
NO_NAMES_FRENCH = frozenset(
    """académie agence assemblée association banque bourse bureau centre chambre chancelier commissaire commission
    communauté comté congrès conseil constitution convention coupe cour covid dame directive député dieu docteur droit
    empire empereur état états etat etats fédération fonds général gouvernement guerre haut haute institut internet jeux
    jésus lady ligue loi lord madame mademoiselle maire maître mer mesdames messieurs ministère ministre miss mlle mme
    monde monseigneur monsieur mont musée nation nations new noël nord occident office olympiques organisation orient
    ouest pape parlement parti premier première prince princesse président présidence présidente pâques reine roi
    république révolution royaume saint sainte seconde sénat sénateur sir sud tour traité trésor uni unie union unis
    université web the and for des les une voila voilà etc""".split()
)
NO_NAMES_ENGLISH = frozenset(
    """academy act agency apr april archbishop article assembly association attorney auditors aug august avenue baron
    bank bay bill bishop bloc board brig bureau capt cardinal catholic center centre chamber chancellor christian
    christians christmas church city col commission commissioner commissioners committee commons community company
    congress congressman constitution convention corp council county court cup dame day dec december democrat democrats
    department dept doctor dr duke earth east easter eastern emperor empire european europeans feb february federation
    father fr fri friday fund games gen general god gov governor government greens group hon house inc institute
    internet islamic island islands jan january jesus jewish jul july jun june king kingdom labour lady lake latin
    league liberal liberals lieutenant lord lords lt ltd madam madame mademoiselle mar march may mayor member members
    meps messrs middle minister miss mister mlle mme mon monday moon mount mountains mr mrs ms msgr museum muslim muslims
    mx nation national nations navy new north northern nos nov november oct october office ombudsman park parliament
    party pope president prime prince princess prof professor queen rep republic republican republicans rev reverend
    report revolution river road rue saint sat saturday school sea secretary sen senate senator sep sept september sgt
    sir smes social south southern square ngos state states street sun sunday supreme supt the and thu thursday treasury
    treaty tue tuesday united university war web wed wednesday west western world year""".split()
)
