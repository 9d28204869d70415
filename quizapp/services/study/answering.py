"""Taking an answer: graded, remembered, stored durably, and what comes next chosen, in one transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core.generation import grade
from quizapp.core.questions import QuestionId, Verdict
from quizapp.db.engine import compact_json, writing_core
from quizapp.db.study import ReviewRow
from quizapp.services.errors import Conflict, Invalid, NotFound, ReusedId
from quizapp.services.library import shelf
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import ALL_SETS, Desk, open_desk, within
from quizapp.services.study.log_rows import body_hash
from quizapp.services.study.made_questions import rebuilt
from quizapp.services.study.outcomes import comes_again, outcome_of, stored_outcome
from quizapp.services.study.recording import Judged, Taking
from quizapp.services.study.results import Answer, Outcome
from quizapp.services.study.serving import PURPOSE, Served, next_turn

LARGEST_RESPONSE = 4_000
"""Characters of a response as JSON; more is no answer to anything."""
GOT_IT = {"got_it": True}
SHOWN = Verdict(correct=None, score=0.0, reason="shown")


def answer(session: Session, seal: Seal, learner_id: int, given: Answer, now: datetime) -> Outcome:
    """Grade, remember, store durably, and choose what comes next.

    Raises Conflict (not the current question; `current` is a Turn), ReusedId, Invalid (impossible id),
    UnknownQuestion and WrongShape; then no answer is stored.
    """
    question_id = seal.open(learner_id, PURPOSE, given.question_id)
    judged = _judge(session, question_id, given, now)
    try:
        with writing_core(session) as connection:
            taken = _take(connection, seal, learner_id, judged)
    except IntegrityError as error:
        raise ReusedId("this review id was used for another answer; mint a new one") from error
    if isinstance(taken, Conflict):
        raise taken
    return taken


def parse_review_id(text: str) -> UUID:
    """A review id from text. Raises Invalid."""
    try:
        return UUID(text)
    except (ValueError, AttributeError, TypeError) as error:
        raise Invalid("review_id: this is not a UUID") from error


def _judge(session: Session, question_id: QuestionId, given: Answer, now: datetime) -> Judged:
    """Grade, before the write lock is taken."""
    review_id = parse_review_id(given.review_id)
    if len(compact_json(given.response)) > LARGEST_RESPONSE:
        raise Invalid(f"response: longer than {LARGEST_RESPONSE:,} characters")
    compiled = shelf.find(session, question_id.revision)
    question = rebuilt(compiled, question_id)
    shown = given.response == GOT_IT
    verdict = SHOWN if shown else grade(question, given.response)
    return Judged(given, review_id, compiled, question, verdict, now, shown)


def _take(connection: Connection, seal: Seal, learner_id: int, judged: Judged) -> Outcome | Conflict:
    claimed = within(judged.given.answered_at, judged.received_at, None)
    card_id = judged.compiled.ids[judged.question.card.key]
    desk, found = open_desk(
        connection, seal, learner_id, claimed, set_id=judged.compiled.set_id, card_id=card_id
    )
    scope, served = _current(desk, judged)
    if served is None:
        return _not_current(desk, judged, scope)
    if found.enrolment is None:
        raise NotFound("this set is not among your sets (any more)")
    last_at = found.card.last_at if found.card else None
    answered_at = within(judged.given.answered_at, judged.received_at, last_at)
    before = desk.image
    step = Taking(desk, judged, served, found.enrolment, answered_at).record(found.card)
    desk.current = {key: one for key, one in desk.current.items() if one["name"] != served["name"]}
    desk.offline = {key: one for key, one in desk.offline.items() if one["name"] != served["name"]}
    desk.undo = [*desk.undo, step.undo]
    turn = next_turn(desk, scope)  # if a correction comes with it, nothing can be taken back
    desk.complete_undo(before)
    desk.save()
    return outcome_of(judged, step, turn, again_today=comes_again(desk, served["name"]))


def _current(desk: Desk, judged: Judged) -> tuple[int, Served | None]:
    """The scope in which the question is the current one."""
    plain = str(judged.question.id)
    for scope, served in desk.current.items():
        if served["q"] == plain and served["show"] == judged.shown:
            return int(scope), served
    if plain in desk.offline and desk.offline[plain]["show"] == judged.shown:
        return ALL_SETS, desk.offline[plain]
    return (judged.compiled.set_id if str(judged.compiled.set_id) in desk.current else ALL_SETS), None


def _not_current(desk: Desk, judged: Judged, scope: int) -> Outcome | Conflict:
    """The same request again: its stored result. Anything else: a conflict with what is the question now."""
    stored = desk.connection.execute(
        select(ReviewRow.__table__).where(
            ReviewRow.learner_id == desk.learner_id,
            ReviewRow.review_id == judged.review_id,
            ReviewRow.position == 0,
        )
    ).one_or_none()
    turn = next_turn(desk, scope)
    desk.save()
    if stored is None:
        return Conflict("this is not the current question; go on with the current one", turn)
    if stored.body_hash != body_hash(judged.given):
        return ReusedId("this review id was used for another answer; mint a new one", turn)
    return stored_outcome(desk, stored, judged.question, judged.verdict, turn)
