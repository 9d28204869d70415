"""What a learner does with many cards at once: set aside, have forgotten, set as known.

Each is logged row by row under one id, so that it is taken back like an answer and replayed like one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import Session

from quizapp.core import memory
from quizapp.core.memory import FIRST_RECORD, LogEntry, MemoryState, Role
from quizapp.core.questions import OPEN_KINDS, Card
from quizapp.db.base import mint_id
from quizapp.db.engine import writing
from quizapp.db.library import CardKey, SetRow
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.errors import Invalid
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.sealing import Seal
from quizapp.services.study import rows
from quizapp.services.study.desk import Desk, open_desk
from quizapp.services.study.log_rows import change_row
from quizapp.services.study.patches import Picture
from quizapp.services.study.plan_keeping import throw_plans_away
from quizapp.services.study.rows import CardView, EnrolmentView

MOST_AT_ONCE = 2_000
UNDONE_AT_ONCE = 200
"""Cards up to which an action can be taken back; keeping more of them would slow every answer."""
BEFORE = ("stability_before", "difficulty_before", "last_day_before", "due_before", "tier_before")


@dataclass(frozen=True, slots=True)
class Place:
    """A card of one of the learner's sets."""

    compiled: Compiled
    enrolment: EnrolmentView
    card: Card
    number: int
    stored: CardView | None


def suspend_cards(session: Session, learner_id: int, cards: Sequence[str], *, suspended: bool = True) -> int:
    """Set introduced cards aside, or take them up again; returns how many. Raises Invalid (too many)."""
    _check(cards)
    with writing(session) as connection:
        rows.lock_learner(connection, learner_id)
        numbers = select(CardKey.id).where(CardKey.key.in_(cards))
        changed = connection.execute(
            update(CardRow)
            .where(
                CardRow.learner_id == learner_id,
                CardRow.card_id.in_(numbers),
                CardRow.suspended.is_(not suspended),
            )
            .values(suspended=suspended)
            .returning(CardRow.set_id, CardRow.card_id)
        ).all()
        names = [name_of(*row) for row in changed]
        throw_plans_away(connection, learner_id, names=names, undo=True)
        return len(names)


def reset_cards(session: Session, seal: Seal, learner_id: int, cards: Sequence[str], *, now: datetime) -> int:
    """Make introduced cards new again, their log kept; returns how many. Raises NotFound, Invalid."""
    _check(cards)
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        before = desk.image
        places = [place for place in _places(desk, cards) if place.stored is not None]
        _log(desk, before, places, [_forgotten(desk, place) for place in places])
        connection.execute(
            delete(CardRow).where(
                CardRow.learner_id == learner_id, CardRow.card_id.in_([place.number for place in places])
            )
        )
        desk.save()
        return len(places)


def set_known(session: Session, seal: Seal, learner_id: int, cards: Sequence[str], *, now: datetime) -> int:
    """Count cards as known, the new ones too: at least as firm as after a first Easy; returns how many.

    Raises NotFound, Invalid.
    """
    _check(cards)
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        before = desk.image
        places = list(_places(desk, cards))
        steps = [_known(desk, place) for place in places]
        if steps:
            stored = [
                (place.stored or _introduced(desk, place)).remembered(state)
                for place, (_, state) in zip(places, steps, strict=True)
                if state is not None
            ]
            rows.write_cards(connection, learner_id, stored)
        _log(desk, before, places, steps)
        desk.save()
        return len(places)


def _check(cards: Sequence[str]) -> None:
    if not 1 <= len(cards) <= MOST_AT_ONCE:
        raise Invalid(f"choose 1 to {MOST_AT_ONCE:,} cards")


def _places(desk: Desk, cards: Collection[str]) -> Iterable[Place]:
    """The cards that stand in the learner's sets, each in the set through which it is studied."""
    connection = desk.connection
    numbers = connection.scalars(select(CardKey.id).where(CardKey.key.in_(cards))).all()
    stored = rows.read_cards(connection, desk.learner_id, numbers) if numbers else {}
    studied = connection.execute(
        select(*(getattr(Enrolment, name) for name in EnrolmentView._fields), SetRow.revision_id)
        .join(SetRow, SetRow.id == Enrolment.set_id)
        .where(Enrolment.learner_id == desk.learner_id, SetRow.revision_id.is_not(None))
        .order_by(Enrolment.started_at, Enrolment.set_id)
    ).all()
    for number in numbers:
        place = _place(desk, studied, number, stored.get(number))
        if place is not None:
            yield place


def _place(
    desk: Desk, studied: Sequence[Row[*tuple[Any, ...]]], number: int, stored: CardView | None
) -> Place | None:
    for row in studied:
        if stored is not None and stored.set_id != row.set_id:
            continue
        compiled = desk.shelf.get(desk.connection, row.revision_id)
        if number in compiled.cards:
            enrolment = EnrolmentView._make(row[:-1])
            return Place(compiled, enrolment, compiled.cards[number], number, stored)
    return None


def _forgotten(desk: Desk, place: Place) -> tuple[LogEntry, MemoryState | None]:
    assert place.stored is not None
    desk.move_load(place.stored.due_day, None)
    return LogEntry(desk.day, Role.RESET, score=0.0, parameters_id=desk.parameters.id), None


def _known(desk: Desk, place: Place) -> tuple[LogEntry, MemoryState | None]:
    open_kind = not OPEN_KINDS.isdisjoint(place.compiled.generator.suiting(place.card))
    stored = place.stored
    after, entry = memory.answer(
        stored.state if stored else None,
        LogEntry(desk.day, Role.KNOWN, score=0.0, has_open_kind=open_kind),
        desk.parameters,
        desk.schedule(place.enrolment),
        seed=desk.seal.seed(desk.learner_id, place.card.key, stored.reviews if stored else 0),
        loads=desk.loads_by_day(),
    )
    desk.move_load(stored.due_day if stored else None, after.due_day)
    return entry, after


def _log(
    desk: Desk,
    before: Picture,
    places: Sequence[Place],
    steps: Sequence[tuple[LogEntry, MemoryState | None]],
) -> None:
    """Append the rows, let the cards leave the day's questions, and keep what takes it all back."""
    if not places:
        return
    review_id = mint_id()
    logged = [
        _row(desk, place, entry, after) | {"review_id": review_id, "position": position}
        for position, (place, (entry, after)) in enumerate(zip(places, steps, strict=True))
    ]
    rows.write_reviews(desk.connection, logged)
    names = {name_of(place.compiled.set_id, place.number) for place in places}
    desk.queue = replace(
        desk.queue, repeats=tuple(repeat for repeat in desk.queue.repeats if repeat.card not in names)
    )
    desk.current = {scope: one for scope, one in desk.current.items() if one["name"] not in names}
    desk.offline = {key: one for key, one in desk.offline.items() if one["name"] not in names}
    if len(places) > UNDONE_AT_ONCE:
        desk.undo = []
    else:
        packed = {str(one.number): one.stored.packed() if one.stored else None for one in places}
        desk.undo = [*desk.undo, {"review": review_id.hex, "cards": packed, "enrolment": None}]
        desk.complete_undo(before)
    desk.forget_plans()


def _row(desk: Desk, place: Place, entry: LogEntry, after: MemoryState | None) -> dict[str, Any]:
    base = place.stored or _introduced(desk, place)
    row = change_row(desk, place.compiled, base, entry, after or base.state)
    if place.stored is None:
        row |= dict.fromkeys(BEFORE)
    if after is None:
        row |= {"stability": None, "difficulty": None}
    return row


def _introduced(desk: Desk, place: Place) -> CardView:
    """A card as it is first stored; its memory is filled in after."""
    return CardView(
        card_id=place.number,
        set_id=place.compiled.set_id,
        stability=1.0,
        difficulty=1.0,
        last_day=desk.day,
        due_day=desk.day,
        met_day=desk.day,
        reviews=0,
        lapses=0,
        tier=1,
        failed=False,
        recalled=False,
        corrected=False,
        record=FIRST_RECORD,
        suspended=False,
        last_at=desk.now,
        kinds={},
        last_stem="",
        seen_false=[],
    )
