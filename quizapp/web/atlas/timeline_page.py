"""The timeline of a set: its dated facts, era by era."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Response, abort, request, url_for

from quizapp.core import calendar
from quizapp.core.calendar import MonthDay, PartialDate, day_date, month_date, range_date, year_date
from quizapp.core.facts import Fact
from quizapp.services import atlas as service
from quizapp.services.atlas import Atlas, Told
from quizapp.web.atlas.rooms import blueprint, page
from quizapp.web.extensions import database, now
from quizapp.web.timelines import Item, TimelineDrawing, draw, draw_year, eras
from quizapp.web.timelines.drawing import recurring_date
from quizapp.web.timelines.scale import Tick
from quizapp.web.visitors import visitor
from quizapp.web.words import format_date, locale_tag
from quizapp.web.words import gettext as _

AT_ONCE = 240
"""Facts on one page; a longer timeline is cut into parts."""
SHAPES = ("wide", "narrow")


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of the list, with its date in words."""

    when: str
    told: Told


@dataclass(frozen=True, slots=True)
class Era:
    """A stretch of time with its drawings and its list."""

    anchor: str
    title: str
    drawings: Sequence[TimelineDrawing]
    lines: Sequence[Line]


@blueprint.get("/sets/<slug>/timeline")
def timeline(slug: str) -> Response:
    """The dated facts of a set; 404 for a set without any."""
    found = service.atlas(database(), visitor().learner_id, slug, now())
    parts = _parts(found)
    number = request.args.get("part", 1, int)
    if not (parts or found.recurring) or not 1 <= number <= max(1, len(parts)):
        abort(404)
    told = parts[number - 1] if parts else []
    first = number == 1
    shown = [fact for _when, fact in [*told, *found.recurring]]
    return page(
        "atlas/timeline.html",
        set=found.facts,
        eras=_eras(found, told),
        yearly=_yearly(found) if first else None,
        undated=[found.told(fact) for fact in found.undated[:AT_ONCE]] if first else [],
        counts=Counter(found.standing(fact).strength for fact in shown),
        parts=[
            (_title([day for day, _fact in part]), _address(slug, at)) for at, part in enumerate(parts, 1)
        ],
        number=number,
        ticked=_ticked,
    )


def _parts(found: Atlas) -> list[Sequence[tuple[PartialDate, Fact]]]:
    """The dated facts in parts of about equal size, none too long for a page."""
    count = -(-len(found.dated) // AT_ONCE)
    size = -(-len(found.dated) // count) if count else 1
    return [found.dated[start : start + size] for start in range(0, len(found.dated), size)]


def _address(slug: str, number: int) -> str:
    return url_for("atlas.timeline", slug=slug, part=number if number > 1 else None)


def _eras(found: Atlas, dated: Sequence[tuple[PartialDate, Fact]]) -> list[Era]:
    made = []
    for number, places in enumerate(eras([day for day, _fact in dated]), 1):
        part = dated[places.start : places.stop]
        lines = [Line(_in_words(day), found.told(fact)) for day, fact in part]
        items = [_item(day, line) for (day, _fact), line in zip(part, lines, strict=True)]
        drawings = [draw(items, shape) for shape in SHAPES]
        made.append(Era(f"era-{number}", _title([day for day, _fact in part]), drawings, lines))
    return made


def _yearly(found: Atlas) -> Era | None:
    """The days that recur, on one line from January to December."""
    recurring = found.recurring[:AT_ONCE]
    if not recurring:
        return None
    lines = [Line(_in_words(day), found.told(fact)) for day, fact in recurring]
    items = [
        _item(recurring_date(day.month, day.day), line)
        for (day, _fact), line in zip(recurring, lines, strict=True)
    ]
    return Era("yearly", _("Every year"), [draw_year(items, shape) for shape in SHAPES], lines)


def _item(when: PartialDate, line: Line) -> Item:
    told = line.told
    return Item(told.id, when, told.label, f"{line.when}: {told.label}", told.standing.strength)


def _ticked(tick: Tick, *, every_year: bool) -> str:
    """What stands at a tick: as short as the language writes it."""
    if every_year:
        return format_date(date(*tick.day), "MMM")
    if tick.unit == "year":
        return _in_words(year_date(tick.day[0]))
    if tick.day[0] < 1:
        return _in_words(month_date(*tick.day[:2]) if tick.unit == "month" else day_date(*tick.day))
    if tick.unit == "month":
        return format_date(date(*tick.day), "MMM y")
    return format_date(date(*tick.day), "d MMM")


def _in_words(when: PartialDate | MonthDay) -> str:
    return calendar.format_date(when, locale_tag())


def _title(dates: Sequence[PartialDate]) -> str:
    """From when to when, as finely as it helps: "1861", "July–November 2020", "1991–1994"."""
    first = min(day.start for day in dates)
    last = max(day.start if day.precision == "open" else day.end for day in dates)
    if first[0] != last[0]:
        return _in_words(range_date(year_date(first[0]), year_date(last[0])))
    if first[1] == 1 and last[1] == 12 and len(dates) == 1:
        return _in_words(year_date(first[0]))
    if first[1] == last[1]:
        return _in_words(month_date(*first[:2]))
    return _in_words(range_date(month_date(*first[:2]), month_date(*last[:2])))
