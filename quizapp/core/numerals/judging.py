"""What a typed number is worth against the number a source gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal

from quizapp.core.errors import WrongShape
from quizapp.core.facts import Number
from quizapp.core.numerals.figures import MAGNITUDES
from quizapp.core.numerals.phrases import format_number
from quizapp.core.numerals.reading import Quantity, parse_typed_number
from quizapp.core.numerals.units import Unit, misspelt_unit, same_things, unit_of
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know, neither, typed_text

ABOUT_WITHIN = Decimal("0.1")
"""How far a right answer may lie from a figure called "about", as a share of it."""

_EXACT = Verdict(True, 1.0, "exact")
_ABOUT = Verdict(True, 1.0, "about", "Right; the source says about.")
_EMPTY = Verdict(False, 0.0, "empty", "Nothing was typed.")
_UNREAD = Verdict(False, 0.0, "not-a-number", "This could not be read as one number; write it like 1,000.")
_WRONG = Verdict(False, 0.0, "wrong-number", "This is another number.")
_OTHER_UNIT = Verdict(False, 0.0, "wrong-unit", "The number is right, what it counts is not.")
_OTHER_BOUND = Verdict(False, 0.0, "wrong-bound", "The figure is right, what is said of it is not.")
LARGEST = 10**41
"""Numbers from here on are no answers."""
_RANK = {True: 3, None: 2}


def judge_number(
    key: Number,
    response: object,
    *,
    language: str = "en",
    near_truths: Iterable[tuple[Number, str]] = (),
    other_things: Collection[str] = (),
    labels: Collection[str] = (),
) -> Verdict:
    """What a typed number is worth by the key's own bound and digits.

    Exactly: the very number. About: within a tenth. More than, at least: the stated figure is right, a larger
    one neither right nor wrong. Another unit of the same dimension is converted, and a share is a percentage
    (1/5: 20 %). `other_things` are what is not counted here (in the singular), for a number that names no
    unit itself; `labels` are words that may stand before the figure. Numbers may also come as numbers.
    Raises WrongShape for what is neither a text nor a number.
    """
    if is_dont_know(response):
        return DONT_KNOW
    text = _text(response)
    if not text.strip():
        return _EMPTY
    quantities = _of_dimension(key, parse_typed_number(text, language, labels))
    if not quantities:
        return _UNREAD
    keys = (key, _in_full(key))
    verdict = max((_worth(one, quantity, other_things) for one in keys for quantity in quantities), key=_rank)
    if verdict.correct is not False:
        return verdict
    for value, note in near_truths:
        if any(_worth(value, quantity, other_things).correct for quantity in quantities):
            return neither(note or "Other accounts give this number.")
    return verdict


def _in_full(key: Number) -> Number:
    """The number without a magnitude for a unit: 1.5 million people are 1500000 people."""
    word, _, unit = key.unit.partition(" ")
    factor = MAGNITUDES.get(word.lower()) if len(word) > 3 else None
    return Number(key.amount * factor, unit, key.bound) if factor else key


def _of_dimension(key: Number, quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """Those in a unit of the key's dimension, if any: beside kilometres, 100 m is no 100 million."""
    dimension = unit_of(key.unit).dimension if key.unit else ""
    if dimension == "percent":
        quantities += tuple(
            replace(one, amount=one.amount * 100) for one in quantities if not one.unit and 0 < one.amount < 1
        )
    fitting = tuple(one for one in quantities if dimension and one.unit and one.unit.dimension == dimension)
    return fitting or quantities


def _rank(verdict: Verdict) -> int:
    return _RANK.get(verdict.correct, 0) or int(verdict.reason != "wrong-number")


def _text(response: object) -> str:
    if isinstance(response, bool):
        raise WrongShape("the response to this question is a number, not true or false")
    if isinstance(response, (int, float)):
        if not abs(response) < LARGEST:
            raise WrongShape("the response to this question is a finite number, and not so large a one")
        return str(response)
    return typed_text(response)


def _worth(key: Number, quantity: Quantity, other_things: Collection[str]) -> Verdict:
    factors = _factors(unit_of(key.unit) if key.unit else None, quantity.unit)
    counts_others = not key.unit and quantity.unit is not None and quantity.unit.name in other_things
    if factors is None or counts_others:
        return _OTHER_UNIT if quantity.amount == key.amount else _WRONG
    typed, stated = quantity.amount * factors[0], key.amount * factors[1]
    if key.bound == "about":
        return _about(typed, stated, quantity)
    if key.bound == "exact":
        if typed != stated:
            return _WRONG
        return _EXACT if quantity.said in ("", "about") else _OTHER_BOUND
    return _bounded(key, typed, stated, quantity)


def _about(typed: Decimal, stated: Decimal, quantity: Quantity) -> Verdict:
    if abs(typed - stated) > ABOUT_WITHIN * abs(stated):
        return _WRONG
    if quantity.said not in ("", "about"):
        return _OTHER_BOUND
    return _EXACT if typed == stated else _ABOUT


def _bounded(key: Number, typed: Decimal, stated: Decimal, quantity: Quantity) -> Verdict:
    if typed == stated:
        return _OTHER_BOUND if quantity.said == "less" else _EXACT
    if typed > stated and quantity.said != "less":
        return neither(f"The source says {format_number(key)}.", "above-bound")
    return _WRONG


def _factors(key: Unit | None, typed: Unit | None) -> tuple[Decimal, Decimal] | None:
    """What typed and stated amounts are multiplied by to be compared; None if they count different things."""
    if typed is None:
        return Decimal(1), Decimal(1)
    if key is None:
        return None if typed.dimension else (Decimal(1), Decimal(1))
    if key.dimension and not typed.dimension:
        typed = misspelt_unit(typed.name, key.dimension) or typed
    if key.dimension or typed.dimension:
        return (typed.factor, key.factor) if key.dimension == typed.dimension else None
    return (Decimal(1), Decimal(1)) if same_things(typed.name, key.name) else None
