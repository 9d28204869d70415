"""A learner's calendar as iCalendar (RFC 5545), for any calendar program."""

from __future__ import annotations

import calendar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
from icalendar import vRecur

from quizapp.core.study_days import starts_at
from quizapp.services.calendar_days import CalendarDay
from quizapp.services.calendar_feed import Calendar, WorkDay
from quizapp.web.words import gettext as _
from quizapp.web.words import ngettext

PRODUCT = "-//quizapp//calendar//EN"
FRESH_FOR = timedelta(hours=6)
EARLIEST_YEAR = 1970
"""Some calendar programs know no earlier years; the year itself stands in the text."""
SHORTEST = timedelta(minutes=5)


def written(found: Calendar, host: str, study_address: str) -> bytes:
    """The feed's bytes: lines folded, ended by CR LF, the same until something changes."""
    feed = icalendar.Calendar()
    feed.add("prodid", PRODUCT)
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    feed.add("x-wr-calname", _("quizapp: days and study"))
    feed.add("x-wr-timezone", found.zone)
    feed.add("refresh-interval", FRESH_FOR, parameters={"VALUE": "DURATION"})
    feed.add("x-published-ttl", "PT6H")
    for day in found.days:
        feed.add_component(_recurring(day, found.day, host))
    for work in found.work:
        feed.add_component(_work(work, found, host, study_address))
    feed.add_missing_timezones()
    return bytes(feed.to_ical())


def _recurring(day: CalendarDay, today: date, host: str) -> icalendar.Event:
    """A City Day or an anniversary, every year."""
    event = icalendar.Event()
    event.add("uid", f"{day.card.replace('/', '.')}@{host}")
    event.add("dtstamp", day.published_at.astimezone(UTC))
    event.add("summary", day.statement)
    first = _first(day, today)
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("rrule", vRecur({"FREQ": "YEARLY"}))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(part for part in (day.set_title, day.source) if part))
    event.add("categories", [_("On this day")])
    return event


def _first(day: CalendarDay, today: date) -> date:
    """The day it began; the latest that has come where its year is not known or too early."""
    month, number = day.month_day.month, day.month_day.day
    year = today.year if day.year is None or day.year < EARLIEST_YEAR else day.year
    while (month, number) == (2, 29) and not calendar.isleap(year):
        year -= 1
    return date(year, month, number)


def _work(work: WorkDay, found: Calendar, host: str, study_address: str) -> icalendar.Event:
    """A day's due work: at the hour of the learner's reminder, else the whole day."""
    event = icalendar.Event()
    zone = ZoneInfo(found.zone)
    event.add("uid", f"study-{work.day.isoformat()}-{found.learner_id:x}@{host}")
    event.add("dtstamp", starts_at(found.day, zone))
    facts = ngettext("Study one fact", "Study %(num)d facts", work.cards)
    event.add(
        "summary", ngettext("%(facts)s, one minute", "%(facts)s, %(num)d minutes", work.minutes, facts=facts)
    )
    if found.reminder_hour is None:
        event.add("dtstart", work.day)
        event.add("dtend", work.day + timedelta(days=1))
    else:
        start = datetime.combine(work.day, time(found.reminder_hour), tzinfo=zone)
        event.add("dtstart", start)
        event.add("dtend", start + max(SHORTEST, timedelta(minutes=work.minutes)))
    event.add("transp", "TRANSPARENT")
    event.add("url", study_address)
    return event
