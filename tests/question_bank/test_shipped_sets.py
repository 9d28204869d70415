from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.bank.checking import check_set
from quizapp.bank.load import load_set, set_folders
from quizapp.core.facts import FactSet, Unknown
from quizapp.core.generation import Generator

BANK = Path(__file__).parents[2] / "question_bank"
FOLDERS = set_folders(BANK)
GENERAL = ("world-capitals", "chemical-elements")


@pytest.fixture(scope="module")
def capitals() -> FactSet:
    return load_set(BANK / "world-capitals")


@pytest.fixture(scope="module")
def elements() -> FactSet:
    return load_set(BANK / "chemical-elements")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_set_has_no_fault_and_every_question_is_proven(folder: Path) -> None:
    assert [str(fault) for fault in check_set(folder)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_shipped_set_says_whose_data_it_holds(folder: Path) -> None:
    loaded = load_set(folder)
    assert loaded.slug == folder.name
    assert loaded.licence
    assert loaded.credits
    assert all(
        claim.locator for fact in loaded.facts.values() for claim in fact.claims if claim.value != Unknown()
    )


CHI_SQUARED_AT_1_PERCENT = 11.34
"""For three degrees of freedom."""


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_place_and_no_rank_of_length_is_right_more_often(folder: Path, seed: int) -> None:
    places, ranks = [0.0] * 4, [0.0] * 4
    for question in Generator(load_set(folder)).questions(seed, "choice"):
        if len(question.options) == 4 and not question.id.variant:
            lengths = {option.id: len(option.text) for option in question.options}
            places[list(lengths).index(question.key)] += 1
            for rank in ranks_of(lengths[question.key], list(lengths.values())):
                ranks[rank] += 1 / list(lengths.values()).count(lengths[question.key])
    assert chi_squared(places) < CHI_SQUARED_AT_1_PERCENT, places
    assert chi_squared(ranks) < CHI_SQUARED_AT_1_PERCENT, ranks


def ranks_of(length: int, lengths: list[int]) -> range:
    """The ranks that the length shares with others as long."""
    shorter = sum(one < length for one in lengths)
    return range(shorter, shorter + lengths.count(length))


def chi_squared(counts: list[float]) -> float:
    even = sum(counts) / len(counts)
    return sum((count - even) ** 2 / even for count in counts)


@pytest.mark.parametrize("slug", GENERAL)
def test_general_sets_hold_several_hundred_facts_of_no_party(slug: str) -> None:
    loaded = load_set(BANK / slug)
    assert loaded.general
    assert len(loaded.facts) > 400
    assert not any(source.party for source in loaded.sources.values())


@pytest.mark.parametrize("slug", GENERAL)
def test_another_process_makes_the_same_questions(slug: str) -> None:
    made = [question.line() for question in Generator(load_set(BANK / slug)).questions(limit=40)]
    command = [sys.executable, "-m", "quizapp", "questions", str(BANK / slug), "--jsonl", "--limit", "40"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=BANK.parent).stdout
    assert [json.loads(line) for line in printed.splitlines()] == json.loads(json.dumps(made))


def test_every_member_state_is_there_once(capitals: FactSet) -> None:
    countries = [entity for entity in capitals.entities.values() if entity.type == "country"]
    assert len(countries) == 193
    assert len({entity.names[0].text for entity in countries}) == 193


@pytest.mark.parametrize(
    ("country", "capital"),
    [
        ("australia", "Canberra"),
        ("brazil", "Brasília"),
        ("kazakhstan", "Astana"),
        ("myanmar", "Naypyidaw"),
        ("tanzania", "Dodoma"),
        ("ukraine", "Kyiv"),
        ("united-states", "Washington, D.C."),
    ],
)
def test_capitals_that_people_mix_up_are_right(capitals: FactSet, country: str, capital: str) -> None:
    value = capitals.facts[f"{country}.capital"].claims[0].value
    assert capitals.entities[value.id].names[0].text == capital


@pytest.mark.parametrize(
    ("country", "other"),
    [
        ("south-africa", "Cape Town"),
        ("bolivia", "La Paz"),
        ("sri-lanka", "Sri Jayawardenepura Kotte"),
        ("netherlands", "The Hague"),
        ("cote-divoire", "Abidjan"),
    ],
)
def test_what_else_is_called_a_capital_is_never_wrong(capitals: FactSet, country: str, other: str) -> None:
    fact = capitals.facts[f"{country}.capital"]
    assert other in [truth.value for truth in fact.never_offer]
    assert fact.note


def test_a_disputed_capital_is_not_asked(capitals: FactSet) -> None:
    fact = capitals.facts["israel.capital"]
    assert fact.claims[0].value == Unknown()
    assert fact.note


@pytest.mark.parametrize("country", ["singapore", "luxembourg", "mexico", "guatemala", "san-marino"])
def test_no_stem_gives_its_capital_away(capitals: FactSet, country: str) -> None:
    asked = [q for q in Generator(capitals).questions(kind="choice") if q.card.fact == f"{country}.capital"]
    assert asked == []


def test_there_are_118_elements_in_their_order(elements: FactSet) -> None:
    with (BANK / "chemical-elements" / "elements.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [int(row["number"]) for row in rows] == list(range(1, 119))
    assert len({row["symbol"] for row in rows}) == 118


def test_both_spellings_of_an_element_are_its_names(elements: FactSet) -> None:
    assert [name.text for name in elements.entities["aluminium"].names] == ["aluminium", "aluminum"]


@pytest.mark.parametrize("element", ["lanthanum", "lutetium"])
def test_a_place_under_discussion_is_left_open(elements: FactSet, element: str) -> None:
    fact = elements.facts[f"{element}.group"]
    assert fact.claims[0].value == Unknown()
    assert "under discussion" in fact.note
