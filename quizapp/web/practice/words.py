"""Times and answers as the pages of practice tell them."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from quizapp.services.practice import Told
from quizapp.web.answering.parts import Parts, Tone, parts_of, title_of, tone_of
from quizapp.web.visitors import zone_name
from quizapp.web.words import format_datetime, ngettext
from quizapp.web.words import gettext as _


def local_moment(moment: datetime) -> str:
    """A moment by the visitor's clock, such as "Tue 24 Nov, 18:05"."""
    return format_datetime(moment.astimezone(ZoneInfo(zone_name())), "EEE d MMM, HH:mm")


def clock(left: timedelta) -> str:
    """Minutes and seconds, such as "4:05"."""
    minutes, seconds = divmod(max(0, int(left.total_seconds())), 60)
    return f"{minutes}:{seconds:02d}"


def duration(seconds: int) -> str:
    """A length of time in whole minutes, or seconds where it is short."""
    if seconds < 100:
        return ngettext("one second", "%(num)d seconds", seconds)
    minutes = round(seconds / 60)
    if minutes < 120:
        return ngettext("one minute", "%(num)d minutes", minutes)
    return _("%(hours)s hours", hours=round(minutes / 60))


def by_item(told: Told) -> Parts:
    """An answer item by item, as studying tells it."""
    return parts_of(told, told.response, told.marks, right=told.correct is True)


def titled(told: Told) -> str:
    """The verdict in two or three words."""
    return title_of(told.correct, told.score, told.response)


def toned(told: Told) -> Tone:
    """How the page meets the answer."""
    return tone_of(told.correct, told.score, told.response)
