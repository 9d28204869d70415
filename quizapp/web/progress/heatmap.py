"""The calendar of study days as squares, a column for each week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from quizapp.services.progress import Calendar, DayLine
from quizapp.web.progress.charts import day_name
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
        Markup("").join(map(_drawn, squares)),
    )


def shade(answers: int, most: int) -> int:
    """How dark a day is: 0 without answers, else 1 to 4 by its share of the busiest day."""
    return 0 if not answers else min(SHADES, 1 + SHADES * (answers - 1) // max(1, most))


def _squares(calendar: Calendar, monday: date) -> Iterator[Square]:
    studied = {line.day: line for line in calendar.days}
    for offset in range((calendar.last - calendar.first).days + 1):
        day = calendar.first + timedelta(days=offset)
        column, row = divmod((day - monday).days, WEEK)
        line = studied.get(day)
        answers = line.answers if line else 0
        yield Square(day, column, row, shade(answers, calendar.most_answers), _said(day, line))


def _said(day: date, line: DayLine | None) -> str:
    answers = line.answers if line else 0
    return f"{day_name(day)}: " + ngettext("one answer", "%(num)d answers", answers)


def _drawn(square: Square) -> Markup:
    return Markup(
        '<rect class="heat-{}" x="{}" y="{}" width="{}" height="{}" rx="2.5" role="img" tabindex="-1" '
        'aria-label="{}"><title>{}</title></rect>'
    ).format(
        square.shade,
        LEFT + square.column * STEP,
        TOP + square.row * STEP,
        SQUARE,
        SQUARE,
        square.said,
        square.said,
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
