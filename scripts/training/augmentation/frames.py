"""Short sentences of the press with made-up persons, places and figures in them, right on both sides."""

from collections.abc import Callable

from scripts.training.augmentation.figure_frames import FIGURE_FRAMES
from scripts.training.augmentation.figures import (
    UNITS,
    amount,
    century,
    count,
    date,
    duration,
    in_words,
    measure,
    millions,
    rank,
    share,
    thousands_in_words,
    time,
    weekday,
)
from scripts.training.augmentation.names import Names, elided
from scripts.training.augmentation.numbers import roman
from scripts.training.augmentation.signs import address, letter_of
from scripts.training.corpus import Row

FIGURES = 0.5  # of the frames are about figures
STOOD_FOR = 0.15  # of the persons and places, and most addresses
SIGN = "\U000f0000"  # a stand-in without its number


def _same(make: Callable[[Names], str], stood_for: float = 0) -> Callable[[Names], Row]:
    def both(names: Names) -> Row:
        made = SIGN if names.rng.random() < stood_for else make(names)
        return made, made

    return both


def _thrown(make: Callable[..., Row], **how: object) -> Callable[[Names], Row]:
    return lambda names: make(names.rng, **how)


def _numbered(names: Names) -> Row:
    number = names.rng.randint(1, 400)
    return f"n°{names.rng.choice((' ', ''))}{number}", f"No. {number}"


# What may stand in a frame.
SLOTS: dict[str, Callable[[Names], Row]] = {
    "person": _same(Names.person, STOOD_FOR),
    "place": _same(Names.place, STOOD_FOR),
    "body": _same(Names.acronym),
    "address": _same(address, 0.8),
    "compared": _same(lambda names: names.rng.choice("<>≤≥")),
    "currency": _same(lambda names: names.rng.choice("€€$£¥")),
    "numbered": _numbered,
    "sum": _thrown(amount),
    "share": _thrown(share),
    "time": _thrown(time),
    "date": _thrown(date),
    "day": _thrown(weekday),
    "count": _thrown(count),
    "millions": _thrown(millions),
    "century": _thrown(century),
    "rank": _thrown(rank),
    "ranked": _thrown(rank, feminine=True),
    "hours": _thrown(duration),
    "worded": _thrown(in_words),
    "thousands": _thrown(thousands_in_words),
    "roman": _same(lambda names: roman(names.rng.randint(2, 23))),
    "year": _same(lambda names: str(names.rng.randint(1200, 1999))),
    **{kind: _thrown(measure, kind=kind) for kind in UNITS},
}

# French, English: `{count}` and the like stand for the same thing on both sides.
FRAMES: tuple[Row, ...] = (
    ("{person} est arrivé à {place} {day}.", "{person} arrived in {place} on {day}."),
    ("{person} vit à {place}.", "{person} lives in {place}."),
    ("{person} a été arrêté à {place}.", "{person} was arrested in {place}."),
    ("{person}, le maire de {place}, a démissionné.", "{person}, the mayor of {place}, has resigned."),
    ("Le maire de {place}, {person}, a démissionné.", "The mayor of {place}, {person}, has resigned."),
    ("Né à {place} le {date}, {person} a étudié à {place2}.",
     "Born in {place} on {date}, {person} studied in {place2}."),
    ("{person} est né le {date} à {place}.", "{person} was born on {date} in {place}."),
    ("{person} est mort le {date}.", "{person} died on {date}."),
    ("Le {date}, {person} a été élu président.", "On {date}, {person} was elected president."),
    ("Depuis le {date}, l'armée contrôle {place}.", "Since {date}, the army has controlled {place}."),
    ("Selon {person}, la situation est grave à {place}.",
     "According to {person}, the situation is serious in {place}."),
    ("Selon {person} ({body}), {count} personnes ont été tuées.",
     "According to {person} ({body}), {count} people were killed."),
    ("« Nous ne partirons pas », a déclaré {person}.", '"We will not leave," {person} said.'),
    ("« C'est une honte », a dénoncé {person} sur {address}.", '"It is a disgrace," {person} said on {address}.'),
    ("{person} a rencontré {person2} à {place} {day}.", "{person} met {person2} in {place} on {day}."),
    ("{person} et {person2} se sont rencontrés à {place}.", "{person} and {person2} met in {place}."),
    ("{person} accuse {person2} de mensonge.", "{person} accuses {person2} of lying."),
    ("Avec {person} à {place}.", "With {person} in {place}."),
    ("Par {person}, à {place}.", "By {person}, in {place}."),
    ("Photo : {person} / {body}", "Photo: {person} / {body}"),
    ("{person} ({body})", "{person} ({body})"),
    ("Entretien avec {person}", "Interview with {person}"),
    ("Des combats ont éclaté près de {place} {day}.", "Fighting broke out near {place} on {day}."),
    ("L'armée a repris {place} et {place2}.", "The army has retaken {place} and {place2}."),
    ("{place} a été bombardée {day}.", "{place} was bombed on {day}."),
    ("{place} est tombée aux mains des rebelles.", "{place} has fallen to the rebels."),
    ("À {place}, {count} habitants ont fui.", "In {place}, {count} residents have fled."),
    ("À {place} (nord), {count} soldats ont été blessés.", "In {place} (north), {count} soldiers were wounded."),
    ("La ville de {place} compte {count} habitants.", "The town of {place} has {count} inhabitants."),
    ("Le village de {place} est à {distance} de la frontière.",
     "The village of {place} is {distance} from the border."),
    ("Entre {place} et {place2}, la route est coupée.", "Between {place} and {place2}, the road is cut off."),
    ("Les habitants de {place} manifestent depuis {day}.",
     "The residents of {place} have been protesting since {day}."),
    ("{count} personnes ont été tuées à {place}.", "{count} people were killed in {place}."),
    ("{count} manifestants se sont réunis à {place} à {time}.", "{count} demonstrators gathered in {place} at {time}."),
    ("Au moins {count} civils ont été blessés {day} à {place}.",
     "At least {count} civilians were wounded on {day} in {place}."),
    ("Plus de {count} logements ont été détruits.", "More than {count} homes were destroyed."),
    ("Près de {count} réfugiés vivent à {place}.", "Nearly {count} refugees live in {place}."),
    ("Environ {count} soldats sont déployés à {place}.", "About {count} soldiers are deployed in {place}."),
    ("Le bilan est de {count} morts et {count2} blessés.", "The toll is {count} dead and {count2} injured."),
    ("Le {body} a annoncé {count} arrestations.", "The {body} announced {count} arrests."),
    ("Le {body} dément toute implication.", "The {body} denies any involvement."),
    ("Un porte-parole du {body} a refusé de répondre.", "A spokesperson for the {body} declined to answer."),
    ("Les agents du {body} ont perquisitionné à {time}.", "The {body} agents carried out a search at {time}."),
    ("{body} : {person} à la tête du comité", "{body}: {person} to head the committee"),
    ("La réunion commence à {time} à {place}.", "The meeting begins at {time} in {place}."),
    ("L'explosion s'est produite vers {time}.", "The explosion occurred at around {time}."),
    ("Le magasin est ouvert de {time} à {time2}.", "The shop is open from {time} to {time2}."),
    ("Le train de {time} est annulé.", "The {time} train is cancelled."),
    ("{day}, à {time}, les sirènes ont retenti.", "On {day}, at {time}, the sirens sounded."),
    ("Le couvre-feu est en vigueur jusqu'à {time}.", "The curfew is in force until {time}."),
    ("Le procès s'ouvrira le {date} à {place}.", "The trial will open on {date} in {place}."),
    ("L'accord a été signé le {date}.", "The agreement was signed on {date}."),
    ("Publié le {date} à {time}", "Published on {date} at {time}"),
    ("Les prix ont augmenté de {share} en un an.", "Prices have risen by {share} in one year."),
    ("Le chômage atteint {share} à {place}.", "Unemployment has reached {share} in {place}."),
    ("{share} des électeurs ont voté pour {person}.", "{share} of voters voted for {person}."),
    ("{person} l'emporte avec {share} des voix, contre {share2} pour {person2}.",
     "{person} wins with {share} of the vote, against {share2} for {person2}."),
    ("Le taux est passé de {share} à {share2}.", "The rate has gone from {share} to {share2}."),
    ("La hausse ({share}) est plus forte que prévu.", "The increase ({share}) is sharper than expected."),
    ("Le projet coûtera {sum}.", "The project will cost {sum}."),
    ("L'amende s'élève à {sum}.", "The fine amounts to {sum}."),
    ("{person} a été condamné à une amende de {sum}.", "{person} was fined {sum}."),
    ("Le loyer est passé de {sum} à {sum2}.", "The rent has gone from {sum} to {sum2}."),
    ("Les billets coûtent {sum} en ligne ({address}).", "Tickets cost {sum} online ({address})."),
    ("Entrée : {sum}", "Admission: {sum}"),
    ("La région a versé {sum} à {place}, soit {share} du budget.",
     "The region has paid {sum} to {place}, or {share} of the budget."),
    ("Les pertes sont estimées à {sum}.", "Losses are estimated at {sum}."),
    ("L'incendie a détruit {land} près de {place}.", "The fire destroyed {land} near {place}."),
    ("Il a fait {degrees} à {place} {day}.", "It was {degrees} in {place} on {day}."),
    ("La température a atteint {degrees}.", "The temperature reached {degrees}."),
    ("Le vent a soufflé à {speed} à {place}.", "The wind blew at {speed} in {place}."),
    ("La voiture roulait à {speed}.", "The car was travelling at {speed}."),
    ("Le convoi était à {distance} de {place}.", "The convoy was {distance} from {place}."),
    ("Le mur mesure {length}.", "The wall measures {length}."),
    ("Un logement de {surface} à {place}", "A {surface} home in {place}"),
    ("La forêt s'étend sur {land}.", "The forest covers {land}."),
    ("Le navire transportait {weight} de blé.", "The ship was carrying {weight} of wheat."),
    ("La police a saisi {weight} de cocaïne à {place}.", "Police seized {weight} of cocaine in {place}."),
    ("{millions} de personnes vivent dans la pauvreté.", "{millions} people live in poverty."),
    ("Le pays compte {millions} d'habitants.", "The country has {millions} inhabitants."),
    ("La {ranked} édition du festival s'est tenue à {place}.",
     "The {ranked} edition of the festival was held in {place}."),
    ("{place} – {person} n'a pas répondu à nos questions.", "{place} – {person} did not answer our questions."),
    ("{person} (à gauche) et {person2} à {place}", "{person} (left) and {person2} in {place}"),
    ("Le président du {body}, {person}, s'est rendu à {place}.",
     "The president of the {body}, {person}, visited {place}."),
    ("Selon le {body}, {share} des habitants de {place} sont partis.",
     "According to the {body}, {share} of the residents of {place} have left."),
    ("Le {body} (basé à {place}) confirme l'attaque.", "The {body} (based in {place}) confirms the attack."),
    ("Au {century}, {place} était un port.", "In the {century}, {place} was a port."),
    ("Une église du {century}", "A church from the {century}"),
    ("Le château de {place} date du {century}.", "The castle of {place} dates from the {century}."),
    ("C'est le {rank} congrès du parti.", "It is the party's {rank} congress."),
    ("{person} a terminé au {rank} rang.", "{person} finished in {rank} place."),
    ("Au {rank} jour du conflit, {place} résiste.", "On the {rank} day of the conflict, {place} is holding out."),
    ("Il habite dans le {rank} arrondissement.", "He lives in the {rank} arrondissement."),
    ("La ligne {numbered} est fermée à {place}.", "Line {numbered} is closed in {place}."),
    ("La décision {numbered} du {date} est annulée.", "Decision {numbered} of {date} is annulled."),
    ("Le cabinet {person} & {person2} n'a pas commenté.", "The firm {person} & {person2} did not comment."),
    ("Le taux est {compared} {share} à {place}.", "The rate is {compared} {share} in {place}."),
    ("Les prix sont indiqués en {currency}.", "Prices are given in {currency}."),
    ("Contact : {address}", "Contact: {address}"),
    ("Écrivez à {address} avant le {date}.", "Write to {address} before {date}."),
    ("Plus d'informations sur {address}.", "More information at {address}."),
    ("{address} a publié la vidéo à {time}.", "{address} posted the video at {time}."),
    ("Suivez {person} sur {address}", "Follow {person} on {address}"),
    ("La vidéo de {person} ({address}) a été vue {count} fois.",
     "The video by {person} ({address}) has been viewed {count} times."),
)  # fmt: skip


def frame(names: Names) -> Row:
    """Return one of the frames, filled and elided, its stand-ins numbered, with a capital at its beginning."""
    french, english = names.rng.choice(FIGURE_FRAMES if names.rng.random() < FIGURES else FRAMES)
    filled = {slot: SLOTS[slot.rstrip("2")](names) for slot in _slots(french)}
    letter, stood = letter_of(names.rng), 0
    for slot, item in filled.items():
        if item[0] == SIGN:
            stood += 1
            filled[slot] = (f"{letter}{stood}",) * 2
    sides = [
        side.format(**{slot: item[at] for slot, item in filled.items()}) for at, side in enumerate((french, english))
    ]
    return _capital(elided(sides[0])), _capital(sides[1])


def _slots(text: str) -> list[str]:
    """Return the names of the slots in their order."""
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def _capital(text: str) -> str:
    at = 1 if text[:1] == '"' else 2 if text[:2] == "« " else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
