"""The statements that read and write the answering path's rows: Core, compiled once, all by primary key.

Days, instants and JSON are read as they lie in the table and turned into values here. Settings, which stay
the same for many answers, are turned once for the same stored values.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Integer,
    Select,
    Text,
    bindparam,
    cast,
    false,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import aliased

from quizapp.core.study_days import days_after
from quizapp.db.base import EPOCH_DAY, Day, Instant, day_of, instant_of
from quizapp.db.library import SetRow
from quizapp.db.prepared import Prepared, PreparedRead, PreparedUpdate
from quizapp.db.study import CardRow, DayPlan, Enrolment, Learner, ReviewRow, StudyDay
from quizapp.services.study.views import CardView, DayView, EnrolmentView, LearnerView

__all__ = [
    "CardView",
    "DayView",
    "EnrolmentView",
    "Found",
    "LearnerView",
    "lock_learner",
    "read_card",
    "read_cards",
    "read_nearby",
    "read_plan",
    "read_whole",
    "write_cards",
    "write_day",
    "write_meetings",
    "write_plan",
    "write_reviews",
]
NEARBY_AT_MOST = 60
UNREAD = ("figures", "session")
"""Columns of JSON that are read and written as text."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one read of the answering path found; None for what there is not."""

    learner: LearnerView | None = None
    day: DayView | None = None
    enrolment: EnrolmentView | None = None
    revision_id: int | None = None
    card: CardView | None = None


Reader = Callable[[Any], Any]


def _columns(model: Any, view: Any) -> list[Any]:
    return [_plain(model.__table__.c[name]) for name in view._fields]


def _plain(column: Any) -> Any:
    """The column as it lies in the table."""
    if isinstance(column.type, Day | Instant):
        return type_coerce(column, Integer if isinstance(column.type, Day) else BigInteger)
    return cast(column, Text) if isinstance(column.type, JSON) else column


def _readers(model: Any, view: Any) -> list[tuple[int, Reader]]:
    """What turns stored values into ours, by place."""
    types = ((place, name, getattr(model, name).type) for place, name in enumerate(view._fields))
    return [(place, reader) for place, name, type_ in types if (reader := _reader(name, type_)) is not None]


def _reader(name: str, type_: Any) -> Reader | None:
    if isinstance(type_, Day):
        return day_of
    if isinstance(type_, Instant):
        return instant_of
    if isinstance(type_, Boolean):
        return bool
    return json.loads if isinstance(type_, JSON) and name not in UNREAD else None


_MODELS = ((LearnerView, Learner), (DayView, StudyDay), (EnrolmentView, Enrolment), (CardView, CardRow))
_READERS = {view: _readers(model, view) for view, model in _MODELS}
_LEARNER, _DAY, _ENROLMENT, _CARD = (_columns(model, view) for view, model in _MODELS)
_AT_DAY = len(_LEARNER)
_AT_ENROLMENT = _AT_DAY + len(_DAY)
_AT_REVISION = _AT_ENROLMENT + len(_ENROLMENT)
_AT_CARD = _AT_REVISION + 1
_AT_WAITED = _AT_CARD + len(_CARD)

_the_learner: Any = bindparam("the_learner")
_the_set: Any = bindparam("the_set")
_the_card: Any = bindparam("the_card")
_seen = aliased(StudyDay)
_LATEST = (StudyDay.learner_id == Learner.learner_id) & (StudyDay.study_day == Learner.seen_on)


def _whole(*, locking: bool) -> Select[Any]:
    """The learner, their latest day, and one set and card of theirs.

    Locking, the learner and the day are read as the one left them who held them before. The other rows are
    seen as they stood when the statement began: that it waited is told by the day's session, which whoever
    changes anything changes too, and which differs then from the same row seen without locking it.
    """
    waited = cast(StudyDay.session, Text) != cast(_seen.session, Text) if locking else false()
    wanted = (
        select(*_LEARNER, *_DAY, *_ENROLMENT, SetRow.revision_id, *_CARD, waited)
        .select_from(Learner)
        .join(StudyDay, _LATEST, isouter=not locking)
        .outerjoin(Enrolment, (Enrolment.learner_id == Learner.learner_id) & (Enrolment.set_id == _the_set))
        .outerjoin(SetRow, SetRow.id == _the_set)
        .outerjoin(CardRow, (CardRow.learner_id == Learner.learner_id) & (CardRow.card_id == _the_card))
        .where(Learner.learner_id == _the_learner)
    )
    if not locking:
        return wanted
    same = (_seen.learner_id == StudyDay.learner_id) & (_seen.study_day == StudyDay.study_day)
    return wanted.outerjoin(_seen, same).with_for_update(of=[Learner, StudyDay])


_WHOLE, _WHOLE_LOCKING = (PreparedRead(_whole(locking=locking)) for locking in (False, True))
_LOCK = PreparedRead(select(Learner.learner_id).where(Learner.learner_id == _the_learner).with_for_update())
_ONE = PreparedRead(
    select(*_ENROLMENT, SetRow.revision_id, *_CARD)
    .select_from(SetRow)
    .outerjoin(Enrolment, (Enrolment.learner_id == _the_learner) & (Enrolment.set_id == SetRow.id))
    .outerjoin(CardRow, (CardRow.learner_id == _the_learner) & (CardRow.card_id == _the_card))
    .where(SetRow.id == _the_set)
)
_CARDS = select(*_CARD).where(
    CardRow.learner_id == _the_learner, CardRow.card_id.in_(bindparam("cards", expanding=True))
)
_PLAN = PreparedRead(
    select(cast(DayPlan.plan, Text)).where(
        DayPlan.learner_id == _the_learner,
        DayPlan.scope == bindparam("the_scope"),
        DayPlan.stamp == bindparam("the_stamp"),
    )
)
_NEARBY = PreparedRead(
    select(CardRow.card_id, _plain(CardRow.__table__.c.due_day), _plain(CardRow.__table__.c.last_day))
    .where(
        CardRow.learner_id == _the_learner,
        CardRow.set_id == _the_set,
        CardRow.suspended.is_(False),
        type_coerce(CardRow.due_day, Integer) <= bindparam("latest", type_=Integer),
        type_coerce(CardRow.last_day, Integer) < bindparam("today", type_=Integer),
    )
    .order_by(CardRow.due_day, CardRow.card_id)
    .limit(NEARBY_AT_MOST)
)


def lock_learner(connection: Connection, learner_id: int) -> None:
    """Wait until nobody else changes what is the learner's; SQLite has locked the whole database already."""
    if connection.dialect.name != "sqlite":
        _LOCK.first(connection, {"the_learner": learner_id})


def read_whole(
    connection: Connection, learner_id: int, *, set_id: int = 0, card_id: int = 0, lock: bool
) -> Found:
    """The learner, their latest day, and one set and card of theirs; locked for who is going to write."""
    values = {"the_learner": learner_id, "the_set": set_id, "the_card": card_id}
    if not lock or connection.dialect.name == "sqlite":
        return _found(_WHOLE.first(connection, values))
    row = _WHOLE_LOCKING.first(connection, values)
    if row is None or row[_AT_WAITED]:  # the first day of all, or somebody else has written meanwhile
        lock_learner(connection, learner_id)
        row = _WHOLE.first(connection, values)
    return _found(row)


def read_card(connection: Connection, learner_id: int, set_id: int, card_id: int) -> Found:
    """One set and card of the learner's."""
    row = _ONE.first(connection, {"the_learner": learner_id, "the_set": set_id, "the_card": card_id})
    if row is None:
        return Found()
    middle = len(_ENROLMENT)
    return Found(
        enrolment=_settings(EnrolmentView, tuple(row[:middle])),
        revision_id=row[middle],
        card=_view(CardView, row[middle + 1 :]),
    )


def read_cards(connection: Connection, learner_id: int, card_ids: Sequence[int]) -> dict[int, CardView]:
    """Several cards of the learner's, by number."""
    rows = connection.execute(_CARDS, {"the_learner": learner_id, "cards": list(card_ids)})
    return {row[0]: _view(CardView, row) for row in rows}


def read_plan(connection: Connection, learner_id: int, scope: int, stamp: str) -> dict[str, Any] | None:
    """What was fetched for the day under a stamp; None if it was thrown away."""
    row = _PLAN.first(connection, {"the_learner": learner_id, "the_scope": scope, "the_stamp": stamp})
    return None if row is None else json.loads(row[0])


def read_nearby(
    connection: Connection, learner_id: int, set_id: int, *, day: date, within: int
) -> list[tuple[int, date, date]]:
    """Number, due day and last day of a set's cards due `within` days, soonest first, none of today's."""
    values = {
        "the_learner": learner_id,
        "the_set": set_id,
        "latest": days_after(day, within).toordinal() - EPOCH_DAY,
        "today": day.toordinal() - EPOCH_DAY,
    }
    return [(row[0], day_of(row[1]), day_of(row[2])) for row in _NEARBY.all(connection, values)]


def _found(row: Sequence[Any] | None) -> Found:
    if row is None:
        return Found()
    return Found(
        learner=_settings(LearnerView, tuple(row[:_AT_DAY])),
        day=_view(DayView, row[_AT_DAY:_AT_ENROLMENT]),
        enrolment=_settings(EnrolmentView, tuple(row[_AT_ENROLMENT:_AT_REVISION])),
        revision_id=row[_AT_REVISION],
        card=_view(CardView, row[_AT_CARD:_AT_WAITED]),
    )


def _view(view: Any, values: Sequence[Any]) -> Any:
    """The view of an outer-joined row; its first column is never null where there is one."""
    if values[0] is None:
        return None
    read = list(values)
    for place, reader in _READERS[view]:
        if read[place] is not None:
            read[place] = reader(read[place])
    return view._make(read)


_settings = lru_cache(maxsize=2_048)(_view)
"""The same for rows that stay as they are for many answers: the same values are the same view."""


_CARD_UPSERT = Prepared(CardRow, over=("learner_id", "card_id"))
_DAY_UPSERT = Prepared(StudyDay, over=("learner_id", "study_day"), as_text=UNREAD)
_PLAN_UPSERT = Prepared(DayPlan, over=("learner_id", "scope"))
_REVIEW_INSERT = Prepared(ReviewRow)
_MEETINGS_UPDATE = PreparedUpdate(
    update(Enrolment)
    .where(Enrolment.learner_id == bindparam("of_learner"), Enrolment.set_id == bindparam("of_set"))
    .values(
        meetings=bindparam("count"),
        meetings_known=bindparam("known"),
        wanted_first=bindparam("wanted"),
        show_first_offered=bindparam("offered"),
    )
)


def write_cards(connection: Connection, learner_id: int, cards: Sequence[CardView]) -> None:
    """Insert cards or write them anew."""
    _CARD_UPSERT.run(connection, [{"learner_id": learner_id, **card._asdict()} for card in cards])


def write_day(connection: Connection, learner_id: int, day: DayView) -> None:
    """Insert a study day or write it anew."""
    _DAY_UPSERT.run(connection, [{"learner_id": learner_id, **day._asdict()}])


def write_meetings(connection: Connection, learner_id: int, enrolment: EnrolmentView) -> None:
    """Write what an enrolment counts at meetings."""
    values = {
        "of_learner": learner_id,
        "of_set": enrolment.set_id,
        "count": enrolment.meetings,
        "known": enrolment.meetings_known,
        "wanted": enrolment.wanted_first,
        "offered": enrolment.show_first_offered,
    }
    _MEETINGS_UPDATE.run(connection, values)


def write_plan(
    connection: Connection, learner_id: int, scope: int, stamp: str, plan: Mapping[str, Any]
) -> None:
    """Keep what was fetched for the day, in the place of what was fetched before."""
    row = {"learner_id": learner_id, "scope": scope, "stamp": stamp, "plan": plan}
    _PLAN_UPSERT.run(connection, [row])


def write_reviews(connection: Connection, reviews: Sequence[Mapping[str, Any]]) -> None:
    """Append to the log. Raises IntegrityError when the id was used before."""
    _REVIEW_INSERT.run(connection, reviews)
