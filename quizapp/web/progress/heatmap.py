"""The calendar of study days as squares, a column for each week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from markupsafe import Markup, escape

from quizapp.services.progress import Calendar
from quizapp.web.progress.charts import day_names
from quizapp.web.words import format_date, ngettext

SQUARE, STEP = 11, 14
TOP, LEFT = 18, 30
SHADES = 4
WEEK = 7
NAMED_WEEKDAYS = (0, 2, 4)
NARROWEST_MONTH = 3
"""Columns between two names of months."""


@dataclass(frozen=True, slots=True)
class Square:
    """One day."""

    day: date
    column: int
    row: int
    shade: int
    """0 for no answer, up to 4 for the busiest days."""
    said: str


def heatmap(calendar: Calendar) -> Markup:
    """The drawing; each square says its day and answers, and takes the focus of the arrow keys."""
    monday = calendar.first - timedelta(days=calendar.first.weekday())
    squares = list(_squares(calendar, monday))
    width = LEFT + (squares[-1].column + 1) * STEP
    return Markup('<svg class="heat" width="{}" height="{}" viewBox="0 0 {} {}">{}{}{}</svg>').format(
        width,
        TOP + WEEK * STEP,
        width,
        TOP + WEEK * STEP,
        Markup("").join(_months(squares)),
        Markup("").join(_weekdays(monday)),
        Markup("".join(map(_drawn, squares))),  # noqa: S704 (each escapes its text)
    )


def shade(answers: int, most: int) -> int:
    """How dark a day is: 0 without answers, else 1 to 4 by its share of the busiest day."""
    return 0 if not answers else min(SHADES, 1 + SHADES * (answers - 1) // max(1, most))


def _squares(calendar: Calendar, monday: date) -> Iterator[Square]:
    studied = {line.day: line.answers for line in calendar.days}
    named, told = day_names(), cache(lambda answers: ngettext("one answer", "%(num)d answers", answers))
    for offset in range((calendar.last - calendar.first).days + 1):
        day = calendar.first + timedelta(days=offset)
        column, row = divmod((day - monday).days, WEEK)
        answers = studied.get(day, 0)
        said = f"{named(day)}: {told(answers)}"
        yield Square(day, column, row, shade(answers, calendar.most_answers), said)


def _drawn(square: Square) -> str:
    x, y = LEFT + square.column * STEP, TOP + square.row * STEP
    return (
        f'<rect class="heat-{square.shade}" x="{x}" y="{y}" width="{SQUARE}" height="{SQUARE}" rx="2.5" '
        f'role="img" tabindex="-1"><title>{escape(square.said)}</title></rect>'
    )


def _months(squares: list[Square]) -> Iterator[Markup]:
    """Names above the column in which a month begins."""
    before = -NARROWEST_MONTH
    for square in squares:
        if square.day.day == 1 and square.column - before >= NARROWEST_MONTH:
            before = square.column
            yield Markup('<text x="{}" y="11" aria-hidden="true">{}</text>').format(
                LEFT + square.column * STEP, format_date(square.day, "MMM")
            )


def _weekdays(monday: date) -> Iterator[Markup]:
    for row in NAMED_WEEKDAYS:
        name = format_date(monday + timedelta(days=row), "EEE")
        yield Markup('<text x="0" y="{}" aria-hidden="true">{}</text>').format(TOP + row * STEP + 9, name)
