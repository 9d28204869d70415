"""Units of time, length, mass, area and money, and the names people give them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

from quizapp.core.plain_text import plain

SHORTEST_MISSPELT = 4
"""Letters of a unit's name in which one slip is forgiven."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a figure counts."""

    name: str
    dimension: str = ""
    """What it measures (time, length …), or "" for things that are counted."""
    factor: Decimal = Decimal(1)
    """How many of the dimension's base unit it is."""


_TABLE: dict[str, tuple[tuple[str, str], ...]] = {
    "time": (
        ("1", "second seconds sec secs s saniye секунд секунды секунда վայրկյան"),
        ("60", "minute minutes min mins deqiqe dakika минут минуты минута րոպե"),
        ("3600", "hour hours hr hrs h saat час часа часов ժամ stunde stunden heure heures"),
        ("86400", "day days d gun день дня днеи сутки суток օր tag tage jour jours"),
        ("604800", "week weeks wk wks hefte hafta неделя недели недель"),
        ("1209600", "fortnight fortnights"),
    ),
    "months": (
        ("1", "month months ay месяц месяца месяцев"),
        ("12", "year years yr yrs il yil год года лет տարի"),
        ("120", "decade decades"),
        ("1200", "century centuries"),
        ("12000", "millennium millennia millenniums"),
    ),
    "length": (
        ("0.001", "millimetre millimetres millimeter millimeters mm мм"),
        ("0.01", "centimetre centimetres centimeter centimeters cm см"),
        ("1", "metre metres meter meters m metr метр метра метров м"),
        (
            "1000",
            "kilometre kilometres kilometer kilometers km kms kilometr км километр километра километров",
        ),
        ("1609.344", "mile miles mi"),
        ("0.9144", "yard yards yd yds"),
        ("0.3048", "foot feet ft"),
        ("0.0254", "inch inches"),
    ),
    "mass": (
        ("0.000000001", "microgram micrograms μg mcg ug"),
        ("0.000001", "milligram milligrams mg"),
        ("0.001", "gram grams gramme grammes g г"),
        ("1", "kilogram kilograms kilogramme kilogrammes kg kgs kilo kilos kq кг"),
        ("1000", "tonne tonnes ton tons t т тонн"),
        ("0.45359237", "lb lbs"),
    ),
    "volume": (
        ("0.001", "millilitre millilitres milliliter milliliters ml"),
        ("0.01", "centilitre centilitres cl"),
        ("0.1", "decilitre decilitres deciliter deciliters dl"),
        ("1", "litre litres liter liters l л литр литра литров"),
    ),
    "area": (
        ("1", "m2 sqm"),
        ("10000", "hectare hectares ha hektar га"),
        ("1000000", "km2 sqkm"),
    ),
    "percent": (
        ("1", "% percent percents pct faiz yuzde процент процента процентов տոկոս prozent pourcent"),
    ),
    "degrees": (("1", "° degree degrees deg °c c celsius"),),
    "dollars": (
        (
            "1",
            "$ usd us$ dollar dollars usdollar usdollars dolar dolari dollari доллар доллара долларов դոլար",
        ),
    ),
    "euros": (("1", "€ eur euro euros"),),
    "pounds": (("1", "£ gbp"),),
    "roubles": (("1", "₽ rub ruble rubles rouble roubles"),),
    "manats": (("1", "₼ azn manat manats"),),
    "drams": (("1", "֏ amd dram drams"),),
    "liras": (("1", "₺ try lira liras"),),
}
_KNOWN = {
    word: Unit(words.split()[0], dimension, Decimal(factor))
    for dimension, units in _TABLE.items()
    for factor, words in units
    for word in words.split()
}
_COMPOUNDS = (
    ("degrees celsius", "°c"),
    ("degrees c", "°c"),
    ("per cent", "percent"),
    ("square kilometres", "km2"),
    ("square kilometers", "km2"),
    ("square kilometre", "km2"),
    ("square kilometer", "km2"),
    ("sq km", "km2"),
    ("square metres", "m2"),
    ("square meters", "m2"),
    ("square metre", "m2"),
    ("square meter", "m2"),
    ("sq m", "m2"),
    ("us dollars", "dollars"),
    ("us dollar", "dollars"),
    ("u s dollars", "dollars"),
    ("american dollars", "dollars"),
    ("долларов сша", "dollars"),
    ("abs dollari", "dollars"),
    ("abd dolari", "dollars"),
    ("metric tons", "tons"),
    ("metric ton", "tons"),
)
_OTHER_PLURALS = {"people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life"}


@lru_cache(1024)
def unit_of(text: str) -> Unit:
    """The unit a text names; things that are counted are named in the singular."""
    words = plain(text).replace(".", " ")
    words = " ".join(words.split())
    for compound, word in _COMPOUNDS:
        words = words.replace(compound, word)
    return _KNOWN.get(words) or Unit(" ".join(singular(word) for word in words.split()))


def misspelt_unit(name: str, dimension: str) -> Unit | None:
    """The unit of the dimension that a name is one slip away from."""
    if len(name) < SHORTEST_MISSPELT:
        return None
    near = (unit for word, unit in _KNOWN.items() if unit.dimension == dimension and _one_slip(name, word))
    return next(near, None)


def same_things(typed: str, stated: str) -> bool:
    """Whether all words of what was typed are, but for one slip each, in what the source counts."""
    return all(
        any(word == other or _one_slip(word, other) for other in stated.split()) for word in typed.split()
    )


def _one_slip(word: str, other: str) -> bool:
    return (
        len(other) >= SHORTEST_MISSPELT and other.isalpha() and OSA.distance(word, other, score_cutoff=1) == 1
    )


def singular(word: str) -> str:
    """An English noun in the singular, as far as its ending shows."""
    if word in _OTHER_PLURALS:
        return _OTHER_PLURALS[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return (
        word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word
    )


def plural(word: str) -> str:
    """An English noun in the plural; abbreviations and names of money stay."""
    known = next((many for many, one in _OTHER_PLURALS.items() if one == word), None)
    if known or not word.isalpha() or not word.islower() or len(word) < 3:
        return known or word
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ch", "sh", "x", "s")) else "s")
