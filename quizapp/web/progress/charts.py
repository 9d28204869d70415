"""What a chart shows, as values that the page's table and the drawing over it are made from alike."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache, partial
from typing import Any, Literal

from quizapp.core.progress import Share
from quizapp.services.progress import Calendar, Calibration, Forecast, Known
from quizapp.web.wordings import percent
from quizapp.web.words import format_date, locale_tag, ngettext
from quizapp.web.words import gettext as _

Shape = Literal["line", "bars", "points"]
LATEST = 90
"""Days of time spent that are drawn."""


@dataclass(frozen=True, slots=True)
class Line:
    """One series of a chart."""

    label: str
    values: Sequence[float | None]
    shape: Shape = "line"
    quiet: bool = False
    """A line to compare with, drawn thin and dashed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart and the table beside it."""

    across: str
    """What the horizontal axis is, at the head of the table's first column."""
    places: Sequence[date | float]
    """Days, or shares from 0 to 1."""
    lines: Sequence[Line]
    rows: Sequence[tuple[str, ...]]
    """The table: a heading and a cell for each column."""
    columns: Sequence[str]
    share: bool = False
    """Whether the lines are shares from 0 to 1."""

    def data(self) -> str:
        """The chart for the script that draws it: JSON."""
        described: dict[str, Any] = {
            "days": bool(self.places) and isinstance(self.places[0], date),
            "share": self.share,
            "across": self.across,
            "x": [_number(place) for place in self.places],
            "lines": [
                {"label": line.label, "values": list(line.values), "shape": line.shape, "quiet": line.quiet}
                for line in self.lines
            ],
        }
        return json.dumps(described, ensure_ascii=False)


def forecast_chart(found: Forecast) -> Chart:
    """Work of the coming days."""
    named = day_names()
    return Chart(
        across=_("Day"),
        places=[day.day for day in found.days],
        lines=[Line(_("facts due"), [day.due for day in found.days], "bars")],
        columns=[_("Facts due"), _("Minutes")],
        rows=[(named(day.day), str(day.due), str(day.minutes)) for day in found.days if day.due],
    )


def known_chart(found: Known) -> Chart:
    """Facts known on the days of study."""
    points, named = found.points, day_names()
    return Chart(
        across=_("Day"),
        places=[point.day for point in points],
        lines=[
            Line(_("known"), [round(point.known, 1) for point in points]),
            Line(_("met"), [point.cards for point in points], quiet=True),
        ],
        columns=[_("Known"), _("Met")],
        rows=[(named(one.day), f"{one.known:.0f}", str(one.cards)) for one in reversed(points)],
    )


def calibration_chart(found: Calibration) -> Chart:
    """Predicted against actual recall."""
    lines = found.lines
    places = [0.0, *(line.predicted for line in lines), 1.0]
    return Chart(
        across=_("Predicted"),
        places=places,
        lines=[
            Line(_("remembered"), [None, *(line.actual.value for line in lines), None], "points"),
            Line(_("as predicted"), places, quiet=True),
        ],
        columns=[_("Remembered"), _("Likely between"), _("Answers")],
        rows=[(percent(line.predicted), *_told(line.actual)) for line in lines],
        share=True,
    )


def time_chart(found: Calendar) -> Chart:
    """Minutes of the latest days."""
    days, named = found.days[-LATEST:], day_names()
    return Chart(
        across=_("Day"),
        places=[day.day for day in days],
        lines=[Line(_("minutes"), [round(day.seconds / 60, 1) for day in days], "bars")],
        columns=[_("Minutes"), _("Answers")],
        rows=[(named(day.day), str(round(day.seconds / 60)), str(day.answers)) for day in reversed(days)],
    )


def days_table(found: Calendar) -> Sequence[tuple[str, ...]]:
    """The calendar as rows: day, answers, remembered of counted, new; latest first."""
    named = day_names()
    return [
        (
            named(one.day),
            str(one.answers),
            f"{one.right} / {one.counted}" if one.counted else "–",
            str(one.met),
        )
        for one in reversed(found.days)
    ]


def day_name(day: date) -> str:
    """A day in a table."""
    return day_names()(day)


def day_names() -> Callable[[date], str]:
    """What writes days in the language of this page; it asks for the language once."""
    return partial(_written, locale_tag())


@lru_cache(maxsize=4096)
def _written(_language: str, day: date) -> str:
    return format_date(day, "EEE, d MMM y")


def likely(share: Share) -> str:
    """The 95 % interval of a share."""
    return f"{percent(share.low)}–{percent(share.high)}"


def duration(seconds: float) -> str:
    """A time spent, in hours and minutes."""
    minutes = max(1, round(seconds / 60)) if seconds else 0
    if minutes < 60:
        return ngettext("%(num)d minute", "%(num)d minutes", minutes)
    return _("%(hours)s h %(minutes)s min", hours=minutes // 60, minutes=minutes % 60)


def _told(share: Share) -> tuple[str, str, str]:
    return percent(share.value), likely(share), str(share.answers)


def _number(place: date | float) -> float:
    if isinstance(place, date):
        return datetime(place.year, place.month, place.day, tzinfo=UTC).timestamp()
    return place
