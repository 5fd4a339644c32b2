"""The words, codes and signs that name a currency, a share or a unit: in French, and in English."""

# A unit is a dimension and a name within it: a converted value keeps the dimension only.
Unit = tuple[str, str]
MONEY, SHARE, DEGREE, TIME = "currency", "per cent", "degrees", "time"
ANY = ""

CURRENCIES = {
    "euro": ("euro euros eur", "euro euros eur"),
    "dollar": ("dollar dollars usd cad", "dollar dollars usd cad buck bucks"),
    "pound": ("sterling gbp", "sterling gbp quid"),
    "yen": ("yen yens jpy", "yen jpy"),
    "yuan": ("yuan yuans renminbi rmb cny", "yuan renminbi rmb cny"),
    "franc": ("franc francs chf", "franc francs chf ff"),
    "rouble": ("rouble roubles rub", "rouble roubles ruble rubles rub"),
    "rupee": ("roupie roupies inr", "rupee rupees inr"),
    "krone": (
        "couronne couronnes sek nok dkk czk",
        "krona kronor krone kroner kronas crown crowns sek nok dkk czk koruny",
    ),
    "peso": ("peso pesos", "peso pesos"),
    "dinar": ("dinar dinars", "dinar dinars"),
    "dirham": ("dirham dirhams", "dirham dirhams"),
    "shekel": ("shekel shekels", "shekel shekels"),
    "zloty": ("zloty zlotys", "zloty zlotys"),
    "rand": ("rand rands", "rand rands"),
}
MEASURES = {
    "length": {
        "km": ("km kilomètre kilomètres", "km kms kilometre kilometres kilometer kilometers"),
        "m": ("m mètre mètres", "metre metres meter meters"),
        "cm": ("cm centimètre centimètres", "cm centimetre centimetres centimeter centimeters"),
        "mm": ("mm millimètre millimètres", "mm millimetre millimetres millimeter millimeters"),
        "mile": ("mile miles", "mile miles"),
        "foot": ("pied pieds pi", "foot feet ft"),
        "inch": ("pouce pouces po", "inch inches"),
        "yard": ("yard yards", "yard yards"),
    },
    "mass": {
        "kg": ("kg kilo kilos kilogramme kilogrammes", "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes"),
        "g": ("g gramme grammes", "g gram grams gramme grammes"),
        "mg": ("mg milligramme milligrammes", "mg milligram milligrams"),
        "tonne": ("t tonne tonnes", "tonne tonnes ton tons"),
        "lb": ("", "lb lbs"),
        "ounce": ("once onces", "oz ounce ounces"),
        "stone": ("", "stone stones"),
    },
    "volume": {
        "l": ("l L litre litres", "l L litre litres liter liters"),
        "ml": ("ml millilitre millilitres", "ml millilitre millilitres milliliter milliliters"),
        "cl": ("cl centilitre centilitres", "cl centilitre centilitres"),
        "gallon": ("gallon gallons", "gallon gallons pint pints"),
        "barrel": ("baril barils", "barrel barrels"),
        "m": ("m³", "m³ cubic"),
    },
    "area": {
        "ha": ("ha hectare hectares", "ha hectare hectares"),
        "acre": ("acre acres", "acre acres"),
        "km": ("km²", "km²"),
        "m": ("m²", "m²"),
        ANY: ("", "square sq"),
    },
    "speed": {"km": ("", "kmh kph kmph"), "mile": ("mph", "mph"), "knot": ("nœud nœuds", "knot knots")},
    "power": {
        "W": ("W watt watts", "W watt watts"),
        "kW": ("kW kilowatt kilowatts", "kW KW kilowatt kilowatts"),
        "MW": ("MW mégawatt mégawatts", "MW megawatt megawatts"),
        "GW": ("GW gigawatt gigawatts", "GW gigawatt gigawatts"),
    },
    "energy": {
        "kWh": ("kWh kilowattheure kilowattheures", "kWh KWh kilowatt kilowatts"),
        "MWh": ("MWh mégawattheure mégawattheures", "MWh megawatt megawatts"),
        "GWh": ("GWh gigawattheure gigawattheures", "GWh gigawatt gigawatts"),
        "TWh": ("TWh térawattheure térawattheures", "TWh terawatt terawatts"),
    },
    "data": {
        "kB": ("ko Ko kilooctets kB KB", "kB KB KiB kilobyte kilobytes kbyte"),
        "MB": ("Mo MB mégaoctet mégaoctets", "MB Mb MiB megabyte megabytes"),
        "GB": ("Go GB gigaoctet gigaoctets", "GB Gb GiB gigabyte gigabytes gig gigs"),
        "TB": ("To TB téraoctet téraoctets", "TB Tb TiB terabyte terabytes"),
        "byte": ("octet octets", "byte bytes"),
    },
    "frequency": {
        "Hz": ("Hz hertz", "Hz hertz"),
        "kHz": ("kHz kilohertz", "kHz kilohertz"),
        "MHz": ("MHz mégahertz", "MHz megahertz"),
        "GHz": ("GHz gigahertz", "GHz gigahertz"),
    },
    DEGREE: {ANY: ("degré degrés", "degree degrees"), "C": ("", "Celsius centigrade"), "F": ("", "Fahrenheit")},
    TIME: {
        "second": ("seconde secondes", "second seconds sec secs"),
        "minute": ("minute minutes min mn", "minute minutes min mins"),
        "hour": ("heure heures h", "hour hours hr hrs"),
        "day": ("jour jours journée journées", "day days"),
        "week": ("semaine semaines", "week weeks"),
        "month": ("mois", "month months"),
        "year": ("an ans année années", "year years yr yrs"),
        "century": ("siècle siècles", "century centuries"),
    },
}
SIGNS: dict[str, tuple[Unit, ...]] = {
    "€": ((MONEY, "euro"),), "$": ((MONEY, "dollar"), (MONEY, "peso")), "£": ((MONEY, "pound"),),
    "¥": ((MONEY, "yen"), (MONEY, "yuan")), "%": ((SHARE, "%"),), "‰": ((SHARE, "‰"),), "°": ((DEGREE, ANY),),
    "º": ((DEGREE, ANY),), "˚": ((DEGREE, ANY),), "℃": ((DEGREE, "C"),), "℉": ((DEGREE, "F"),),
}  # fmt: skip
# Words that may name a unit, and mostly say something else: they account for one, they do not ask for one.
PERHAPS_IN_FRENCH: dict[Unit, str] = {
    (MONEY, "pound"): "livre livres", ("mass", "lb"): "livre livres", ("length", "mile"): "milles",
    (SHARE, "%"): "pourcentage pourcent point points cent moitié tiers quart quarts cinquième cinquièmes dixième "
                  "dixièmes taux pc",
    ("area", ANY): "carré carrés",
    ("volume", "m"): "cube cubes", ("speed", ANY): "heure h", (DEGREE, "C"): "C Celsius", (DEGREE, "F"): "F Fahrenheit",
    (MONEY, "dollar"): "billets",
}  # fmt: skip
PERHAPS_IN_ENGLISH: dict[Unit, str] = {
    (MONEY, "pound"): "pound pounds", ("mass", "lb"): "pound pounds", (SHARE, "‰"): "mille thousand",
    (SHARE, "%"): "percent percentage cent pct pc point points half third thirds quarter quarters fifth fifths tenth "
                  "tenths double rate share",
    ("length", "m"): "m M", ("mass", "tonne"): "t", ("speed", ANY): "hour h", ("data", "kB"): "K", ("data", "GB"): "G",
    ("area", ANY): "squared", ("volume", "m"): "cubed", (DEGREE, "C"): "C", (DEGREE, "F"): "F",
}  # fmt: skip
