"""A card's forgetting curve as a drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from markupsafe import Markup

from quizapp.services.progress import CardHistory, CurvePoint
from quizapp.web.wordings import percent
from quizapp.web.words import format_date
from quizapp.web.words import gettext as _

WIDTHS = {"wide": 640, "narrow": 350}
HEIGHT = 240
LEFT, RIGHT, TOP, BOTTOM = 44, 16, 26, 34
LEVELS = (0.0, 0.5, 1.0)
DATES = 4
"""Days named below."""


class Frame:
    """From days and recall to places in the drawing."""

    def __init__(self, first: date, last: date, width: int) -> None:
        self.first, self.last, self.width = first, last, width
        self.days = max(1, (last - first).days)

    def across(self, day: date) -> float:
        """Units from the left edge."""
        return round(LEFT + (self.width - LEFT - RIGHT) * (day - self.first).days / self.days, 1)

    def down(self, recall: float) -> float:
        """Units from the top edge."""
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - recall), 1)


def curves(history: CardHistory, today: date) -> Markup:
    """The drawing for wide and for narrow screens; the style sheet shows one."""
    return Markup("").join(curve(history, today, shape) for shape in WIDTHS)


def curve(history: CardHistory, today: date, shape: str) -> Markup:
    """Predicted recall from the first answer to beyond the next date, with today and the aim marked."""
    points = history.curve
    frame = Frame(points[0].day, points[-1].day, WIDTHS[shape])
    parts = [
        *_levels(frame),
        *_dates(frame),
        _aim(frame, history.desired_retention),
        *_line(frame, points, today),
        *_upright(frame, history, today),
    ]
    label = _(
        "Predicted recall of this fact, from %(first)s to %(last)s",
        first=_day(frame.first),
        last=_day(frame.last),
    )
    return Markup(
        '<svg class="drawing curve {}" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(shape, frame.width, HEIGHT, label, Markup("").join(parts))


def _levels(frame: Frame) -> Iterator[Markup]:
    for level in LEVELS:
        y = frame.down(level)
        yield Markup('<path class="grid" d="M{} {}H{}"/>').format(LEFT, y, frame.width - RIGHT)
        yield Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(
            LEFT - 8, y + 4, percent(level)
        )


def _dates(frame: Frame) -> Iterator[Markup]:
    count = min(DATES, frame.days)
    for place in range(count + 1):
        day = date.fromordinal(frame.first.toordinal() + round(frame.days * place / count))
        anchor = "start" if not place else "end" if place == count else "middle"
        yield Markup('<text x="{}" y="{}" text-anchor="{}">{}</text>').format(
            frame.across(day), HEIGHT - 10, anchor, format_date(day, "d MMM")
        )


def _aim(frame: Frame, desired: float) -> Markup:
    return Markup('<path class="aim" d="M{} {}H{}"/>').format(LEFT, frame.down(desired), frame.width - RIGHT)


def _line(frame: Frame, points: Sequence[CurvePoint], today: date) -> Iterator[Markup]:
    """What was, drawn through; what is to come, dashed."""
    past = [point for point in points if point.day <= today]
    ahead = [*past[-1:], *(point for point in points if point.day > today)]
    for name, part in (("past", past), ("ahead", ahead)):
        if len(part) > 1:
            places = " ".join(f"{frame.across(point.day)},{frame.down(point.recall)}" for point in part)
            yield Markup('<polyline class="{}" points="{}"/>').format(name, places)


def _upright(frame: Frame, history: CardHistory, today: date) -> Iterator[Markup]:
    """Today and the next date; the answers as dots, filled where right."""
    due = history.line.due
    if frame.first <= today <= frame.last:
        yield _marked(frame, today, _("today"), "now")
    if due and due <= frame.last and abs(frame.across(due) - frame.across(today)) > LEFT:
        yield _marked(frame, due, _("next"), "next")
    for event in history.events:
        if event.undone or not frame.first <= event.day <= frame.last:
            continue
        tone = "dot" if event.correct or event.correct is None else "dot wrong"
        height = frame.down(event.recall if event.recall is not None else 1.0)
        yield Markup('<circle class="{}" cx="{}" cy="{}" r="4.5"/>').format(
            tone, frame.across(event.day), height
        )


def _marked(frame: Frame, day: date, text: str, name: str) -> Markup:
    x = frame.across(day)
    anchor = "end" if x > frame.width - LEFT else "start" if x < 2 * LEFT else "middle"
    return Markup('<path class="{}" d="M{} {}V{}"/><text x="{}" y="{}" text-anchor="{}">{}</text>').format(
        name, x, TOP, HEIGHT - BOTTOM, x, TOP - 10, anchor, text
    )


def _day(day: date) -> str:
    return format_date(day, "d MMMM y")
