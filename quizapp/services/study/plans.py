"""The day's plan of a scope: due and new cards fetched once, so that an answer need not look for them.

During a study day no card falls due that was not due in the morning, and only cards of the plan leave
it; whatever else changes a learner's cards throws the plans away. So the plan also keeps the due cards as
they stand, which they do until they are shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import Double, Integer, Row, Select, and_, cast, func, select, type_coerce

from quizapp.core.memory.formulas import recall
from quizapp.core.queue import exam_pace
from quizapp.core.queue.candidates import REVERSE_FROM
from quizapp.core.study_days import days_between
from quizapp.db.base import EPOCH_DAY
from quizapp.db.library import SetRow
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import Trait, name_of, numbers_of
from quizapp.services.study import rows
from quizapp.services.study.desk import ALL_SETS, LOADS, Desk
from quizapp.services.study.exams import top_up_names
from quizapp.services.study.rows import CardView, EnrolmentView

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
    cards: dict[str, CardView] = field(default_factory=dict)
    """The due cards as they are stored, by name."""

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
            "cards": {name: card.packed() for name, card in self.cards.items()},
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Plan:
        """Read `to_json` back."""
        cards = {name: CardView.unpacked(packed) for name, packed in stored["cards"].items()}
        return cls(**{**stored, "cards": cards})


def plan_of(desk: Desk, scope: int) -> Plan:
    """The plan of a scope, made now if there is none."""
    plan: Plan | None = desk.fetch(scope, Plan.from_json)
    if plan is None:
        plan = _make(desk, scope)
        desk.keep(scope, plan, plan.to_json())
    return plan


def _make(desk: Desk, scope: int) -> Plan:
    enrolled = list(_enrolments(desk, scope))
    if not desk.loads:
        loads = _loads(desk)
        desk.keep(LOADS, loads, loads)
    set_ids = [enrolment.set_id for enrolment, _ in enrolled]
    due = _due(desk, set_ids)
    plan = Plan(due=due, due_count=len(due), new=[], paces={}, attributes=1, cards=_stored(desk, due))
    room = desk.learner.answers_per_day - desk.queue.asked
    if len(due) > max(room, 0):
        plan.due_count = _count_due(desk, set_ids)
    attributes = 0
    for enrolment, compiled in enrolled:
        known = _introduced(desk, compiled)
        pace = _pace(desk, enrolment, compiled, known)
        if pace is not None:
            plan.paces[str(enrolment.set_id)] = pace
        plan.new += [trait.name for trait in islice(_fresh(enrolment, compiled, known), NEW_AHEAD)]
        plan.wanted += [name_of(enrolment.set_id, card_id) for card_id in enrolment.wanted_first]
        plan.top_ups += top_up_names(desk, enrolment, compiled)
        attributes += compiled.attributes
    plan.attributes = max(1, attributes)
    if "known" not in desk.figures:
        desk.figures = {**desk.figures, "known": _known(desk)}
    return plan


def _known(desk: Desk) -> dict[str, float]:
    """How many cards the learner has, and how many they are predicted to recall, as the day begins.

    The database adds up `recall` (`core.memory.formulas`): a learner may have very many cards.
    """
    base = 1 + desk.parameters.factor * cast(_elapsed(desk), Double) / CardRow.stability
    recalled = func.sum(func.pow(base, desk.parameters.decay, type_=Double))
    found: Any = desk.connection.execute(
        select(func.count(), recalled).where(CardRow.learner_id == desk.learner_id)
    ).one()
    return {"cards": found[0], "sum": round(found[1] or 0.0, 2)}


def _elapsed(desk: Desk) -> Any:
    """Days since a card's last answer."""
    return desk.day.toordinal() - EPOCH_DAY - type_coerce(CardRow.last_day, Integer)


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


def _due(desk: Desk, set_ids: Sequence[int]) -> list[list[Any]]:
    """The due cards, highest predicted recall first, as many as can matter today."""
    most = max(desk.learner.answers_per_day - desk.queue.asked, 0) + SPARE_DUE
    shade = cast(_elapsed(desk), Double) / CardRow.stability
    wanted = (
        select(CardRow.set_id, CardRow.card_id, CardRow.due_day, CardRow.last_day, CardRow.stability)
        .where(*_is_due(desk, set_ids))
        .order_by(shade, CardRow.card_id)
        .limit(most)
    )
    return [_due_entry(desk, row) for row in desk.connection.execute(wanted)]


def _due_entry(desk: Desk, row: Row[*tuple[Any, ...]]) -> list[Any]:
    predicted = recall(desk.parameters, row.stability, days_between(row.last_day, desk.day))
    return [name_of(row.set_id, row.card_id), row.due_day.toordinal(), round(predicted, 5)]


def _stored(desk: Desk, due: Sequence[list[Any]]) -> dict[str, CardView]:
    """The due cards as they are stored."""
    numbers = [numbers_of(name)[1] for name, _, _ in due]
    cards = rows.read_cards(desk.connection, desk.learner_id, numbers) if numbers else {}
    return {name_of(card.set_id, card.card_id): card for card in cards.values()}


def _count_due(desk: Desk, set_ids: Sequence[int]) -> int:
    return int(desk.connection.execute(select(func.count()).where(*_is_due(desk, set_ids))).scalar_one())


def _is_due(desk: Desk, set_ids: Sequence[int]) -> list[Any]:
    return [
        CardRow.learner_id == desk.learner_id,
        CardRow.suspended.is_(False),
        CardRow.due_day <= desk.day,
        CardRow.set_id.in_(set_ids),
    ]


def _loads(desk: Desk) -> dict[str, int]:
    """Cards due per day of the next year or so."""
    found = desk.connection.execute(
        select(CardRow.due_day, func.count().label("cards"))
        .where(
            CardRow.learner_id == desk.learner_id,
            CardRow.suspended.is_(False),
            CardRow.due_day > desk.day,
            CardRow.due_day <= date.fromordinal(min(desk.day.toordinal() + LOAD_DAYS, date.max.toordinal())),
        )
        .group_by(CardRow.due_day)
    )
    return {str(row.due_day.toordinal()): row.cards for row in found} or {str(desk.day.toordinal()): 0}


def _fresh(enrolment: EnrolmentView, compiled: Compiled, known: Mapping[int, bool]) -> Iterator[Trait]:
    """The set's cards that may be introduced next, in order; those a quiz showed to be unknown first."""
    for card_id in dict.fromkeys([*enrolment.wanted_first, *compiled.cards]):
        trait = None if card_id in known else compiled.trait(card_id)
        if trait is None or not _may(enrolment, trait):
            continue
        if trait.card.direction == "forward" or (enrolment.reverse and known.get(trait.partner or 0)):
            yield trait


def _may(enrolment: EnrolmentView, trait: Trait) -> bool:
    """Whether the learner wants such cards."""
    if trait.sensitive:
        return enrolment.sensitive
    if not trait.asked:
        return False
    return enrolment.detail or trait.level != "detail"


def _introduced(desk: Desk, compiled: Compiled) -> dict[int, bool]:
    """The learner's cards of a set, by number: whether each is firm and was not met today, so that the card
    of the other direction may be introduced.
    """
    firm = and_(CardRow.stability >= REVERSE_FROM, CardRow.met_day < desk.day)
    wanted = select(CardRow.card_id, firm).where(CardRow.learner_id == desk.learner_id)
    if len(compiled.cards) < FEW_CARDS:
        wanted = wanted.where(CardRow.card_id.in_(list(compiled.cards)))
    else:
        wanted = wanted.where(CardRow.set_id == compiled.set_id)
    found: Any = desk.connection.execute(wanted).all()
    return dict(found)


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
