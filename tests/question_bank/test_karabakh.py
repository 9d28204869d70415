"""The Karabakh set: every claim is cited, every word is ours, every place is where GeoNames has it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from quizapp.bank.load import load_set
from quizapp.bank.loaded_terms import loaded_terms
from quizapp.core.facts import FactSet, Number, Point, Unknown, Value
from quizapp.core.wording import machine

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "question_bank" / "karabakh-2020"
DOCUMENTS = sorted((ROOT / ".." / "shared" / "source").glob("*.txt"))
KARABAKH: FactSet = load_set(FOLDER)
CLAIMS = [(fact, claim) for fact in KARABAKH.facts.values() for claim in fact.claims]
QUOTED = re.compile(r"“[^”]*”")


def value(fact_id: str) -> str:
    return machine(KARABAKH.facts[fact_id].claims[0].value)


@cache
def paragraphs() -> tuple[str, ...]:
    text = DOCUMENTS[0].read_text(encoding="utf-8")
    return tuple(" ".join(block.split()) for block in re.split(r"\n\s*\n", text) if block.strip())


def our_words() -> Iterator[str]:
    """Everything a learner may read outside quotes and source cards."""
    yield from (KARABAKH.title, KARABAKH.summary, *KARABAKH.topics)
    yield from (source.short for source in KARABAKH.sources.values())
    for entity in KARABAKH.entities.values():
        yield from (*(name.text for name in entity.names), *entity.describe, entity.note)
    for attribute in KARABAKH.attributes.values():
        for by_type in attribute.wording.values():
            for wording in by_type.values():
                yield from (wording.forward, wording.reverse, wording.statement, wording.label, wording.why)
        yield from (decoy.why for decoy in attribute.decoys)
    for fact in KARABAKH.facts.values():
        yield from (fact.note, *(near.note for near in fact.never_offer))
        yield from (text for decoy in fact.decoys for text in (machine(decoy.value), decoy.why))
        yield from (
            text for claim in fact.claims for text in (claim.note, claim.derived, machine(claim.value))
        )


def loaded(text: str) -> list[str]:
    """The loaded terms in a text, what stands in curly quotation marks left out."""
    plain = QUOTED.sub(" ", text).casefold()
    found = []
    for term in loaded_terms()["en"]:
        end = r"\w*" if term.endswith("*") else r"\b"
        found += re.findall(rf"\b{re.escape(term.rstrip('*'))}{end}", plain)
    return found


@pytest.mark.skipif(not DOCUMENTS, reason="the document is not here, so its quotes cannot be looked up")
def test_every_quote_stands_word_for_word_in_its_paragraph() -> None:
    quotes = [(fact.id, claim) for fact, claim in CLAIMS if claim.source == "account"]
    astray = [
        (name, claim) for name, claim in quotes if claim.quote not in paragraphs()[int(claim.locator) - 1]
    ]
    assert astray == []


def test_every_claim_has_source_locator_and_a_short_quote() -> None:
    assert all(claim.source in KARABAKH.sources for _, claim in CLAIMS)
    assert [fact.id for fact, claim in CLAIMS if not claim.locator or not claim.quote] == []
    assert [fact.id for fact, claim in CLAIMS if len(claim.quote.split()) > 12] == []


def test_no_word_of_ours_is_loaded() -> None:
    assert [(term, text) for text in our_words() for term in loaded(text)] == []


@cache
def gazetteer() -> tuple[dict[str, str], ...]:
    with (FOLDER / "maps" / "places.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def test_places_lie_where_the_gazetteer_has_them() -> None:
    places = {row["name"]: (float(row["lat"]), float(row["lon"])) for row in gazetteer()}
    placed = [entity for entity in KARABAKH.entities.values() if entity.point]
    for entity in placed:
        name = next(name.text for name in entity.names if name.text in places)
        assert entity.point is not None
        assert (entity.point.latitude, entity.point.longitude) == places[name]
    assert len(placed) == len(places)


def test_places_asked_for_on_the_map_are_cited_to_the_gazetteer() -> None:
    rows = {row["geonames_id"]: f"{row['lat']},{row['lon']}" for row in gazetteer()}
    cited = [claim for _, claim in CLAIMS if claim.source == "geonames"]
    assert cited
    assert all(claim.quote == rows[claim.locator] for claim in cited)
    assert all(claim.value == Point(*map(float, claim.quote.split(","))) for claim in cited)


@pytest.mark.parametrize(
    ("town", "day"),
    [
        ("jabrayil", "--10-04"),
        ("fuzuli", "--10-17"),
        ("zangilan", "--10-20"),
        ("gubadli", "--10-25"),
        ("shusha", "--11-08"),
        ("aghdam", "--11-20"),
        ("kalbajar", "--11-25"),
    ],
)
def test_city_days(town: str, day: str) -> None:
    assert value(f"{town}-town.city-day") == day


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        ("fighting-2020-began.took-place", "2020-09-27"),
        ("ceasefire-1994.took-place", "1994-05-12"),
        ("ceasefire-2020-10-10.in-force-from", "2020-10-10T12:00"),
        ("ceasefire-2020-10-26.mediator", "united-states"),
        ("jabrayil-town-taken.taken-on", "2020-10-04"),
        ("shusha-entered.took-place", "2020-11-05/2020-11-06"),
        ("shusha-gathering.took-place", "2020-10-29/.."),
        ("statement-2020-11-10.signed-on", "2020-11-10"),
        ("lachin-district-handed-over.handed-over-on", "2020-12-01"),
        ("lachin-town-handed-over.handed-over-on", "2022-08-26"),
        ("tovuz-2020-07.took-place", "2020-07"),
        ("zangazur-district-established.took-place", "1861"),
        ("gubadli-district.economic-region", "east-zangazur"),
        ("kurd-mahrizli.district", "gubadli-district"),
    ],
)
def test_facts_as_the_account_has_them(fact: str, expected: str) -> None:
    assert value(fact) == expected


def test_a_date_that_the_account_leaves_open_is_unknown_and_not_asked() -> None:
    fact = KARABAKH.facts["gubadli-town-taken.taken-on"]
    assert isinstance(fact.claims[0].value, Unknown)
    assert not fact.asked


def test_figures_keep_their_unit_and_bound() -> None:
    lasted: Value = KARABAKH.facts["operation-2023.lasted"].claims[0].value
    assert isinstance(lasted, Number)
    assert (int(lasted.amount), lasted.unit, lasted.bound) == (24, "hours", "about")


def test_figures_by_district_are_facts_of_their_own() -> None:
    figures = [
        fact for fact in KARABAKH.facts.values() if fact.id.startswith("announcement-2020-10-20.villages")
    ]
    assert {fact.qualifiers["district"]: machine(fact.claims[0].value) for fact in figures} == {
        "fuzuli-district": "6",
        "jabrayil-district": "7",
        "khojavand-district": "5",
        "zangilan-district": "6",
    }


def test_what_harmed_civilians_is_marked_and_not_asked() -> None:
    harm = [
        fact
        for fact in KARABAKH.facts.values()
        if fact.attribute in ("killed", "injured", "killed-or-injured", "struck-on", "struck-at")
    ]
    assert harm
    assert all(fact.sensitive == "civilian-harm" and not fact.asked for fact in harm)


def test_about_forty_facts_come_first() -> None:
    core = [
        fact for fact in KARABAKH.facts.values() if fact.level == "core" and fact.asked and not fact.sensitive
    ]
    assert 35 <= len(core) <= 45


def test_the_source_is_named_as_a_party() -> None:
    assert KARABAKH.sources["account"].party
    assert not KARABAKH.general
