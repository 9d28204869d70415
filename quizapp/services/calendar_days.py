"""The days of the year that a learner's sets speak of: recurring days and anniversaries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from quizapp.core.anniversaries import Anniversary, anniversaries
from quizapp.core.calendar import MonthDay
from quizapp.core.study_days import days_between
from quizapp.db.engine import writing
from quizapp.db.library import RevisionRow, SetRow
from quizapp.db.study import Enrolment
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Compiled, shelf
from quizapp.services.library.traits import name_of
from quizapp.services.practice import Choices
from quizapp.services.sealing import Seal
from quizapp.services.study import rows
from quizapp.services.study.desk import open_desk, study_day

LOOK_AHEAD = 366
QUIZ_LENGTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A fact of a learner's set that a day of the year brings back."""

    fact: str
    set_slug: str
    set_title: str
    language: str
    statement: str
    """With whose account it is, where that has to be said."""
    source: str
    month_day: MonthDay
    year: int | None
    """The year it began in; None for a day that recurs by itself."""
    published_at: datetime
    card: str
    """Key of its forward card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What a study day of the learner brings back."""

    day: date
    days: Sequence[CalendarDay]
    next_day: date | None
    """The next day of the year with something, within a year; None if the sets have none."""
    next_count: int


def today(session: Session, learner_id: int, now: datetime) -> Today:
    """What the learner's study day brings back, and when the next comes. Raises NotFound."""
    connection = session.connection()
    day = study_day_of(connection, learner_id, now)
    found = list(all_days(connection, learner_id))
    coming = Counter(ahead for one in found if (ahead := _next(one, day)) is not None)
    first = min(coming, default=None)
    return Today(
        day=day,
        days=[one for one in found if _is_on(one, day)],
        next_day=first,
        next_count=coming[first] if first else 0,
    )


def read(session: Session, seal: Seal, learner_id: int, now: datetime) -> Today:
    """As `today`, for a page that tells the answers: they count as displayed on this study day."""
    found = today(session, learner_id, now)
    if not found.days:
        return found
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        names = _names(connection, found.days)
        if not names <= desk.queue.exposed:
            desk.queue = desk.queue.expose(names)
            desk.save()
    return found


def quiz(found: Today) -> Choices:
    """The practice quiz about a day. Raises NotFound when the day brings nothing back."""
    if not found.days:
        raise NotFound("no set of yours speaks of this day")
    cards = tuple(
        f"{one.card.rpartition('/')[0]}/{direction}"
        for one in found.days
        for direction in ("forward", "reverse")
    )
    sets = tuple(dict.fromkeys(one.set_slug for one in found.days))
    return Choices(sets=sets, cards=cards, count=QUIZ_LENGTH)


def study_day_of(connection: Connection, learner_id: int, now: datetime) -> date:
    """The learner's study day. Raises NotFound."""
    found = rows.read_whole(connection, learner_id, lock=False)
    if found.learner is None:
        raise NotFound("there is no such learner")
    return study_day(found.learner, now)


def all_days(connection: Connection, learner_id: int) -> Iterator[CalendarDay]:
    """The days of all sets that the learner studies."""
    enrolled = connection.execute(
        select(SetRow.revision_id, RevisionRow.published_at)
        .join(Enrolment, Enrolment.set_id == SetRow.id)
        .join(RevisionRow, RevisionRow.id == SetRow.revision_id)
        .where(Enrolment.learner_id == learner_id, Enrolment.paused.is_(False))
        .order_by(Enrolment.started_at, SetRow.id)
    ).all()
    for row in enrolled:
        compiled = shelf(connection).get(connection, row.revision_id)
        for one in anniversaries(compiled.facts):
            yield _day_of(compiled, one, row.published_at)


def _day_of(compiled: Compiled, one: Anniversary, published_at: datetime) -> CalendarDay:
    source = compiled.facts.sources.get(one.fact.claims[0].source)
    return CalendarDay(
        fact=one.fact.id,
        set_slug=compiled.slug,
        set_title=compiled.facts.title,
        language=compiled.facts.language,
        statement=compiled.generator.statement(one.fact),
        source=source.title if source else "",
        month_day=one.month_day,
        year=one.year,
        published_at=published_at,
        card=f"{one.fact.origin or compiled.slug}/{one.fact.id}/forward",
    )


def _is_on(one: CalendarDay, day: date) -> bool:
    """Whether it recurs on the day; what began this very year is not an anniversary yet."""
    begun = one.year is None or one.year < day.year
    return begun and (one.month_day.month, one.month_day.day) == (day.month, day.day)


def _next(one: CalendarDay, day: date) -> date | None:
    """The next day after this one on which it recurs, within a year."""
    for year in (day.year, day.year + 1):
        try:
            found = date(year, one.month_day.month, one.month_day.day)
        except ValueError:  # 29 February of a common year
            continue
        if found > day and (one.year is None or one.year < year) and days_between(day, found) <= LOOK_AHEAD:
            return found
    return None


def _names(connection: Connection, days: Sequence[CalendarDay]) -> set[str]:
    """Names of the cards, both directions, whose answers a list of days displays."""
    found = set()
    for slug in {one.set_slug for one in days}:
        revision_id = connection.scalar(select(SetRow.revision_id).where(SetRow.slug == slug))
        if revision_id is None:
            continue
        compiled = shelf(connection).get(connection, revision_id)
        for one in days:
            fact = one.card.rpartition("/")[0]
            keys = (f"{fact}/forward", f"{fact}/reverse")
            found |= {name_of(compiled.set_id, compiled.ids[key]) for key in keys if key in compiled.ids}
    return found
