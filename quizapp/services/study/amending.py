"""Taking an answer back, and saying how one is to be read. The log is only ever appended to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from quizapp.core import memory
from quizapp.core.generation import grade
from quizapp.core.memory import Role
from quizapp.core.questions import Card
from quizapp.db.base import mint_id
from quizapp.db.engine import writing
from quizapp.db.library import CardKey
from quizapp.db.study import CardRow, Enrolment, Report, ReviewRow
from quizapp.services.errors import Conflict, NotFound
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.sealing import Seal
from quizapp.services.study import figures, rows
from quizapp.services.study.answering import parse_review_id
from quizapp.services.study.desk import ALL_SETS, Desk, open_desk
from quizapp.services.study.fits import parameters_of
from quizapp.services.study.log_rows import amending_row, entry_of, question_id
from quizapp.services.study.made_questions import rebuilt
from quizapp.services.study.outcomes import OVERRIDABLE, feedback_of, figures_of
from quizapp.services.study.patches import Picture
from quizapp.services.study.replaying import LogRow, replayed_card
from quizapp.services.study.results import Outcome, Turn
from quizapp.services.study.rows import CardView
from quizapp.services.study.serving import next_turn


def undo(session: Session, seal: Seal, learner_id: int, now: datetime) -> Turn:
    """Take the learner's last answer of the study day back, without a trace but in the log.

    The question stands again. Raises NotFound when there is nothing to take back.
    """
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        if not desk.undo:
            raise NotFound("there is no answer of today to take back")
        *earlier, step = desk.undo
        targets = _rows(connection, learner_id, UUID(step["review"]))
        _restore_cards(desk, step["cards"])
        _restore_enrolment(desk, step["enrolment"])
        rows.write_reviews(connection, [amending_row(desk, target, "undo") for target in targets])
        _withdraw_reports(desk, targets)
        desk.restore(step["patch"])
        desk.undo = earlier
        desk.cleared = False
        desk.forget_plans()
        desk.current = {key: _reminted(served, step["review"]) for key, served in desk.current.items()}
        turn = next_turn(desk, _scope_of(desk, targets))
        desk.save()
        return turn


def override(session: Session, seal: Seal, learner_id: int, review_id: str, now: datetime) -> Outcome:
    """Read a typed answer as right: recompute the review with full evidence and open a report.

    Raises NotFound, and Conflict where that makes no sense or the card was answered again since.
    """
    return _amend(session, seal, learner_id, review_id, now=now, action="override")


def know_already(session: Session, seal: Seal, learner_id: int, review_id: str, now: datetime) -> Outcome:
    """Count a right answer at a meeting as known before. Raises NotFound and Conflict."""
    return _amend(session, seal, learner_id, review_id, now=now, action="know")


def _amend(
    session: Session, seal: Seal, learner_id: int, review_id: str, *, now: datetime, action: str
) -> Outcome:
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        target = _target(connection, learner_id, parse_review_id(review_id), action)
        before = desk.image
        card = _reread(desk, target, action)
        if action == "override":
            _report(desk, target)
        turn = next_turn(desk, _scope_of(desk, [target]))
        _keep_undo(desk, target, before)
        desk.save()
        return _outcome(desk, target, card, turn)


def _target(connection: Connection, learner_id: int, review_id: UUID, action: str) -> LogRow:
    """The answer to amend. Raises NotFound and Conflict."""
    found = _rows(connection, learner_id, review_id)
    if not found or found[0].action != "answer":
        raise NotFound("there is no such answer of yours")
    target = found[0]
    later = connection.execute(
        select(ReviewRow.action, ReviewRow.amends)
        .where(
            ReviewRow.learner_id == learner_id,
            ReviewRow.card_id == target.card_id,
            ReviewRow.sequence > target.sequence,
        )
        .order_by(ReviewRow.sequence)
    ).all()
    if any(row.action == "undo" and row.amends == review_id for row in later):
        raise NotFound("this answer was taken back")
    if later:
        raise Conflict("the card was answered or changed again since; this answer stands")
    fits = (
        target.kind in OVERRIDABLE and target.correct is not True and not target.dont_know
        if action == "override"
        else target.role == Role.MEETING and target.correct is True
    )
    if not fits:
        raise Conflict("this answer cannot be read otherwise")
    return target


def _reread(desk: Desk, target: LogRow, action: str) -> CardView:
    """Step the card's memory again with the answer read anew; log it, and count it."""
    old = entry_of(target)
    entry = replace(old, override=action == "override", easy=action == "know", due_day=None)
    if old.role is Role.LOGGED:
        entry = replace(entry, role=_role_again(target))
    state = replayed_card(desk.connection, desk.learner_id, target.card_id, before=target.sequence)
    after, entry = memory.answer(
        state,
        entry,
        parameters_of(desk.connection, desk.learner_id, target.fit_id),
        desk.schedule(desk.find(target.set_id, target.card_id).enrolment),
        seed=target.seed,
        loads=desk.loads_by_day(),
    )
    stored = rows.read_cards(desk.connection, desk.learner_id, [target.card_id])[target.card_id]
    if name_of(target.set_id, target.card_id) not in desk.queue.showings:
        desk.forget_plans()
    desk.move_load(stored.due_day, after.due_day)
    leech = memory.leech(stored.lapses) == "suspend" and after.lapses < stored.lapses
    card = stored.remembered(after)._replace(suspended=stored.suspended and not leech)
    rows.write_cards(desk.connection, desk.learner_id, [card])
    columns = {
        "override": entry.override,
        "easy": entry.easy,
        "due_day": entry.due_day,
        "stability": after.stability,
        "difficulty": after.difficulty,
    }
    rows.write_reviews(desk.connection, [amending_row(desk, target, action, **columns)])
    if action == "override":
        figures.count_as_right(desk, target)
        _leave_repeats(desk, name_of(target.set_id, target.card_id))
    return card


def _role_again(target: LogRow) -> Role:
    """The role of an answer that was neither right nor wrong, once it is read as right."""
    if target.last_day_before is None:
        return Role.MEETING
    return Role.COUNTED if target.last_day_before < target.study_day else Role.REPEAT


def _leave_repeats(desk: Desk, name: str) -> None:
    repeats = tuple(repeat for repeat in desk.queue.repeats if repeat.card != name)
    desk.queue = replace(desk.queue, repeats=repeats)
    desk.current = {key: served for key, served in desk.current.items() if served["name"] != name}


def _report(desk: Desk, target: LogRow) -> None:
    desk.connection.execute(
        insert(Report).values(
            learner_id=desk.learner_id,
            report_id=mint_id(),
            set_id=target.set_id,
            card_id=target.card_id,
            sort="override",
            question=_question_of(desk, target),
            text=target.chosen,
            status="open",
            created_at=desk.now,
        )
    )


def _withdraw_reports(desk: Desk, targets: Sequence[LogRow]) -> None:
    """Take back what was said of an answer with the answer."""
    questions = [_question_of(desk, target) for target in targets if target.kind in OVERRIDABLE]
    if questions:
        desk.connection.execute(
            update(Report)
            .where(
                Report.learner_id == desk.learner_id,
                Report.sort == "override",
                Report.status == "open",
                Report.question.in_(questions),
            )
            .values(status="withdrawn", handled_at=desk.now)
        )


def _question_of(desk: Desk, target: LogRow) -> str:
    """The plain id of the question that was answered."""
    compiled = desk.shelf.get(desk.connection, target.revision_id)
    return str(question_id(target, compiled, _card(desk, compiled, target)))


def _keep_undo(desk: Desk, target: LogRow, before: Picture) -> None:
    """Let the amended answer still be taken back if it is the last one; else nothing can be."""
    if desk.undo and UUID(desk.undo[-1]["review"]) == target.review_id:
        desk.complete_undo(before.taken_back(desk.undo[-1]["patch"]))
    else:
        desk.undo = []


def _outcome(desk: Desk, target: LogRow, card: CardView, turn: Turn) -> Outcome:
    compiled = desk.shelf.get(desk.connection, target.revision_id)
    question = rebuilt(compiled, question_id(target, compiled, _card(desk, compiled, target)))
    return Outcome(
        review_id=str(target.review_id),
        verdict=grade(question, target.response),
        feedback=feedback_of(question, target.response),
        card=figures_of(question, card, ""),
        turn=turn,
    )


def _card(desk: Desk, compiled: Compiled, target: LogRow) -> Card:
    card = compiled.cards.get(target.card_id)
    if card is not None:
        return card
    key: str = desk.connection.execute(select(CardKey.key).where(CardKey.id == target.card_id)).scalar_one()
    return Card.parse(key)


def _rows(connection: Connection, learner_id: int, review_id: UUID) -> Sequence[LogRow]:
    return connection.execute(
        select(ReviewRow.__table__)
        .where(ReviewRow.learner_id == learner_id, ReviewRow.review_id == review_id)
        .order_by(ReviewRow.position)
    ).all()


def _restore_cards(desk: Desk, before: dict[str, list[Any] | None]) -> None:
    now = rows.read_cards(desk.connection, desk.learner_id, [int(card_id) for card_id in before])
    kept = []
    for card_id, packed in before.items():
        if packed is None:
            desk.connection.execute(
                delete(CardRow).where(CardRow.learner_id == desk.learner_id, CardRow.card_id == int(card_id))
            )
        else:
            kept.append(CardView.unpacked(packed))
            if int(card_id) in now:
                desk.move_load(now[int(card_id)].due_day, kept[-1].due_day)
    if kept:
        rows.write_cards(desk.connection, desk.learner_id, kept)


def _restore_enrolment(desk: Desk, before: list[Any] | None) -> None:
    if before is None:
        return
    set_id, meetings, known, wanted, offered = before
    desk.connection.execute(
        update(Enrolment)
        .where(Enrolment.learner_id == desk.learner_id, Enrolment.set_id == set_id)
        .values(meetings=meetings, meetings_known=known, wanted_first=wanted, show_first_offered=offered)
    )


def _reminted(served: dict[str, Any], used: str) -> dict[str, Any]:
    """The question with a review id that was not used yet."""
    return {**served, "review": mint_id().hex} if served["review"] == used else served


def _scope_of(desk: Desk, targets: Sequence[LogRow]) -> int:
    """The scope to go on in: the set's own if a question of it is open there, else all sets."""
    for target in targets:
        if str(target.set_id) in desk.current or str(target.set_id) in desk.fetched:
            return int(target.set_id)
    return ALL_SETS
