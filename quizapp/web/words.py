"""Translation and dates of the visitor's language, with types; pages import these names from here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

import flask_babel
from flask import g
from markupsafe import Markup

KEPT_TEXTS = 10_000
"""Texts that a process keeps in the languages in which they were asked for."""
WEEKDAY_LAST = {"az": ", ", "hy": ", ", "tr": " "}
"""Languages that name the day of the week after the date, and what they put between."""


def gettext(text: str, **values: object) -> str:
    """The text in the visitor's language, with `%(name)s` filled in."""
    found = _translated(locale_tag(), text)
    return found % values if values else found


def ngettext(one: str, many: str, num: int, **values: object) -> str:
    """The form of the text that goes with a number, which fills `%(num)d`."""
    return str(flask_babel.ngettext(one, many, num, **values))


def page_text(text: str, **values: object) -> Markup:
    """`gettext` for templates: what is filled in is escaped."""
    return page_texts(locale_tag())(text, **values)


@cache
def page_texts(language: str) -> Callable[..., Markup]:
    """`page_text` for a page whose language, which must be the visitor's, is known already."""

    def in_language(text: str, **values: object) -> Markup:
        if not values:
            return _written(language, text)
        return _markup(_translated(language, text)) % values

    return in_language


def page_number_text(one: str, many: str, num: int, **values: object) -> Markup:
    """`ngettext` for templates: what is filled in is escaped."""
    return _markup(flask_babel.get_translations().ungettext(one, many, num)) % {"num": num, **values}


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


def region_name(code: str) -> str:
    """A part of the world by its UN M49 code, as CLDR names it in the visitor's language."""
    return str(flask_babel.get_locale().territories[code])


def locale_tag() -> str:
    """The language of this page, as `lang` takes it; asked for with each text, so found once a request."""
    found: str | None = g.get("language")
    if found is None:
        found = g.language = str(flask_babel.get_locale()).replace("_", "-")
    return found


def choose_again() -> None:
    """Find the language anew, since the visitor has chosen one."""
    g.pop("language", None)
    flask_babel.refresh()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Write what is written here in this language."""
    g.pop("language", None)
    try:
        with flask_babel.force_locale(language):
            yield
    finally:
        g.pop("language", None)


@lru_cache(KEPT_TEXTS)
def _translated(_language: str, text: str) -> str:
    return str(flask_babel.get_translations().ugettext(text))


@lru_cache(KEPT_TEXTS)
def _written(language: str, text: str) -> Markup:
    return _markup(_translated(language, text)) % {}


def _markup(text: str) -> Markup:
    """Our own catalogues hold markup."""
    return Markup(text)  # noqa: S704
