"""Study days: the learner's own calendar days, which roll over at 04:00 and never go back.

    >>> from datetime import datetime, timezone
    >>> study_day(datetime(2024, 5, 2, 1, 30, tzinfo=timezone.utc), zone("Europe/Berlin"))
    datetime.date(2024, 5, 1)

Memory counts study days, never hours: an answer at 21:00 and one the next morning are one day apart.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from quizapp.core.errors import QuizappError

ROLLOVER_HOUR = 4
"""The hour of the learner's clock at which a study day begins."""
SECONDS_A_DAY = 86_400


class UnknownZone(QuizappError):
    """A name that is no time zone."""


def zone(name: str) -> ZoneInfo:
    """The time zone of an IANA name such as `Europe/Berlin`. Raises UnknownZone."""
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError) as error:
        raise UnknownZone(f"{name!r} is not a time zone; write a name such as Europe/Berlin") from error


def study_day(
    instant: datetime, where: tzinfo, *, rollover_hour: int = ROLLOVER_HOUR, not_before: date | None = None
) -> date:
    """The study day of an instant (with its zone) for a learner whose clock shows `where`.

    The rollover is read off the wall clock, so that daylight saving neither makes nor swallows a day.
    `not_before` is the learner's latest study day so far: travelling west never brings a day back.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs its time zone")
    try:
        wall = instant.astimezone(where).replace(tzinfo=None)
        day = (wall - timedelta(hours=rollover_hour)).date()
    except OverflowError:  # the first and the last day of the calendar have no neighbour
        day = instant.date()
    return day if not_before is None else max(day, not_before)


def starts_at(day: date, where: tzinfo, *, rollover_hour: int = ROLLOVER_HOUR) -> datetime:
    """The instant (UTC) at which a study day begins, for "your next card is due at …"."""
    wall = datetime.combine(day, time(rollover_hour), tzinfo=where)
    try:
        return wall.astimezone(UTC)
    except OverflowError:
        return wall.replace(tzinfo=UTC)


def noon(day: date) -> datetime:
    """Noon UTC of a study day: what FSRS is given as the time of a review.

    With true instants it would count whole blocks of 24 hours, and an answer the next morning would
    count as the same day.
    """
    return datetime.combine(day, time(12), tzinfo=UTC)


def days_between(earlier: date, later: date) -> int:
    """Whole study days from one to the other; 0 if the later is not later."""
    return max(0, later.toordinal() - earlier.toordinal())


def days_after(day: date, count: int) -> date:
    """The day `count` days on, stopping at the last day of the calendar (31 December 9999)."""
    return date.fromordinal(min(day.toordinal() + count, date.max.toordinal()))


def utc_study_day(milliseconds: int, rollover_hour: float) -> int:
    """The study day, as days since 1970, of a time in ms when a day begins at an hour of UTC.

    For logs of other programs, which tell no time zone.
    """
    return int((milliseconds // 1000 - round(rollover_hour * 3600)) // SECONDS_A_DAY)
