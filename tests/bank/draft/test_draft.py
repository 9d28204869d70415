"""What is proposed from a text: dates above all, and never one that is not there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.draft import propose

REAL = Path(__file__).parents[3] / ".." / "shared" / "source"


def dates(text: str) -> list[tuple[str, str]]:
    return [(one.date, one.precision) for one in propose(text)]


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        ("On October 4, 2020 it rained.", "2020-10-04", "day"),
        ("It rained on 4 October 2020.", "2020-10-04", "day"),
        ("It rained on the 4th of October, 2020.", "2020-10-04", "day"),
        ("It rained on Oct. 4, 2020.", "2020-10-04", "day"),
        ("It rained on 2020-10-04.", "2020-10-04", "day"),
        ("In July, 2020 it rained.", "2020-07", "month"),
        ("It rained in 1861.", "1861", "year"),
        ("On October 27-28, 2020 it rained.", "2020-10-27/2020-10-28", "range"),
        ("It rained from 27 to 28 October 2020.", "2020-10-27/2020-10-28", "range"),
        ("From September 27 to November 10, 2020 it rained.", "2020-09-27/2020-11-10", "range"),
        ("From 30 December 2019 to 2 January 2020 it rained.", "2019-12-30/2020-01-02", "range"),
        ("Every year 4 October is celebrated.", "--10-04", "month-day"),
    ],
)
def test_dates_are_read_as_they_are_written(text: str, date: str, precision: str) -> None:
    assert dates(text) == [(date, precision)]


def test_a_year_is_inherited_and_said_to_be() -> None:
    first, second = propose("On October 4, 2020 it rained.\n\nOn October 9 it snowed.")
    assert (second.date, second.inferred, first.inferred) == ("2020-10-09", "year", "")


@pytest.mark.parametrize(
    "text",
    ["It may rain.", "1,900 people came.", "On February 31, 2020 it rained.", "Chapter 4, verse 12.", ""],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text) == []


def test_paragraphs_count_from_the_title() -> None:
    found = propose("\n\nTitle\n\nNothing.\n \n\nOn 4 October 2020 it rained. On 5 October 2020 it did not.")
    assert [(one.paragraph, one.sentence) for one in found] == [
        (3, "On 4 October 2020 it rained."),
        (3, "On 5 October 2020 it did not."),
    ]


def test_places_and_figures_stand_with_their_date() -> None:
    text = "Lima city grew. On 4 October 2020 more than 1,200 people left Lima and 9 villages at 2:00 pm."
    (one,) = propose(text)
    assert one.places == ["Lima"]
    assert [(n.bound, n.amount, n.unit) for n in one.numbers] == [
        ("more than", "1200", "people"),
        ("", "9", "villages"),
    ]


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("Oct May 4,20-28.\n2019 to and of"), max_size=120))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    propose(text)


@pytest.mark.skipif(not REAL.exists(), reason="the real document is not beside the project")
def test_the_real_document() -> None:
    (path,) = REAL.glob("*.txt")
    found = propose(path.read_text(encoding="utf-8"))
    assert max(one.paragraph for one in found) == 69
    assert {"1991-09-02", "1994-05-12", "2020-10-27/2020-10-28", "--10-04"} <= {one.date for one in found}


def test_the_command_prints_one_list(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from quizapp.cli.drafting import draft

    path = tmp_path / "document.txt"
    path.write_text("On 4 October 2020 it rained.", encoding="utf-8")
    (one,) = json.loads(CliRunner().invoke(draft, [str(path), "--json"]).stdout)
    assert list(one) == ["date", "precision", "sentence", "paragraph", "places", "numbers", "inferred"]
