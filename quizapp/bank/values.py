"""Values: from the text of a set file to what core works with."""

from __future__ import annotations

import re
from collections.abc import Container
from decimal import Decimal, InvalidOperation
from typing import Any

from quizapp.core.calendar import parse_date, parse_month_day
from quizapp.core.errors import QuizappError
from quizapp.core.facts import Bound, EntityRef, Number, Point, Unknown, Value

BOUNDS: dict[str, Bound] = {
    "about": "about",
    "more than": "more-than",
    "more-than": "more-than",
    "at least": "at-least",
    "at-least": "at-least",
    "exact": "exact",
    "": "exact",
}
LARGEST_EXPONENT = 40
_NUMBER = re.compile(
    r"(?:(about|more than|at least)\s+)?([+-]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][+-]?\d{1,3})?)"
)
_ID_LIKE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
UNKNOWN = Unknown()


class BadValue(QuizappError):
    """A text that is no value of the wanted type; the message says what one looks like."""


def parse_value(raw: Any, value_type: str, unit: str, entities: Container[str]) -> Value:
    """The value that `raw` (a text, a list of texts or {amount, unit, bound}) stands for.

    Raises BadValue.
    """
    if raw == "unknown":
        return UNKNOWN
    if value_type == "number":
        return parse_number(raw, unit)
    if value_type == "point":
        return parse_point(raw)
    if not isinstance(raw, str):
        raise BadValue(f"expected one {value_type} here, found {_shown(raw)}")
    if value_type in ("date", "month-day"):
        return _parse_time(raw, value_type)
    if value_type == "entity":
        if raw not in entities:
            raise BadValue(f"there is no entity {_shown(raw)} in this set")
        return EntityRef(raw)
    if not raw.strip():
        raise BadValue("the text is empty")
    return raw


def parse_other_value(raw: Any, value_type: str, unit: str, entities: Container[str]) -> Value:
    """A decoy or a value of other accounts: for entities also the name of a thing outside the set.

    Raises BadValue, also for what looks like an entity id and is none.
    """
    if value_type == "entity" and isinstance(raw, str) and raw not in entities:
        if _ID_LIKE.fullmatch(raw):
            raise BadValue(
                f"there is no entity {_shown(raw)} in this set (a name that is no id begins with a capital)"
            )
        return raw
    return parse_value(raw, value_type, unit, entities)


def parse_number(raw: Any, unit: str = "") -> Number:
    """A number as `7`, `3.8e9`, `about 24` or {amount, unit, bound}. Raises BadValue."""
    bound = ""
    if isinstance(raw, dict):
        unit, bound, raw = raw.get("unit", unit), raw.get("bound", ""), raw["amount"]
        if bound not in BOUNDS:
            raise BadValue(f"{_shown(bound)} is no bound: write about, more-than, at-least or exact")
    found = _NUMBER.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if not found or not _commas_well_placed(found[2]):
        raise BadValue(
            f"{_shown(raw)} is no number: write 7, 3.8e9, about 24, more than 1000 or at least 100"
        )
    try:
        amount = Decimal(found[2].replace(",", ""))
    except InvalidOperation as error:
        raise BadValue(f"{_shown(raw)} is no number") from error
    if amount and abs(amount.adjusted()) > LARGEST_EXPONENT:
        raise BadValue(f"{_shown(raw)} is out of reach: at most {LARGEST_EXPONENT} digits")
    return Number(amount, unit, BOUNDS[found[1] or bound])


def parse_point(raw: Any) -> Point:
    """A place as [latitude, longitude] in degrees, or the text `39.4, 47.0`. Raises BadValue."""
    parts = raw.split(",") if isinstance(raw, str) else raw
    try:
        latitude, longitude = (float(part) for part in parts)
    except (TypeError, ValueError) as error:
        raise BadValue(f"{_shown(raw)} is no point: write [latitude, longitude] in degrees") from error
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise BadValue(f"{_shown(raw)}: a latitude lies in -90 to 90, a longitude in -180 to 180")
    return Point(latitude, longitude)


def _parse_time(raw: str, value_type: str) -> Value:
    try:
        return parse_date(raw) if value_type == "date" else parse_month_day(raw)
    except (ValueError, QuizappError) as error:
        raise BadValue(str(error)) from error


def _commas_well_placed(digits: str) -> bool:
    whole = re.split(r"[.eE]", digits.lstrip("+-"))[0]
    return "," not in whole or re.fullmatch(r"\d{1,3}(,\d{3})+", whole) is not None


def _shown(raw: Any) -> str:
    """A value as it may stand in a message: never long."""
    text = repr(raw)
    return text if len(text) <= 80 else text[:77] + "…'"
