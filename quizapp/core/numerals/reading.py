"""Typed numbers: the quantity with its unit, and what is said around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from quizapp.core.number_words import roman_number
from quizapp.core.numerals.figures import MAGNITUDES, figure_at_start, is_number_word, words_at_start
from quizapp.core.numerals.units import Unit, unit_of
from quizapp.core.plain_text import plain

LONGEST_TEXT = 120
"""Characters of a text that may be a number; longer ones are prose."""
Said = Literal["", "about", "more", "at-least", "less"]

_AROUND: tuple[tuple[Said, tuple[str, ...]], ...] = (
    (
        "at-least",
        ("(?:no|not) (?:less|fewer) than", "at least", "minimum(?: of)?", "не менее", "en azi", ">=", "≥"),
    ),
    ("less", ("(?:no|not) more than", "at most", "maximum(?: of)?", "up to", "не более", "<=", "≤")),
    ("more", ("(?:slightly |a little |well )?(?:more than|over|above)", "greater than", "upwards of")),
    (
        "more",
        (
            "in excess of",
            "более(?: чем)?",
            "больше(?: чем)?",
            "свыше",
            "ավելի քան",
            "mehr als",
            "plus de",
            ">",
        ),
    ),
    ("less", ("less than", "fewer than", "under", "below", "менее", "меньше", "<")),
    (
        "about",
        ("about", "around", "approximately", r"approx\.?", "circa", r"ca?\.", "roughly", "nearly", "almost"),
    ),
    ("about", ("some", "около", "примерно", "texminen", "teqriben", "yaklasik", "~", "≈")),
    (
        "",
        (
            "exactly",
            "precisely",
            "just",
            "only",
            "a total of",
            "in total",
            "the answer is",
            "it was",
            "it is",
        ),
    ),
    ("", ("there (?:were|are)", "for", "=")),
)
_BEFORE = tuple((re.compile(rf"(?:{'|'.join(words)})(?![^\W\d_])\s*"), said) for said, words in _AROUND)
_BEHIND: tuple[tuple[re.Pattern[str], Said], ...] = (
    (re.compile(r"\s*(?:\+|plus|or more|and more|and above|or above)$"), "at-least"),
    (re.compile(r"[-']?(?:d[ae]n|t[ae]n|ից) (?:cox|artiq|fazla|ավելի)$"), "more"),
    (re.compile(r"\s*(?:or less|or fewer|and below)$"), "less"),
    (re.compile(r"\s*(?:or so|approximately|approx\.?|or thereabouts|roughly)$"), "about"),
    (re.compile(r"\s*(?:in total|in all|altogether|of them|exactly|[.!?])$"), ""),
)
_BLANKS_AND_STOPS = " \t\r\n.\"'"
_AROUND_SIGNS = " \t\r\n\"'#,;:«»“”()[]"
_REPEATED = re.compile(r"(?<=\w)\s*\([^\d()]*\)$")
"""A remark in brackets behind the number: 7 (seven)."""
_UNIT_IN_FRONT = re.compile(r"(us\$|usd|eur|gbp|azn|amd|rub|[$€£₽₼֏₺%]|yuzde(?=\s))\s*(?=\w|[.,]\d)")
_LABEL = re.compile(r"(?:(?:no|nr|num|number)\b\.?|№|[a-z] ?=)\s*(?=\w)")
"""What stands before a figure that is a name rather than a count: no. 26, Z = 26."""
_POWER_OF_TEN = re.compile(r"^10 ?(?:\^|\*\*) ?(?=[-+]?\d)")
_MINUS = re.compile(r"^(?:minus|negative|минус|menfi)\s+(?=\d)")
_RAISED = re.compile(r"(?<=[^\W\d_])[23](?!\w)")
"""The figure of square and cubic units: km²."""
_NEGATIVE = re.compile(r"\b(?:not|no|never|or|neither|except|versus|vs|to|between|than|не|или|deyil)\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """One way to understand a typed number."""

    amount: Decimal
    unit: Unit | None = None
    """What was said to be counted, or None if nothing was."""
    said: Said = ""
    """The word of approximation or bound around it."""


def parse_typed_number(text: str, language: str = "en", labels: Collection[str] = ()) -> tuple[Quantity, ...]:
    """Every quantity a typed text may mean: both readings of 1,000, and m as metres and as million.

    `labels` are plain words that may stand before the figure ("group": group 8). Empty if it is no number,
    or more than one ("6 or 7").
    """
    if len(text) > LONGEST_TEXT:
        return ()
    if roman := roman_number(text.strip(_BLANKS_AND_STOPS)):
        return (Quantity(Decimal(roman)),)
    said, rest = _unwrapped(_REPEATED.sub("", plain(text)).strip(_AROUND_SIGNS))
    rest = _POWER_OF_TEN.sub("1e", _MINUS.sub("-", _unlabelled(rest, labels)))
    unit = _UNIT_IN_FRONT.match(rest)
    if unit:
        rest = rest[unit.end() :] + " " + unit[1]
    found = list(_quantities(rest, language))
    return tuple(dict.fromkeys(replace(quantity, said=said) for quantity in found))


def _unlabelled(text: str, labels: Collection[str]) -> str:
    """The text from its figure on, if nothing but labels stands before it."""
    words = text.split()
    while len(words) > 1 and words[0] in labels and not is_number_word(words[0]):
        words = words[1:]
    return _LABEL.sub("", " ".join(words), count=1) if words else text


def _unwrapped(text: str) -> tuple[Said, str]:
    """What is said around a number, and the number without it."""
    said: Said = ""
    for patterns in (_BEFORE, _BEHIND):
        again = True
        while again:
            again = False
            for pattern, meaning in patterns:
                match = pattern.match(text) if patterns is _BEFORE else pattern.search(text)
                if match and match[0]:
                    text = (text[: match.start()] + text[match.end() :]).strip()
                    said, again = said or meaning, True
                    break
    return said, text


def _quantities(text: str, language: str) -> Iterator[Quantity]:
    values, rest = figure_at_start(text)
    if not values:
        values, rest = words_at_start(text.removeprefix("the "), language)
    for value in values:
        for amount, unit_text in _magnified(value, rest.strip()):
            yield from _with_unit(amount, unit_text, language)


def _magnified(value: Decimal, rest: str) -> Iterator[tuple[Decimal, str]]:
    """The value times the magnitudes that follow it, with every split of the rest into those and a unit."""
    yield value, rest
    head, _, tail = rest.partition(" ")
    head = head.rstrip(".")
    if head == "a" and tail:
        yield from _magnified(value, tail)
    if head in MAGNITUDES:
        yield from _magnified(value * MAGNITUDES[head], tail.strip().removeprefix("of "))


def _with_unit(amount: Decimal, text: str, language: str) -> Iterator[Quantity]:
    if not text:
        yield Quantity(amount)
        return
    yield from _with_remainder(amount, text, language)
    if not re.search(r"\d", _RAISED.sub("", text)) and not _NEGATIVE.search(text):
        unit = unit_of(text)
        if unit.name not in MAGNITUDES or unit.dimension:
            yield Quantity(amount, unit)


def _with_remainder(amount: Decimal, text: str, language: str) -> Iterator[Quantity]:
    """1 hour 30 minutes: a second quantity of the same dimension and a smaller unit."""
    word, _, rest = text.partition(" ")
    unit = unit_of(word.strip(","))
    if unit.dimension in ("", "percent"):
        return
    for other in _quantities(rest.removeprefix("and ").strip(), language):
        if other.unit and other.unit.dimension == unit.dimension and other.unit.factor < unit.factor:
            yield Quantity(amount + other.amount * other.unit.factor / unit.factor, unit)
