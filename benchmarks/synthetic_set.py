"""A made-up set of any size, as an author's file: states that do not exist."""

from __future__ import annotations

import random
from collections.abc import Iterator

FACTS_OF_A_STATE = 7
REGIONS = 6
SYLLABLES = ["ba", "ke", "mi", "lo", "nu", "ra", "te", "si", "vo", "du", "pa", "re", "no", "li", "ga"]
HEAD = """\
set: synthetic
title: Made-up states
summary: States that do not exist.
language: en
general: yes
licence: CC0-1.0
sources:
  book: {title: A book, short: a book, issuer: nobody, date: 2020, kind: book}
  atlas: {title: An atlas, short: an atlas, issuer: nobody, date: 2021, kind: book}
  almanac: {title: An almanac, short: an almanac, issuer: nobody, date: 2022, kind: book}
source: book
types:
  region: {one: region, many: regions}
  city: {one: city, many: cities}
  state: {one: state, many: states}
attributes:
  capital: {of: state, value: entity, range: city, inverse-functional: yes}
  region: {of: state, value: entity, range: region}
  founded: {of: state, value: date}
  holiday: {of: state, value: month-day}
  population: {of: state, value: number}
  motto: {of: state, value: text, inverse-functional: yes}
  location: {of: state, value: point, reverse: no}
entities:
"""


def set_text(size: int) -> str:
    """The text of a set file with about `size` facts; the same every time."""
    chance = random.Random(1)
    lines = [HEAD]
    lines += [
        f"  region-{number}: {{type: region, names: Region {_name(chance)}}}\n" for number in range(REGIONS)
    ]
    for number in range(size // FACTS_OF_A_STATE):
        lines.extend(_state(chance, number))
    return "".join(lines)


def _state(chance: random.Random, number: int) -> Iterator[str]:
    at = f"[{chance.uniform(-60, 70):.4f}, {chance.uniform(-180, 180):.4f}]"
    yield f"  city-{number}: {{type: city, names: {_name(chance)}, at: {at}}}\n"
    yield f"  state-{number}:\n    type: state\n    names: {_name(chance)} {number}\n    facts:\n"
    year, month, day = chance.randint(1500, 2000), chance.randint(1, 12), chance.randint(1, 28)
    values = {
        "capital": f"city-{number}",
        "region": f"region-{chance.randrange(REGIONS)}",
        "founded": f"{year}-{month:02}-{day:02}",
        "holiday": f"--{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        "population": chance.randint(1_000, 90_000_000),
        "motto": f"{_name(chance)} {_name(chance)}".lower(),
    }
    for attribute, value in values.items():
        yield f"      {attribute}: {{value: {value}, locator: {number + 1}}}\n"
    yield f"      location: {{value: {at}, locator: {number + 1}}}\n"


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(4)).title()
