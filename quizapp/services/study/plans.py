"""The day's plan of a scope: due and new cards fetched once, so that an answer need not look for them.

During a study day no card falls due that was not due in the morning, and only cards of the plan leave
it; whatever else changes a learner's cards throws the plans away.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Double, Integer, Row, Select, cast, func, select, type_coerce

from quizapp.core.memory.formulas import recall
from quizapp.core.queue import exam_pace
from quizapp.core.queue.candidates import REVERSE_FROM
from quizapp.core.study_days import days_between
from quizapp.db.base import EPOCH_DAY
from quizapp.db.library import SetRow
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import Trait, name_of
from quizapp.services.study.desk import ALL_SETS, Desk
from quizapp.services.study.exams import top_up_names
from quizapp.services.study.rows import EnrolmentView

SPARE_DUE = 20
"""Due cards fetched beyond the limit, for those that siblings put off."""
NEW_AHEAD = 50
LOAD_DAYS = 400
FEW_CARDS = 2_000
"""Cards of a set that are looked for by number; of larger sets all that were introduced are read."""


@dataclass(slots=True)
class Plan:
    """The cards of a scope for today."""

    due: list[list[Any]]
    """Name, due day, predicted recall."""
    due_count: int
    """How many cards were due when the plan was made."""
    new: list[str]
    """Names of the next cards not introduced."""
    paces: dict[str, int]
    """New cards a day of the sets that have their own pace, by number."""
    attributes: int
    """How many attributes the sets have."""
    wanted: list[str] = field(default_factory=list)
    """Names of new cards that a quiz showed to be unknown."""
    top_ups: list[str] = field(default_factory=list)
    """Names of cards not due yet that are worth asking so shortly before an exam, in this order."""

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "due": self.due,
            "due_count": self.due_count,
            "new": self.new,
            "paces": self.paces,
            "attributes": self.attributes,
            "wanted": self.wanted,
            "top_ups": self.top_ups,
        }


def plan_of(desk: Desk, scope: int) -> Plan:
    """The plan of a scope, made now if there is none."""
    kept = desk.plans.get(str(scope))
    known = desk.reading.views.get(f"plan {scope}")
    if kept is not None and known is not None and known[0] is kept:
        return known[1]  # type: ignore[no-any-return]
    made = _make(desk, scope) if kept is None else Plan(**kept)
    if kept is None:
        kept = desk.plans[str(scope)] = made.to_json()
    desk.reading.views[f"plan {scope}"] = (kept, made)
    return made


def _make(desk: Desk, scope: int) -> Plan:
    enrolled = list(_enrolments(desk, scope))
    if not desk.loads:
        desk.loads = _loads(desk)
    due = _due(desk, scope, [enrolment.set_id for enrolment, _ in enrolled])
    plan = Plan(due=due, due_count=len(due), new=[], paces={}, attributes=1)
    room = desk.learner.answers_per_day - desk.queue.asked
    if len(due) > max(room, 0):
        plan.due_count = _count_due(desk, scope)
    attributes = 0
    for enrolment, compiled in enrolled:
        known = _introduced(desk, compiled)
        pace = _pace(desk, enrolment, compiled, known)
        if pace is not None:
            plan.paces[str(enrolment.set_id)] = pace
        plan.new += [trait.name for trait in islice(_fresh(desk, enrolment, compiled, known), NEW_AHEAD)]
        plan.wanted += [name_of(enrolment.set_id, card_id) for card_id in enrolment.wanted_first]
        plan.top_ups += top_up_names(desk, enrolment, compiled)
        attributes += compiled.attributes
    plan.attributes = max(1, attributes)
    if "known" not in desk.figures:
        desk.figures = {**desk.figures, "known": _known(desk)}
    return plan


def _known(desk: Desk) -> dict[str, float]:
    """How many cards the learner has, and how many they are predicted to recall, as the day begins."""
    rows = desk.connection.execute(
        select(CardRow.last_day, CardRow.stability).where(CardRow.learner_id == desk.learner_id)
    ).all()
    recalls = (recall(desk.parameters, row.stability, days_between(row.last_day, desk.day)) for row in rows)
    return {"cards": len(rows), "sum": round(sum(recalls), 2)}


def _enrolments(desk: Desk, scope: int) -> Iterator[tuple[EnrolmentView, Compiled]]:
    """The scope's sets that are studied, compiled as they stand; corrections are passed on first."""
    from quizapp.services.study.corrections import pass_on

    wanted = _ENROLMENTS.where(Enrolment.learner_id == desk.learner_id)
    wanted = wanted.where(Enrolment.set_id == scope if scope != ALL_SETS else Enrolment.paused.is_(False))
    for row in desk.connection.execute(wanted.order_by(Enrolment.started_at, Enrolment.set_id)).all():
        enrolment = EnrolmentView._make(row[:-1])
        compiled = desk.shelf.get(desk.connection, row.revision_id)
        if enrolment.revision_number < compiled.number:
            pass_on(desk, enrolment, compiled)
        yield enrolment, compiled


_ENROLMENTS: Select[*tuple[Any, ...]] = select(
    *(getattr(Enrolment, name) for name in EnrolmentView._fields), SetRow.revision_id
).join(SetRow, SetRow.id == Enrolment.set_id)


def _due(desk: Desk, scope: int, set_ids: Sequence[int]) -> list[list[Any]]:
    """The due cards, highest predicted recall first, as many as can matter today."""
    most = max(desk.learner.answers_per_day - desk.queue.asked, 0) + SPARE_DUE
    today = desk.day
    elapsed = today.toordinal() - EPOCH_DAY - type_coerce(CardRow.last_day, Integer)
    shade = cast(elapsed, Double) / CardRow.stability
    wanted = (
        select(CardRow.set_id, CardRow.card_id, CardRow.due_day, CardRow.last_day, CardRow.stability)
        .where(*_is_due(desk, scope), CardRow.set_id.in_(set_ids))
        .order_by(shade, CardRow.card_id)
        .limit(most)
    )
    return [_due_entry(desk, row) for row in desk.connection.execute(wanted)]


def _due_entry(desk: Desk, row: Row[*tuple[Any, ...]]) -> list[Any]:
    predicted = recall(desk.parameters, row.stability, days_between(row.last_day, desk.day))
    return [name_of(row.set_id, row.card_id), row.due_day.toordinal(), round(predicted, 5)]


def _count_due(desk: Desk, scope: int) -> int:
    return int(desk.connection.execute(select(func.count()).where(*_is_due(desk, scope))).scalar_one())


def _is_due(desk: Desk, scope: int) -> list[Any]:
    conditions = [
        CardRow.learner_id == desk.learner_id,
        CardRow.suspended.is_(False),
        CardRow.due_day <= desk.day,
    ]
    return conditions if scope == ALL_SETS else [*conditions, CardRow.set_id == scope]


def _loads(desk: Desk) -> dict[str, int]:
    """Cards due per day of the next year or so."""
    rows = desk.connection.execute(
        select(CardRow.due_day, func.count().label("cards"))
        .where(
            CardRow.learner_id == desk.learner_id,
            CardRow.suspended.is_(False),
            CardRow.due_day > desk.day,
            CardRow.due_day <= date.fromordinal(min(desk.day.toordinal() + LOAD_DAYS, date.max.toordinal())),
        )
        .group_by(CardRow.due_day)
    )
    return {str(row.due_day.toordinal()): row.cards for row in rows} or {str(desk.day.toordinal()): 0}


def _fresh(
    desk: Desk, enrolment: EnrolmentView, compiled: Compiled, known: Mapping[int, tuple[float, date]]
) -> Iterator[Trait]:
    """The set's cards that may be introduced next, in order; those a quiz showed to be unknown first."""
    for card_id in dict.fromkeys([*enrolment.wanted_first, *compiled.cards]):
        trait = None if card_id in known else compiled.trait(card_id)
        if trait is None or not _may(enrolment, trait):
            continue
        if trait.card.direction == "forward" or _ready(desk, enrolment, known.get(trait.partner or 0)):
            yield trait


def _may(enrolment: EnrolmentView, trait: Trait) -> bool:
    """Whether the learner wants such cards."""
    if trait.sensitive:
        return enrolment.sensitive
    if not trait.asked:
        return False
    return enrolment.detail or trait.level != "detail"


def _ready(desk: Desk, enrolment: EnrolmentView, forward: tuple[float, date] | None) -> bool:
    """Whether the reverse card may be introduced: the forward one is firm, and not met today."""
    return enrolment.reverse and forward is not None and forward[0] >= REVERSE_FROM and forward[1] < desk.day


def _introduced(desk: Desk, compiled: Compiled) -> dict[int, tuple[float, date]]:
    """Stability and day of the meeting of the learner's cards of a set, by number."""
    wanted = select(CardRow.card_id, CardRow.stability, CardRow.met_day).where(
        CardRow.learner_id == desk.learner_id
    )
    if len(compiled.cards) < FEW_CARDS:
        wanted = wanted.where(CardRow.card_id.in_(list(compiled.cards)))
    else:
        wanted = wanted.where(CardRow.set_id == compiled.set_id)
    return {row.card_id: (row.stability, row.met_day) for row in desk.connection.execute(wanted)}


def _pace(
    desk: Desk, enrolment: EnrolmentView, compiled: Compiled, known: Mapping[int, object]
) -> int | None:
    """New cards a day where the set has its own number, or an exam day to come."""
    if enrolment.new_per_day is not None:
        return enrolment.new_per_day
    if enrolment.exam_day is None or enrolment.exam_day <= desk.day:
        return None
    left = (card for card_id, card in compiled.cards.items() if card_id not in known)
    core = sum(1 for card in left if card.direction == "forward" and compiled.level(card) == "core")
    return exam_pace(core, days_between(desk.day, enrolment.exam_day))
