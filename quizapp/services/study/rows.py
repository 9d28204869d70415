"""The rows of the answering path as plain values, and the statements that read and write them.

SQLAlchemy Core, built once: an answer costs two reads and three writes, all by primary key. Days, instants
and JSON are read as they lie in the table and turned into values here: the session, which is long, only
where its text is not the one that this process wrote last (`services.study.memo`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, BigInteger, Connection, Integer, Text, bindparam, cast, select, type_coerce

from quizapp.core.memory import MemoryState
from quizapp.db.base import Day, Instant, day_of, instant_of
from quizapp.db.library import SetRow
from quizapp.db.prepared import Prepared
from quizapp.db.study import CardRow, Enrolment, Learner, ReviewRow, StudyDay


class LearnerView(NamedTuple):
    """A learner's settings, as the answering path needs them."""

    seen_on: date
    created_at: datetime
    guest: bool
    first_go: bool
    zone: str
    rollover_hour: int
    answers_per_day: int
    new_per_day: int
    desired_retention: float
    maximum_interval: int
    easy_weekdays: int
    show_first: bool
    recall_only: bool
    no_typing: bool
    fit_id: str


class DayView(NamedTuple):
    """The learner's latest study day."""

    study_day: date
    answered: int
    counted: int
    right: int
    met: int
    ms: int
    cleared: bool
    sequence: int
    figures: str
    session: str
    """Both as JSON text."""


class EnrolmentView(NamedTuple):
    """How the learner studies one set."""

    set_id: int
    started_at: datetime
    revision_number: int
    desired_retention: float | None
    new_per_day: int | None
    exam_day: date | None
    detail: bool
    sensitive: bool
    reverse: bool
    show_first: bool
    recall_only: bool
    no_typing: bool
    paused: bool
    meetings: int
    meetings_known: float
    show_first_offered: bool
    wanted_first: list[int]


class CardView(NamedTuple):
    """One stored card."""

    card_id: int
    set_id: int
    stability: float
    difficulty: float
    last_day: date
    due_day: date
    met_day: date
    reviews: int
    lapses: int
    tier: int
    failed: bool
    recalled: bool
    corrected: bool
    suspended: bool
    last_at: datetime
    kinds: dict[str, int]
    last_stem: str
    seen_false: list[str]

    @property
    def state(self) -> MemoryState:
        """Its memory."""
        return MemoryState(
            stability=self.stability,
            difficulty=self.difficulty,
            last_day=self.last_day,
            due_day=self.due_day,
            met_day=self.met_day,
            reviews=self.reviews,
            lapses=self.lapses,
            tier=self.tier,
            failed=self.failed,
            recalled=self.recalled,
            corrected=self.corrected,
        )

    def packed(self) -> list[Any]:
        """Plain values, for keeping what an answer changed."""
        return [
            value.toordinal()
            if isinstance(value, date) and not isinstance(value, datetime)
            else value.isoformat()
            if isinstance(value, datetime)
            else value
            for value in self
        ]

    @classmethod
    def unpacked(cls, values: Sequence[Any]) -> CardView:
        """Read `packed` back."""
        card = cls._make(values)
        return card._replace(
            last_day=date.fromordinal(values[4]),
            due_day=date.fromordinal(values[5]),
            met_day=date.fromordinal(values[6]),
            last_at=datetime.fromisoformat(str(card.last_at)),
        )

    def remembered(self, state: MemoryState) -> CardView:
        """The card with another memory."""
        return self._replace(
            stability=state.stability,
            difficulty=state.difficulty,
            last_day=state.last_day,
            due_day=state.due_day,
            met_day=state.met_day,
            reviews=state.reviews,
            lapses=state.lapses,
            tier=state.tier,
            failed=state.failed,
            recalled=state.recalled,
            corrected=state.corrected,
        )


@dataclass(frozen=True, slots=True)
class Found:
    """What one read of the answering path found; None for what there is not."""

    learner: LearnerView | None = None
    day: DayView | None = None
    enrolment: EnrolmentView | None = None
    revision_id: int | None = None
    card: CardView | None = None


Reader = Callable[[Any], Any]
UNREAD = ("figures", "session")
"""Columns of JSON that are left as text."""


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
    return json.loads if isinstance(type_, JSON) and name not in UNREAD else None


_MODELS = ((LearnerView, Learner), (DayView, StudyDay), (EnrolmentView, Enrolment), (CardView, CardRow))
_READERS = {view: _readers(model, view) for view, model in _MODELS}
_LEARNER, _DAY, _ENROLMENT, _CARD = (_columns(model, view) for view, model in _MODELS)
_AT_DAY = len(_LEARNER)
_AT_ENROLMENT = _AT_DAY + len(_DAY)
_AT_REVISION = _AT_ENROLMENT + len(_ENROLMENT)
_AT_CARD = _AT_REVISION + 1

_WHOLE = (
    select(*_LEARNER, *_DAY, *_ENROLMENT, SetRow.revision_id, *_CARD)
    .select_from(Learner)
    .outerjoin(
        StudyDay, (StudyDay.learner_id == Learner.learner_id) & (StudyDay.study_day == Learner.seen_on)
    )
    .outerjoin(
        Enrolment,
        (Enrolment.learner_id == Learner.learner_id) & (Enrolment.set_id == bindparam("the_set")),
    )
    .outerjoin(SetRow, SetRow.id == bindparam("the_set"))
    .outerjoin(
        CardRow, (CardRow.learner_id == Learner.learner_id) & (CardRow.card_id == bindparam("the_card"))
    )
    .where(Learner.learner_id == bindparam("the_learner"))
)
_LOCK = select(Learner.learner_id).where(Learner.learner_id == bindparam("the_learner")).with_for_update()
"""Sent by itself: a statement that has waited for the lock reads every other row as it stood before."""
_ONE = (
    select(*_ENROLMENT, SetRow.revision_id, *_CARD)
    .select_from(SetRow)
    .outerjoin(
        Enrolment,
        (Enrolment.learner_id == bindparam("the_learner")) & (Enrolment.set_id == SetRow.id),
    )
    .outerjoin(
        CardRow,
        (CardRow.learner_id == bindparam("the_learner")) & (CardRow.card_id == bindparam("the_card")),
    )
    .where(SetRow.id == bindparam("the_set"))
)
_CARDS = select(*_CARD).where(
    CardRow.learner_id == bindparam("the_learner"), CardRow.card_id.in_(bindparam("cards", expanding=True))
)


def read_whole(
    connection: Connection, learner_id: int, *, set_id: int = 0, card_id: int = 0, lock: bool
) -> Found:
    """The learner, their latest day, and one set and card of theirs."""
    if lock and connection.dialect.name != "sqlite":  # there the whole database is locked already
        connection.execute(_LOCK, {"the_learner": learner_id})
    row = connection.execute(
        _WHOLE,
        {"the_learner": learner_id, "the_set": set_id, "the_card": card_id},
    ).first()
    if row is None:
        return Found()
    return Found(
        learner=_view(LearnerView, row[:_AT_DAY]),
        day=_view(DayView, row[_AT_DAY:_AT_ENROLMENT]),
        enrolment=_view(EnrolmentView, row[_AT_ENROLMENT:_AT_REVISION]),
        revision_id=row[_AT_REVISION],
        card=_view(CardView, row[_AT_CARD:]),
    )


def read_card(connection: Connection, learner_id: int, set_id: int, card_id: int) -> Found:
    """One set and card of the learner's."""
    row = connection.execute(
        _ONE, {"the_learner": learner_id, "the_set": set_id, "the_card": card_id}
    ).first()
    if row is None:
        return Found()
    middle = len(_ENROLMENT)
    return Found(
        enrolment=_view(EnrolmentView, row[:middle]),
        revision_id=row[middle],
        card=_view(CardView, row[middle + 1 :]),
    )


def read_cards(connection: Connection, learner_id: int, card_ids: Sequence[int]) -> dict[int, CardView]:
    """Several cards of the learner's, by number."""
    rows = connection.execute(_CARDS, {"the_learner": learner_id, "cards": list(card_ids)})
    return {row[0]: _view(CardView, row) for row in rows}


def _view(view: Any, values: Sequence[Any]) -> Any:
    """The view of an outer-joined row; its first column is never null where there is one."""
    if values[0] is None:
        return None
    read = list(values)
    for place, reader in _READERS[view]:
        if read[place] is not None:
            read[place] = reader(read[place])
    return view._make(read)


_CARD_UPSERT = Prepared(CardRow, over=("learner_id", "card_id"))
_DAY_UPSERT = Prepared(StudyDay, over=("learner_id", "study_day"), as_text=UNREAD)
_REVIEW_INSERT = Prepared(ReviewRow)


def write_cards(connection: Connection, learner_id: int, cards: Sequence[CardView]) -> None:
    """Insert cards or write them anew."""
    _CARD_UPSERT.run(connection, [{"learner_id": learner_id, **card._asdict()} for card in cards])


def write_day(connection: Connection, learner_id: int, day: DayView) -> None:
    """Insert a study day or write it anew."""
    _DAY_UPSERT.run(connection, [{"learner_id": learner_id, **day._asdict()}])


def write_reviews(connection: Connection, reviews: Sequence[Mapping[str, Any]]) -> None:
    """Append to the log. Raises IntegrityError when the id was used before."""
    _REVIEW_INSERT.run(connection, reviews)
