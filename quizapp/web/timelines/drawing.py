"""A timeline as numbers: glyphs, bars and names in lanes, ready to be written as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quizapp.core.calendar import PartialDate, day_date, day_number, grain
from quizapp.core.calendar.dates import LEAP_YEAR
from quizapp.web.maps.labels import LETTER, text_width
from quizapp.web.timelines.eras import last_day
from quizapp.web.timelines.scale import Scale, Tick, scale

SHAPES = {"wide": (960, 9, 13.0), "narrow": (344, 4, 13.0)}
"""Width in pixels, most ticks, size of the names."""
SIDE = 14.0
HEAD = 34.0
LANE = 28.0
"""High enough for a finger."""
AWAY = 12.0
BETWEEN = 14.0
EDGE = 6.0
"""Room left between a shortened name and the edge of the drawing."""
ARROW = 52.0
LEAST_BAR = 6.0
LONGEST_LABEL = 62
ROOM_BESIDE = 2.2
"""The line is at least so many times as long as its longest bar, whose name stands beside it."""
Form = Literal["day", "range", "soft", "open"]


@dataclass(frozen=True, slots=True)
class Item:
    """A dated fact to be drawn."""

    id: str
    date: PartialDate
    label: str
    title: str
    """What is said of it to those who do not see it."""
    strength: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One item: its bar from `left` to `right`, its glyph and its name."""

    item: Item
    form: Form
    left: float
    right: float
    x: float
    y: float
    label_x: float
    anchor: str
    text: str

    @property
    def begins(self) -> float:
        """Where the mark or its name begins."""
        own = self.left if self.form != "day" else self.x - AWAY
        return min(own, self.label_x - self._wide if self.anchor == "end" else own)

    @property
    def ends(self) -> float:
        """Where the mark or its name ends."""
        own = self.right if self.form != "day" else self.x + AWAY
        return max(own, self.label_x + self._wide if self.anchor == "start" else own)

    @property
    def _wide(self) -> float:
        return text_width(self.text, SHAPES["wide"][2])


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """One era, drawn for one width."""

    shape: str
    width: int
    height: float
    ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]


def draw(items: Sequence[Item], shape: str) -> TimelineDrawing:
    """Draw the items of one era for a `wide` or a `narrow` page."""
    first = min(day_number(item.date.start) for item in items)
    last = max(last_day(item.date) for item in items)
    return _drawn(items, shape, first, last)


def draw_year(items: Sequence[Item], shape: str) -> TimelineDrawing:
    """Draw days that recur, on a line from January to December."""
    return _drawn(items, shape, day_number((LEAP_YEAR, 1, 1)), day_number((LEAP_YEAR, 12, 31)))


def recurring_date(month: int, day: int) -> PartialDate:
    """A recurring day in the year in which such days are drawn."""
    return day_date(LEAP_YEAR, month, day)


def _drawn(items: Sequence[Item], shape: str, first: int, last: int) -> TimelineDrawing:
    width, most_ticks, size = SHAPES[shape]
    longest = max(last_day(item.date) + 1 - day_number(item.date.start) for item in items)
    last = max(last, first + int(longest * ROOM_BESIDE))
    line = scale(first, last, SIDE, width - 2 * SIDE)
    lanes: list[float] = []
    marks = []
    for item in items:
        mark = _mark(item, line, width, size)
        lane = next((at for at, end in enumerate(lanes) if end + BETWEEN <= mark.begins), len(lanes))
        lanes[lane : lane + 1] = [mark.ends]
        marks.append(_moved(mark, HEAD + lane * LANE + LANE / 2))
    ticks = tuple(line.ticks(most_ticks))
    return TimelineDrawing(shape, width, HEAD + max(1, len(lanes)) * LANE + 6, ticks, tuple(marks))


def form_of(date: PartialDate) -> Form:
    """How a date is drawn: a month or a year is somewhere within its bar, a range is all of it."""
    if date.precision == "open":
        return "open"
    if date.precision == "range":
        return "range"
    return "soft" if grain(date) in ("month", "year") and date.precision != "time" else "day"


def _mark(item: Item, line: Scale, width: float, size: float) -> Mark:
    form = form_of(item.date)
    start = day_number(item.date.start)
    left, right = line.x(start), line.x(last_day(item.date) + 1)
    x = round((left + right) / 2, 1) if form in ("day", "soft") else left
    if form == "open":
        right = round(min(left + ARROW, width - 4), 1)
    elif form != "day":
        right = max(right, left + LEAST_BAR)
    after, before = max(right + 4, x + AWAY), min(left - 4, x - AWAY)
    wide = text_width(item.label[:LONGEST_LABEL], size)
    rightwards = after + wide <= width - EDGE or width - after >= before
    room = (width - after if rightwards else before) - EDGE
    text = _cut(item.label, min(LONGEST_LABEL, int(room / (LETTER * size))))
    label_x, anchor = (after, "start") if rightwards else (before, "end")
    return Mark(item, form, left, right, x, 0.0, round(label_x, 1), anchor, text)


def _moved(mark: Mark, y: float) -> Mark:
    return Mark(mark.item, mark.form, mark.left, mark.right, mark.x, y, mark.label_x, mark.anchor, mark.text)


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[: max(1, most - 1)].rstrip(" ,–-") + "…"
