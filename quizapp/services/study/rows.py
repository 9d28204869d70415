"""The rows of the answering path as plain values, and the statements that read and write them.

SQLAlchemy Core, built once: an answer costs two reads and three writes, all by primary key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Insert, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from quizapp.core.memory import MemoryState
from quizapp.db.library import SetRow
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
    figures: dict[str, Any]
    session: dict[str, Any]


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


def _columns(model: Any, view: Any) -> list[Any]:
    return [getattr(model, name) for name in view._fields]


_LEARNER, _DAY = _columns(Learner, LearnerView), _columns(StudyDay, DayView)
_ENROLMENT, _CARD = _columns(Enrolment, EnrolmentView), _columns(CardRow, CardView)
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
_WHOLE_LOCKED = _WHOLE.with_for_update(of=Learner)
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
    row = connection.execute(
        _WHOLE_LOCKED if lock else _WHOLE,
        {"the_learner": learner_id, "the_set": set_id, "the_card": card_id},
    ).one_or_none()
    if row is None:
        return Found()
    return Found(
        learner=LearnerView._make(row[:_AT_DAY]),
        day=_view(DayView, row[_AT_DAY:_AT_ENROLMENT]),
        enrolment=_view(EnrolmentView, row[_AT_ENROLMENT:_AT_REVISION]),
        revision_id=row[_AT_REVISION],
        card=_view(CardView, row[_AT_CARD:]),
    )


def read_card(connection: Connection, learner_id: int, set_id: int, card_id: int) -> Found:
    """One set and card of the learner's."""
    row = connection.execute(
        _ONE, {"the_learner": learner_id, "the_set": set_id, "the_card": card_id}
    ).one_or_none()
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
    return {row.card_id: CardView._make(row) for row in rows}


def _view(view: Any, values: Sequence[Any]) -> Any:
    """The view of an outer-joined row; its first column is never null where there is one."""
    return None if values[0] is None else view._make(values)


def _upserts(model: Any, key: Sequence[str]) -> Mapping[str, Insert]:
    def upsert(dialect: Any) -> Insert:
        statement = dialect.insert(model.__table__)
        others = {
            column.name: statement.excluded[column.name]
            for column in model.__table__.columns
            if column.name not in key
        }
        return statement.on_conflict_do_update(index_elements=list(key), set_=others)  # type: ignore[no-any-return]

    return {"sqlite": upsert(sqlite), "postgresql": upsert(postgresql)}


_CARD_UPSERT = _upserts(CardRow, ("learner_id", "card_id"))
_DAY_UPSERT = _upserts(StudyDay, ("learner_id", "study_day"))
_REVIEW_INSERT = insert(ReviewRow)


def write_cards(connection: Connection, learner_id: int, cards: Sequence[CardView]) -> None:
    """Insert cards or write them anew."""
    rows = [{"learner_id": learner_id, **card._asdict()} for card in cards]
    connection.execute(_CARD_UPSERT[connection.dialect.name], rows[0] if len(rows) == 1 else rows)


def write_day(connection: Connection, learner_id: int, day: DayView) -> None:
    """Insert a study day or write it anew."""
    connection.execute(_DAY_UPSERT[connection.dialect.name], {"learner_id": learner_id, **day._asdict()})


def write_reviews(connection: Connection, reviews: Sequence[Mapping[str, Any]]) -> None:
    """Append to the log. Raises IntegrityError when the id was used before."""
    connection.execute(_REVIEW_INSERT, reviews[0] if len(reviews) == 1 else reviews)
