"""Names of countries and capitals in other languages: right when typed, and never shown.

From CLDR (through babel) come countries, and capitals that a time zone is named after; other capitals
have theirs from GeoNames, in other scripts than Latin, where its list has no nicknames.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

LANGUAGES = "en az ru hy tr uk be ka fa ar he el de fr es it pt nl pl sv ro hu cs zh zh_Hant ja ko hi".split()
SCRIPTS = frozenset("CYRILLIC ARMENIAN GEORGIAN GREEK HEBREW ARABIC CJK KATAKANA HANGUL DEVANAGARI".split())
LONGEST = 40


def folded(text: str) -> str:
    """The letters and figures of a text without case and marks, for comparing."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def locales(iso: str) -> Iterator[Locale]:
    """The languages whose names are taken: widely used ones, and those of the country."""
    for tag in dict.fromkeys((*LANGUAGES, *get_official_languages(iso, de_facto=True))):
        try:
            yield Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue


def of_country(iso: str) -> Iterator[str]:
    """What CLDR calls a country; "Myanmar (Burma)" is two names."""
    for locale in locales(iso):
        given = locale.territories.get(iso, "")
        yield from (name.strip() for name in re.split(r"[()（）]", given) if name.strip())


def of_capital(iso: str, names: Iterable[str], place: Mapping[str, Any]) -> Iterator[str]:
    """What CLDR or else GeoNames calls a capital that is known by one of the names."""
    zone = _zones().get(next((key for key in map(folded, names) if key in _zones()), ""))
    for locale in locales(iso) if zone else ():
        yield re.sub(r"\(.*\)", "", (locale.time_zones.get(zone) or {}).get("city") or "").strip()
    if not zone:
        yield from (name for name in place.get("alternatenames", ()) if _script(name) in SCRIPTS)


def _zones() -> dict[str, str]:
    """Cities to the time zones that are named after them."""
    zones = Locale("ru").time_zones
    return {folded(zone.rpartition("/")[2]): zone for zone in zones if "/" in zone}


def _script(name: str) -> str:
    """The script of a name; nothing if it has several."""
    found = {unicodedata.name(letter, "").partition(" ")[0] for letter in name if letter.isalpha()}
    return found.pop() if len(found) == 1 else ""


def unshared(given: Iterable[str], *found: Mapping[str, Iterable[str]]) -> list[dict[str, tuple[str, ...]]]:
    """For each mapping from a country's code, the names that are not given and belong to no other country."""
    taken = {folded(name) for name in given}
    bearers: dict[str, set[str]] = defaultdict(set)
    for one in found:
        for iso, names in one.items():
            for name in names:
                bearers[folded(name)].add(iso)
    return [{iso: _kept(names, taken, bearers) for iso, names in one.items()} for one in found]


def _kept(names: Iterable[str], taken: set[str], bearers: Mapping[str, set[str]]) -> tuple[str, ...]:
    new: dict[str, str] = {}
    for name in names:
        key = folded(name)
        if key and key not in taken and len(bearers[key]) == 1 and len(name) <= LONGEST:
            new.setdefault(key, name)
    return tuple(new.values())
