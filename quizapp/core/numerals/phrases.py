"""Numbers in words: "1,000", "about 24 hours", "3.8 billion USD"."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from quizapp.core.facts import Number
from quizapp.core.numerals.units import plural, singular, unit_of

LARGE = Decimal("1e6")
"""From here on, round numbers are written with a word."""
_MOST_DECIMALS_OF_LARGE = 3
_BOUNDS = {"exact": "{}", "about": "about {}", "more-than": "more than {}", "at-least": "at least {}"}
_LARGE_WORDS = ((Decimal("1e12"), "trillion"), (Decimal("1e9"), "billion"), (Decimal("1e6"), "million"))
_GROUPED_BY_COMMAS = ("en", "en-GB", "en-US")
"""Languages whose figures Python writes as babel does, in a tenth of the time."""
_BEHIND_WITHOUT_BLANK = ("%", "°")


def format_number(number: Number, language: str = "en", *, bound: bool = True) -> str:
    """The number as people of the language write it, with its unit and (unless `bound` is off) its bound.

    The digits are the source's own: 3.80 stays 3.80. English units agree with the number: 1 hour, 24 hours.
    """
    figure = _figure(number.amount, language)
    text = _with_unit(figure, number, language)
    english = language.replace("_", "-").partition("-")[0] == "en"
    return _BOUNDS[number.bound].format(text) if bound and english else text


def _figure(amount: Decimal, language: str) -> str:
    if language.startswith("en") and abs(amount) >= LARGE:
        for size, word in _LARGE_WORDS:
            scaled = (amount / size).normalize()
            if abs(amount) >= size and -int(scaled.as_tuple().exponent) <= _MOST_DECIMALS_OF_LARGE:
                return f"{scaled:f} {word}"
    if language in _GROUPED_BY_COMMAS:
        return f"{amount:,f}"
    decimals = max(0, -int(amount.as_tuple().exponent))
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(amount, format=pattern, locale=_locale(language), decimal_quantization=False))


def _with_unit(figure: str, number: Number, language: str) -> str:
    unit = number.unit.strip()
    if not unit or unit in _BEHIND_WITHOUT_BLANK:
        return figure + unit
    return f"{figure} {_agreeing(unit, number.amount) if language.startswith('en') else unit}"


def _agreeing(unit: str, amount: Decimal) -> str:
    """The unit in the number of the amount; only single words, and never abbreviations or currencies."""
    known = unit_of(unit)
    if not unit.isalpha() or not unit.islower() or (known.dimension and len(unit) < 4):
        return unit
    one = singular(unit)
    return one if abs(amount) == 1 else plural(one)


@cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
