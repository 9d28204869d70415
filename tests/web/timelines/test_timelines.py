"""Eras, scales and lanes of timelines."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.calendar import PartialDate, day_date, parse_date
from quizapp.web.timelines import Item, draw, draw_year, eras
from quizapp.web.timelines.drawing import SHAPES, form_of, recurring_date
from quizapp.web.timelines.scale import scale

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31)).map(lambda day: day_date(day.year, day.month, day.day))
YEARS = st.integers(-4000, 9000).map(lambda year: parse_date(f"{year:05d}" if year < 0 else f"{year:04d}"))


def in_order(dates: list[PartialDate]) -> list[PartialDate]:
    return sorted(dates, key=lambda when: when.order)


def items(*dates: str) -> list[Item]:
    return [Item(str(n), parse_date(text), "a name", "a title", "new") for n, text in enumerate(dates)]


@given(st.lists(DAYS | YEARS, max_size=80))
def test_every_date_is_in_one_era(dates: list[PartialDate]) -> None:
    found = eras(in_order(dates))
    assert [place for era in found for place in era] == list(range(len(dates)))
    assert all(found)


def test_a_crowded_autumn_and_a_lonely_century_get_scales_of_their_own() -> None:
    autumn = [f"2020-10-{day:02d}" for day in range(1, 25)]
    dates = [
        "1861",
        "1991-09-02",
        "1991-11-23",
        "1994-05-12",
        *autumn,
        "2021-06-15",
        "2022-08-26",
        "2023-07-31",
    ]
    found = eras([parse_date(text) for text in dates])
    assert [(era.start, era.stop) for era in found] == [(0, 1), (1, 4), (4, 28), (28, 31)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("2020-10-04", "day"),
        ("2020-10-10T12:00", "day"),
        ("2020-10-27/2020-10-28", "range"),
        ("2020-07", "soft"),
        ("1861~", "soft"),
        ("2020-10-29/..", "open"),
    ],
)
def test_a_date_is_drawn_as_what_is_said(text: str, form: str) -> None:
    assert form_of(parse_date(text)) == form


@given(st.lists(DAYS | YEARS, min_size=1, max_size=60), st.sampled_from(sorted(SHAPES)))
def test_marks_of_a_lane_do_not_meet_and_stay_inside(dates: list[PartialDate], shape: str) -> None:
    named = [Item(str(n), when, "a name " * (n % 5), "", "new") for n, when in enumerate(in_order(dates))]
    drawing = draw(named, shape)
    assert len(drawing.marks) == len(named)
    lanes: dict[float, float] = {}
    for mark in drawing.marks:
        assert mark.y < drawing.height
        assert mark.begins > lanes.get(mark.y, -20)
        assert -8 <= mark.left <= mark.right <= drawing.width + 8
        lanes[mark.y] = mark.ends


def test_a_bar_is_as_long_as_what_is_known() -> None:
    month, day = draw(items("2020-07", "2020-09-30"), "wide").marks
    assert month.right - month.left == pytest.approx(31 * (day.right - day.left), rel=0.1)


@pytest.mark.parametrize("days", [1, 30, 200, 3_000, 40_000, 3_000_000])
@pytest.mark.parametrize("most", [4, 9])
def test_there_are_neither_no_ticks_nor_too_many(days: int, most: int) -> None:
    ticks = scale(737_000, 737_000 + days, 0, 900).ticks(most)
    assert 1 <= len(ticks) <= most + 3


def test_days_that_recur_stand_between_january_and_december() -> None:
    marks = draw_year(
        [Item("a", recurring_date(1, 1), "", "", "new"), Item("b", recurring_date(12, 31), "", "", "new")],
        "wide",
    ).marks
    assert marks[0].x < 60
    assert marks[1].x > 900
