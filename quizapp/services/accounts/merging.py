"""Signing in with a guest's answers in hand: they become the account's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.orm import Session

from quizapp.core.memory import replay
from quizapp.db.engine import insert_into, writing
from quizapp.db.practice import PracticeRow
from quizapp.db.study import CardRow, Enrolment, Learner, Note, Report, ReviewRow, StudyDay
from quizapp.services.errors import NotFound
from quizapp.services.study import rows
from quizapp.services.study.fits import known_parameters
from quizapp.services.study.replaying import card_log, entries
from quizapp.services.study.rows import CardView

COUNTS = ("answered", "counted", "right", "met", "ms")
ROWS_AT_ONCE = 500


def merge_guest(session: Session, guest_id: int, learner_id: int, _now: datetime) -> int:
    """Copy a guest's log to a learner's, replay the cards in it, and delete the guest.

    Returns how many rows were copied; 0 if the guest is gone or is none. Raises NotFound.
    """
    with writing(session) as connection:
        if connection.execute(_locked(learner_id)).first() is None:
            raise NotFound("there is no such learner")
        guest = connection.execute(_locked(guest_id)).first()
        if guest is None or not guest.guest or guest_id == learner_id:
            return 0
        _copy_enrolments(connection, guest_id, learner_id)
        last = _last_sequence(connection, learner_id)
        copied = _copy_log(connection, guest_id, learner_id, last)
        _copy_cards(connection, guest_id, learner_id)
        _copy_rest(connection, guest_id, learner_id)
        _add_days(connection, guest_id, learner_id, last + copied)
        connection.execute(delete(Learner).where(Learner.learner_id == guest_id))
        return copied


def _locked(learner_id: int) -> Any:
    return select(Learner.guest, Learner.seen_on).where(Learner.learner_id == learner_id).with_for_update()


def _last_sequence(connection: Connection, learner_id: int) -> int:
    found = connection.execute(
        select(func.max(ReviewRow.sequence)).where(ReviewRow.learner_id == learner_id)
    ).scalar()
    return found or 0


def _copy_log(connection: Connection, guest_id: int, learner_id: int, last: int) -> int:
    """Append the guest's log to the learner's, in its own order."""
    log = connection.execute(
        select(ReviewRow.__table__).where(ReviewRow.learner_id == guest_id).order_by(ReviewRow.sequence)
    ).all()
    copies = [
        {**row._mapping, "learner_id": learner_id, "sequence": last + place}
        for place, row in enumerate(log, start=1)
    ]
    for start in range(0, len(copies), ROWS_AT_ONCE):
        connection.execute(insert(ReviewRow), copies[start : start + ROWS_AT_ONCE])
    return len(copies)


def _copy_cards(connection: Connection, guest_id: int, learner_id: int) -> None:
    """The guest's cards; those that the learner has too are replayed from both logs."""
    columns = [getattr(CardRow, name) for name in CardView._fields]
    theirs = [
        CardView._make(row)
        for row in connection.execute(select(*columns).where(CardRow.learner_id == guest_id))
    ]
    own = rows.read_cards(connection, learner_id, [card.card_id for card in theirs])
    known = known_parameters(connection, learner_id)
    merged = []
    for card in theirs:
        mine = own.get(card.card_id)
        state = replay(entries(card_log(connection, learner_id, card.card_id)), known)
        base = card if mine is None else _joined(mine, card)
        merged.append(base if state is None else base.remembered(state))
    for start in range(0, len(merged), ROWS_AT_ONCE):
        rows.write_cards(connection, learner_id, merged[start : start + ROWS_AT_ONCE])


def _joined(mine: CardView, theirs: CardView) -> CardView:
    later = max(mine, theirs, key=lambda card: card.last_at)
    return mine._replace(
        last_at=later.last_at,
        last_stem=later.last_stem,
        kinds=_sum(mine.kinds, theirs.kinds),
        seen_false=list(dict.fromkeys([*mine.seen_false, *theirs.seen_false])),
    )


def _copy_enrolments(connection: Connection, guest_id: int, learner_id: int) -> None:
    """The guest's sets; of those that the learner studies too, only the meetings count."""
    for row in connection.execute(select(Enrolment.__table__).where(Enrolment.learner_id == guest_id)).all():
        connection.execute(
            insert_into(connection, Enrolment)
            .values({**row._mapping, "learner_id": learner_id})
            .on_conflict_do_update(
                index_elements=["learner_id", "set_id"],
                set_={
                    "meetings": Enrolment.meetings + row.meetings,
                    "meetings_known": Enrolment.meetings_known + row.meetings_known,
                },
            )
        )


def _copy_rest(connection: Connection, guest_id: int, learner_id: int) -> None:
    """Notes (the learner's own win), reports and practice quizzes."""
    for model in (Note, Report, PracticeRow):
        for row in connection.execute(select(model.__table__).where(model.learner_id == guest_id)).all():
            copy = {**row._mapping, "learner_id": learner_id}
            connection.execute(insert_into(connection, model).values(copy).on_conflict_do_nothing())


def _add_days(connection: Connection, guest_id: int, learner_id: int, sequence: int) -> None:
    """Add the guest's study days to the learner's; the later day's session is gone on with."""
    seen_on: date = connection.execute(
        select(func.max(Learner.seen_on)).where(Learner.learner_id.in_([guest_id, learner_id]))
    ).scalar_one()
    own = {
        row.study_day: row
        for row in connection.execute(
            select(StudyDay.__table__).where(StudyDay.learner_id == learner_id)
        ).all()
    }
    for row in connection.execute(select(StudyDay.__table__).where(StudyDay.learner_id == guest_id)).all():
        day: dict[str, Any] = {**row._mapping, "learner_id": learner_id, "sequence": sequence}
        mine = own.get(row.study_day)
        if mine is not None:
            day |= {name: getattr(row, name) + getattr(mine, name) for name in COUNTS}
            day["figures"] = _sum(mine.figures, row.figures)
            day["session"] = _one_session(mine.session, row.session)
        values = {name: value for name, value in day.items() if name not in ("learner_id", "study_day")}
        connection.execute(
            insert_into(connection, StudyDay)
            .values(day)
            .on_conflict_do_update(index_elements=["learner_id", "study_day"], set_=values)
        )
    connection.execute(update(Learner).where(Learner.learner_id == learner_id).values(seen_on=seen_on))
    connection.execute(
        update(StudyDay)
        .where(StudyDay.learner_id == learner_id, StudyDay.study_day == seen_on)
        .values(sequence=sequence)
    )


NOTHING_FETCHED: Mapping[str, Any] = {"fetched": {}, "moved": {}, "steps": []}
"""Of a session whose cards were changed: no plan holds, and nothing can be taken back."""


def _one_session(mine: Mapping[str, Any], theirs: Mapping[str, Any]) -> dict[str, Any]:
    """One day's session from two: what was shown counts from both, and nothing can be taken back."""
    if not (mine and theirs):
        return {**(mine or theirs), **NOTHING_FETCHED} if mine or theirs else {}
    queue, other = mine["queue"], theirs["queue"]
    joined = {
        **queue,
        **{name: queue[name] + other[name] for name in ("asked", "met", "truefalse")},
        **{name: _sum(queue[name], other[name]) for name in ("showings", "attributes")},
        **{name: {**queue[name], **other[name]} for name in ("exposed", "siblings", "lookalikes")},
        "repeats": _repeats(queue["repeats"], other["repeats"]),
    }
    return {**mine, "queue": joined, **NOTHING_FETCHED}


def _repeats(mine: list[Any], theirs: list[Any]) -> list[Any]:
    return [*mine, *(one for one in theirs if one[0] not in {repeat[0] for repeat in mine})]


def _sum(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Two mappings of counts, inner mappings included, added up."""
    result = dict(one)
    for key, value in other.items():
        old = result.get(key)
        if old is None:
            result[key] = value
        else:
            result[key] = _sum(old, value) if isinstance(value, Mapping) else old + value
    return result
