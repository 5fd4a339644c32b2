"""Short sentences of the press with made-up persons, places and figures in them, right on both sides."""

from collections.abc import Callable

from scripts.training.press_figures import amount, century, count, date, measure, rank, share, time, weekday
from scripts.training.press_names import Names, elided
from scripts.training.press_signs import address, stand_in

Row = tuple[str, str]


def _same(make: Callable[[Names], str]) -> Callable[[Names], Row]:
    return lambda names: (made := make(names), made)


def _person(names: Names) -> str:
    return stand_in(names.rng) if names.rng.random() < 0.15 else names.person()


def _place(names: Names) -> str:
    return stand_in(names.rng) if names.rng.random() < 0.15 else names.place()


# What may stand in a frame; those of figures throw the dice alone.
SLOTS: dict[str, Callable[[Names], Row]] = {
    "person": _same(_person),
    "other": _same(Names.person),
    "place": _same(_place),
    "town": _same(Names.place),
    "body": _same(Names.acronym),
    "sign": _same(lambda names: stand_in(names.rng)),
    "address": _same(lambda names: stand_in(names.rng) if names.rng.random() < 0.8 else address(names)),
    "sum": lambda names: amount(names.rng),
    "share": lambda names: share(names.rng),
    "time": lambda names: time(names.rng),
    "date": lambda names: date(names.rng),
    "day": lambda names: weekday(names.rng),
    "measure": lambda names: measure(names.rng),
    "count": lambda names: count(names.rng),
    "century": lambda names: century(names.rng),
    "rank": lambda names: rank(names.rng),
}

# French, English: `{count}` and the like stand for the same thing on both sides.
FRAMES: tuple[Row, ...] = (
    ("{person} est arrivé à {place} {day}.", "{person} arrived in {place} on {day}."),
    ("{person} vit à {place}.", "{person} lives in {place}."),
    ("{person} a été arrêté à {place}.", "{person} was arrested in {place}."),
    ("{person}, le maire de {place}, a démissionné.", "{person}, the mayor of {place}, has resigned."),
    ("Le maire de {place}, {person}, a démissionné.", "The mayor of {place}, {person}, has resigned."),
    ("Né à {place} le {date}, {person} a étudié à {town}.", "Born in {place} on {date}, {person} studied in {town}."),
    ("{person} est né le {date} à {place}.", "{person} was born on {date} in {place}."),
    ("{person} est mort le {date}.", "{person} died on {date}."),
    ("Le {date}, {person} a été élu président.", "On {date}, {person} was elected president."),
    ("Depuis le {date}, l'armée contrôle {place}.", "Since {date}, the army has controlled {place}."),
    ("Selon {person}, la situation est grave à {place}.", "According to {person}, the situation is serious in {place}."),
    ("Selon {person} ({body}), {count} personnes ont été tuées.",
     "According to {person} ({body}), {count} people were killed."),
    ("« Nous ne partirons pas », a déclaré {person}.", '"We will not leave," {person} said.'),
    ("« C'est une honte », a dénoncé {person} sur {sign}.", '"It is a disgrace," {person} said on {sign}.'),
    ("{person} a rencontré {other} à {place} {day}.", "{person} met {other} in {place} on {day}."),
    ("{person} et {other} se sont rencontrés à {place}.", "{person} and {other} met in {place}."),
    ("{person} accuse {other} de mensonge.", "{person} accuses {other} of lying."),
    ("Avec {person} à {place}.", "With {person} in {place}."),
    ("Par {person}, à {place}.", "By {person}, in {place}."),
    ("Photo : {person} / {body}", "Photo: {person} / {body}"),
    ("© {person}, tous droits réservés.", "© {person}, all rights reserved."),
    ("{person} ({body})", "{person} ({body})"),
    ("Entretien avec {person}", "Interview with {person}"),
    ("Des combats ont éclaté près de {place} {day}.", "Fighting broke out near {place} on {day}."),
    ("L'armée a repris {place} et {town}.", "The army has retaken {place} and {town}."),
    ("{place} a été bombardée {day}.", "{place} was bombed on {day}."),
    ("{place} est tombée aux mains des rebelles.", "{place} has fallen to the rebels."),
    ("À {place}, {count} habitants ont fui.", "In {place}, {count} residents have fled."),
    ("À {place} (nord), {count} soldats ont été blessés.", "In {place} (north), {count} soldiers were wounded."),
    ("La ville de {place} compte {count} habitants.", "The town of {place} has {count} inhabitants."),
    ("Le village de {place} est à {measure} de la frontière.", "The village of {place} is {measure} from the border."),
    ("Entre {place} et {town}, la route est coupée.", "Between {place} and {town}, the road is cut off."),
    ("Les habitants de {place} manifestent depuis {day}.", "The residents of {place} have been protesting since {day}."),
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
    ("Le train de {time} est annulé.", "The {time} train is canceled."),
    ("{day}, à {time}, les sirènes ont retenti.", "On {day}, at {time}, the sirens sounded."),
    ("Le couvre-feu est en vigueur jusqu'à {time}.", "The curfew is in force until {time}."),
    ("Le procès s'ouvrira le {date} à {place}.", "The trial will open on {date} in {place}."),
    ("L'accord a été signé le {date}.", "The agreement was signed on {date}."),
    ("Publié le {date} à {time}", "Published on {date} at {time}"),
    ("Les prix ont augmenté de {share} en un an.", "Prices have risen by {share} in one year."),
    ("Le chômage atteint {share} à {place}.", "Unemployment has reached {share} in {place}."),
    ("{share} des électeurs ont voté pour {person}.", "{share} of voters voted for {person}."),
    ("{person} l'emporte avec {share} des voix, contre {share2} pour {other}.",
     "{person} wins with {share} of the vote, against {share2} for {other}."),
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
    ("L'incendie a détruit {measure} près de {place}.", "The fire destroyed {measure} near {place}."),
    ("Au {century}, {place} était un port.", "In the {century}, {place} was a port."),
    ("Une église du {century}", "A church from the {century}"),
    ("Le château de {place} date du {century}.", "The castle of {place} dates from the {century}."),
    ("C'est le {rank} congrès du parti.", "It is the party's {rank} congress."),
    ("{person} a terminé au {rank} rang.", "{person} finished in {rank} place."),
    ("Au {rank} jour du conflit, {place} résiste.", "On the {rank} day of the conflict, {place} is holding out."),
    ("Il habite dans le {rank} arrondissement.", "He lives in the {rank} arrondissement."),
    ("Contact : {address}", "Contact: {address}"),
    ("Écrivez à {address} avant le {date}.", "Write to {address} before {date}."),
    ("Plus d'informations sur {address}.", "More information at {address}."),
    ("{sign} a publié la vidéo à {time}.", "{sign} posted the video at {time}."),
    ("Suivez {person} sur {address}", "Follow {person} on {address}"),
    ("La vidéo de {person} ({sign}) a été vue {count} fois.", "The video by {person} ({sign}) has been viewed {count} times."),
)  # fmt: skip
# Measures that only some frames can bear.
BEARABLE = {
    "L'incendie": ("hectares",), "Le village": ("km", "kilomètres"),
}  # fmt: skip


def frame(names: Names) -> Row:
    """Return one of the frames with its slots filled, elided and with a capital at its beginning."""
    french, english = names.rng.choice(FRAMES)
    filled = {slot: SLOTS[slot.rstrip("2")](names) for slot in _slots(french)}
    for slot in filled:
        if slot == "measure":
            filled[slot] = _bearable(french, names)
    french = french.format(**{slot: item[0] for slot, item in filled.items()})
    english = english.format(**{slot: item[1] for slot, item in filled.items()})
    return _capital(elided(french)), _capital(english)


def _slots(text: str) -> list[str]:
    return [part.partition("}")[0] for part in text.split("{")[1:]]


def _bearable(french: str, names: Names) -> Row:
    wanted = next(units for head, units in BEARABLE.items() if french.startswith(head))
    while not (made := measure(names.rng))[0].endswith(tuple(f" {unit}" for unit in wanted)):
        pass
    return made


def _capital(text: str) -> str:
    at = 1 if text[:1] == '"' else 2 if text[:2] == "« " else 0
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]
