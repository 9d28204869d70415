"""A quiz's figures, by hand and beside what another program expects."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.item_analysis import Mark, QuizFigures, analyse

REAL = Path(__file__).parents[2] / ".." / "shared" / "fixtures" / "item_stats"


def figures(**slots: list[float]) -> QuizFigures:
    marks = [Mark(str(at), slot, mark, 1) for slot, got in slots.items() for at, mark in enumerate(got)]
    return analyse(marks)


def test_a_slot_that_goes_with_the_others_discriminates() -> None:
    quiz = figures(a=[0, 0, 1, 1], b=[0, 0, 1, 1], c=[1, 1, 0, 0])
    assert quiz.slots["a"].facility_percent == 50
    assert figures(a=[0, 0, 1, 1], b=[0, 0, 1, 1]).slots["a"].item_rest_correlation == pytest.approx(1)
    assert (quiz.slots["c"].discrimination_index_percent or 0) < 0


def test_two_equal_slots_are_wholly_reliable() -> None:
    quiz = figures(a=[0, 0, 1, 1], b=[0, 0, 1, 1])
    assert (quiz.cronbach_alpha, quiz.standard_error) == (pytest.approx(1), pytest.approx(0))


def test_nothing_to_reckon_with_gives_no_figure() -> None:
    one = figures(a=[1]).slots["a"]
    assert (one.sd_of_marks, one.discrimination_index_percent) == (None, None)
    alike = figures(a=[1, 1], b=[0, 1]).slots["a"]
    assert (alike.facility_percent, alike.discrimination_index_percent) == (100, None)
    assert analyse([]).attempts == 0


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(*[st.integers(0, 3)] * 4), min_size=2, max_size=12))
def test_shares_are_shares(rows: list[tuple[int, ...]]) -> None:
    quiz = analyse([Mark(str(a), str(s), m, 3) for a, row in enumerate(rows) for s, m in enumerate(row)])
    weights = [slot.effective_weight_percent for slot in quiz.slots.values()]
    assert sum(weight or 0 for weight in weights) == pytest.approx(100) or not any(weights)
    for slot in quiz.slots.values():
        assert abs(slot.item_rest_correlation or 0) <= 1 + 1e-9
        assert (slot.discriminative_efficiency_percent or 0) <= 100 + 1e-6


@pytest.mark.skipif(not REAL.exists(), reason="the real marks are not beside the project")
def test_the_figures_of_a_real_quiz() -> None:
    with (REAL / "marks.csv").open() as file:
        rows = list(csv.DictReader(file))
    marks = [Mark(r["attempt"], r["slot"], float(r["mark"] or 0), float(r["max_mark"])) for r in rows]
    found = analyse(marks).slots
    for slot, expected in json.loads((REAL / "expected.json").read_text()).items():
        ours = found[slot]
        spread = None if ours.sd_of_marks is None else ours.sd_of_marks * 1000
        assert spread == near(expected.pop("sd_of_marks_x1000"))
        for name, value in expected.items():
            assert getattr(ours, name) == near(value), (slot, name)


def near(value: float | None) -> object:
    return None if value is None else pytest.approx(value, rel=1e-6, abs=1e-6)
