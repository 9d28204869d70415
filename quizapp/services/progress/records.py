"""What all figures of a learner are worked out from: settings, sets, days and cards, each read at most once.

The log itself is never walked: a year is 365 rows of totals, and cards are counted and summed by the
database. Nothing is kept from one request to the next, so no figure can be older than the last answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from sqlalchemy import Double, Integer, Text, bindparam, case, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from quizapp.core.memory import Parameters
from quizapp.core.memory.states import LEARNING_BELOW, STRONG_FROM
from quizapp.core.study_days import days_after
from quizapp.db.base import EPOCH_DAY, day_of
from quizapp.db.library import RevisionRow, SetRow
from quizapp.db.study import CardRow, Enrolment, StudyDay
from quizapp.services.progress.learners import learner_today
from quizapp.services.study.fits import parameters_of

MONTH = 30
YEAR = 365
Sums = Mapping[str, Mapping[str, Any]]


class OwnSet(NamedTuple):
    """A set that the learner has started."""

    slug: str
    title: str
    facts: int
    """Facts that are asked."""
    revision_id: int
    exam_day: date | None
    paused: bool


class StudiedDay(NamedTuple):
    """The totals of one study day."""

    day: date
    answered: int
    counted: int
    right: int
    met: int
    ms: int
    cleared: bool
    figures: Mapping[str, Any]
    """By set, by kind and strength, and by predicted recall; and what was known as the day began."""


class Standing(NamedTuple):
    """The introduced cards of one set, suspended ones included."""

    suspended: int
    learning: int
    young: int
    strong: int
    known: float
    """Sum of predicted recall now."""


_SETS = (
    select(
        Enrolment.set_id,
        SetRow.slug,
        RevisionRow.summary,
        SetRow.revision_id,
        Enrolment.exam_day,
        Enrolment.paused,
    )
    .join(SetRow, SetRow.id == Enrolment.set_id)
    .join(RevisionRow, RevisionRow.id == SetRow.revision_id)
    .where(Enrolment.learner_id == bindparam("the_learner"))
    .order_by(Enrolment.started_at, Enrolment.set_id)
)
_DAYS = (
    select(
        type_coerce(StudyDay.study_day, Integer),
        StudyDay.answered,
        StudyDay.counted,
        StudyDay.right,
        StudyDay.met,
        StudyDay.ms,
        StudyDay.cleared,
        cast(StudyDay.figures, Text),
    )
    .where(StudyDay.learner_id == bindparam("the_learner"), StudyDay.study_day >= bindparam("first"))
    .order_by(StudyDay.study_day)
)
_DUE = (
    select(type_coerce(CardRow.due_day, Integer), CardRow.set_id, func.count())
    .where(
        CardRow.learner_id == bindparam("the_learner"),
        CardRow.suspended.is_(False),
        CardRow.due_day <= bindparam("last"),
    )
    .group_by(CardRow.due_day, CardRow.set_id)
)
_INTRODUCED = (
    select(CardRow.set_id, func.count())
    .where(CardRow.learner_id == bindparam("the_learner"))
    .group_by(CardRow.set_id)
)
_ago = bindparam("today", type_=Integer) - type_coerce(CardRow.last_day, Integer)
_forgetting = 1 + bindparam("factor", type_=Double) * case((_ago > 0, _ago), else_=0) / CardRow.stability
_STANDINGS = (
    select(
        CardRow.set_id,
        CardRow.suspended,
        func.count(),
        func.sum(case((CardRow.stability < LEARNING_BELOW, 1), else_=0)),
        func.sum(case((CardRow.stability >= STRONG_FROM, 1), else_=0)),
        func.sum(func.pow(_forgetting, bindparam("decay", type_=Double))),
    )
    .where(CardRow.learner_id == bindparam("the_learner"))
    .group_by(CardRow.set_id, CardRow.suspended)
)
"""FSRS-6's recall (`core.memory.formulas.recall`), summed where the cards lie."""


class Records:
    """One learner's records for one moment; nothing is read before a figure asks for it."""

    def __init__(self, session: Session, learner_id: int, now: datetime) -> None:
        """Read the learner. Raises NotFound."""
        self.session = session
        self.learner_id = learner_id
        self.learner, self.today, self.totals = learner_today(session, learner_id, now)

    @cached_property
    def parameters(self) -> Parameters:
        """The learner's parameters of memory."""
        return parameters_of(self.session.connection(), self.learner_id, self.learner.fit_id)

    @cached_property
    def sets(self) -> Mapping[int, OwnSet]:
        """The learner's sets by number, in the order they were started."""
        return {
            set_id: OwnSet(slug, summary["title"], summary["cards"], revision_id, exam_day, paused)
            for set_id, slug, summary, revision_id, exam_day, paused in self._rows(_SETS)
        }

    @cached_property
    def days(self) -> Sequence[StudiedDay]:
        """The days of study of the last year, oldest first."""
        rows = self._rows(_DAYS, first=days_after(self.today, 1 - YEAR))
        figures = json.loads(f"[{','.join(row[-1] for row in rows)}]")
        return [
            StudiedDay._make([day_of(row[0]), *row[1:-1], own])
            for row, own in zip(rows, figures, strict=True)
        ]

    @cached_property
    def sums(self) -> Mapping[str, Sums]:
        """The days' figures added up: by set, by kind and strength, and by predicted recall."""
        sums: dict[str, dict[str, dict[str, Any]]] = {"sets": {}, "kinds": {}, "recall": {}}
        for day in self.days:
            for part, own in sums.items():
                for name, counts in day.figures.get(part, {}).items():
                    total = own.setdefault(name, {})
                    for key, count in counts.items():
                        total[key] = total.get(key, 0) + count
        return sums

    @cached_property
    def due(self) -> Sequence[tuple[date, int, int]]:
        """Cards that fall due up to a month ahead: day, set and number of cards."""
        return self.due_until(days_after(self.today, MONTH))

    def due_until(self, last: date) -> Sequence[tuple[date, int, int]]:
        """The same up to any day. Sets that rest wait for nobody."""
        resting = {set_id for set_id, own in self.sets.items() if own.paused}
        rows = self._rows(_DUE, last=last)
        return [(day_of(day), set_id, cards) for day, set_id, cards in rows if set_id not in resting]

    @cached_property
    def introduced(self) -> Mapping[int, int]:
        """Introduced cards by set."""
        return dict(map(tuple, self._rows(_INTRODUCED)))

    @cached_property
    def standings(self) -> Mapping[int, Standing]:
        """How the introduced cards of each set stand."""
        found: dict[int, Standing] = {}
        for set_id, suspended, cards, learning, strong, known in self._rows(
            _STANDINGS,
            today=self.today.toordinal() - EPOCH_DAY,
            factor=self.parameters.factor,
            decay=self.parameters.decay,
        ):
            own = Standing(cards if suspended else 0, learning, cards - learning - strong, strong, known)
            other = found.get(set_id)
            found[set_id] = own if other is None else Standing._make(map(sum, zip(own, other, strict=True)))
        return found

    def _rows(self, statement: Any, **values: Any) -> Sequence[Any]:
        return self.session.connection().execute(statement, {"the_learner": self.learner_id, **values}).all()
