"""In which language the pages speak to this visitor."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError
from flask import request, session
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from quizapp.web.words import locale_tag

CATALOGUES = Path(__file__).resolve().parent.parent / "translations"
SOURCE = "en"
OWN_NAMES = {"az": "Azərbaycanca"}
"""Where the locale data names the nation only."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


@cache
def available() -> tuple[str, ...]:
    """The languages that have a compiled catalogue, and English."""
    return (SOURCE, *sorted(path.parent.parent.name for path in CATALOGUES.glob("*/LC_MESSAGES/messages.mo")))


@cache
def named() -> tuple[tuple[str, str], ...]:
    """Each available language with its own name for itself."""
    return tuple((code, OWN_NAMES.get(code) or _own_name(code)) for code in available())


def _own_name(code: str) -> str:
    return (Locale.parse(code).get_display_name(code) or code).capitalize()


def chosen() -> str:
    """The language the visitor chose, else the best one that the browser asks for."""
    language = session.get("language", "")
    if language in available():
        return str(language)
    return _asked_for(request.headers.get("Accept-Language", ""))


def locale() -> Locale:
    """The same, with its ways to write numbers and dates."""
    return _locale(chosen())


@lru_cache(1000)
def _asked_for(header: str) -> str:
    asked = parse_accept_header(header, LanguageAccept)
    return asked.best_match(available(), SOURCE) or SOURCE


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


def foreign(language: str) -> str:
    """The name of a language that the page does not speak, as the page names it; "" for its own."""
    return _named_in(locale_tag(), language)


@lru_cache(1000)
def _named_in(spoken: str, language: str) -> str:
    page = Locale.parse(spoken, sep="-")
    try:
        found = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return language
    return "" if found.language == page.language else found.get_display_name(page) or language


def direction(language: str) -> str:
    """In which direction a language is written."""
    return "rtl" if language.split("-", maxsplit=1)[0] in RIGHT_TO_LEFT else "ltr"
