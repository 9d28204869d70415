"""Dates, places in a source and other small sentences of the pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from quizapp.core.questions import Question
from quizapp.web.visitors import zone_name
from quizapp.web.words import format_date, format_datetime, format_number, format_percent, ngettext
from quizapp.web.words import gettext as _

WEEK = 7


def first_upper(text: str) -> str:
    """The text with its first letter raised; the rest stays."""
    return text[:1].upper() + text[1:]


def short_day(day: date | datetime | None) -> str:
    """A day with its year, such as "24 Nov 2026"; "" for None."""
    return format_date(day, "d MMM y") if day else ""


def percent(share: float | None) -> str:
    """A share from 0 to 1 in whole per cent; a dash for none."""
    return "–" if share is None else format_percent(share)


def figure(number: float) -> str:
    """A number as the language writes it: one decimal below ten, none from there on."""
    return format_number(round(number, 0 if number >= 10 else 1))


def attributed(question: Question) -> str:
    """Whose account a question is about: "According to the Azerbaijani account"."""
    return _("According to %(who)s", who=question.attribution)


def located(locator: str) -> str:
    """Where in a source: a bare number is a paragraph's."""
    return _("paragraph %(number)s", number=locator) if locator.isdecimal() else locator


def coming_back(due: date, today: date, again_today: bool) -> str:
    """When a card comes back, counted from the learner's study day."""
    if again_today:
        return _("It comes once more today, after a few others.")
    days = (due - today).days
    if days <= 0:
        return _("It comes back later today.")
    if days == 1:
        return _("It comes back tomorrow.")
    when = format_date(due, "EEEE, d MMMM" if days < 300 else "d MMMM y")
    return ngettext(
        "It comes back in one day, on %(when)s.",
        "It comes back in %(num)d days, on %(when)s.",
        days,
        when=when,
    )


def why_then(stability: float) -> str:
    """How the next date was chosen. A stability is the days after which recall has fallen to 90 %."""
    if stability < 1:
        return _("So soon because it is new or was missed: the memory of it still fades within a day.")
    days = round(stability)
    return ngettext(
        "Chosen from your own answers: after about one day, nine in ten such facts are still known.",
        "Chosen from your own answers: after about %(num)d days, nine in ten such facts are still known.",
        days,
    )


def next_time(moment: datetime, today: date) -> str:
    """When the next card comes due, in the learner's zone."""
    local = moment.astimezone(ZoneInfo(zone_name()))
    days = (local.date() - today).days
    clock = format_datetime(local, "HH:mm")
    if days <= 0 or local.date() == today + timedelta(days=1):
        return _("The next is waiting for you tomorrow, from %(clock)s.", clock=clock)
    when = format_date(local.date(), "EEEE, d MMMM")
    return _("The next is waiting for you on %(when)s.", when=when)
