"""Translation and dates of the visitor's language, with types; pages import these names from here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import flask_babel

WEEKDAY_LAST = {"az": ", ", "hy": ", ", "tr": " "}
"""Languages that name the day of the week after the date, and what they put between."""


def gettext(text: str, **values: object) -> str:
    """The text in the visitor's language, with `%(name)s` filled in."""
    return str(flask_babel.gettext(text, **values))


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form of the text that goes with a number, which fills `%(num)d`."""
    return str(flask_babel.ngettext(one, many, num, **values))


def lazy_gettext(text: str) -> Any:
    """The text, translated when it is shown: for what is written once per process."""
    return flask_babel.lazy_gettext(text)


def format_date(day: date, pattern: str) -> str:
    """A day by a pattern such as `EEEE, d MMMM`; the day of the week stands where the language has it.

    Write M and E, never L and c: Babel hands the stand-alone names of one language on to the next.
    """
    weekday, comma, rest = pattern.partition(", ")
    between = WEEKDAY_LAST.get(locale_tag(), "")
    turned = f"{rest}{between}{weekday}" if comma and between else pattern
    return str(flask_babel.format_date(day, turned))


def format_datetime(moment: datetime, pattern: str) -> str:
    """A moment by a pattern, in the zone that it carries."""
    return str(flask_babel.format_datetime(moment, pattern, rebase=False))


def format_percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent."""
    return str(flask_babel.format_percent(share))


def format_number(number: float) -> str:
    """A number with at most one decimal."""
    return str(flask_babel.format_decimal(number, "#,##0.#"))


def locale_tag() -> str:
    """The language of this page, as `lang` takes it."""
    return str(flask_babel.get_locale()).replace("_", "-")
