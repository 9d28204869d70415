"""Taking a practice quiz: one question after another, until all are answered or the time is up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.core.generation import grade
from quizapp.core.memory import MemoryState, Role
from quizapp.core.questions import Question, QuestionId
from quizapp.core.tiers import TIERS, tier_for
from quizapp.db.base import mint_id
from quizapp.db.engine import writing
from quizapp.db.practice import PracticeRow
from quizapp.db.study import Learner
from quizapp.services.errors import Conflict, NotFound, ReusedId
from quizapp.services.library.shelf import Compiled, shelf
from quizapp.services.library.traits import name_of
from quizapp.services.practice.choosing import Choices, choose
from quizapp.services.practice.items import (
    Item,
    Told,
    answered,
    current,
    is_answered,
    item_of,
    place_of,
    told_of,
)
from quizapp.services.sealing import Seal
from quizapp.services.study.answering import parse_review_id
from quizapp.services.study.desk import Desk, open_desk
from quizapp.services.study.made_questions import rebuilt
from quizapp.services.study.recording import Judged, Taking
from quizapp.services.study.results import Answer, EnrolmentSettings, Task
from quizapp.services.study.rows import CardView, EnrolmentView

PURPOSE = "practice"
"""What question ids of practising are sealed for."""
GRACE = timedelta(seconds=5)
"""How long after the end an answer is still taken: it was on its way."""
PracticeRecord = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """Where a learner stands in a practice quiz."""

    practice_id: str
    number: int
    """Of the current question, from 1; of the last one once the quiz is over."""
    count: int
    feedback: bool
    ends_at: datetime | None
    task: Task | None
    """The question to put; None once the quiz is over."""
    over: bool


def start(session: Session, seal: Seal, learner_id: int, choices: Choices, now: datetime) -> str:
    """Choose the questions and begin; returns the quiz's id. Raises Invalid and NotFound."""
    choices.checked()
    practice_id = mint_id()
    picked = choose(session.connection(), learner_id, choices, seal.seed(learner_id, practice_id.hex, 0))
    with writing(session) as connection:
        if (
            connection.execute(select(Learner.learner_id).where(Learner.learner_id == learner_id)).first()
            is None
        ):
            raise NotFound("there is no such learner")
        connection.execute(
            insert(PracticeRow).values(
                learner_id=learner_id,
                practice_id=practice_id,
                started_at=now,
                ends_at=now + timedelta(minutes=choices.minutes) if choices.minutes else None,
                ended_at=None,
                feedback=choices.feedback,
                choices=choices.plain(),
                items=[item_of(one) for one in picked],
            )
        )
    return str(practice_id)


def sitting(session: Session, seal: Seal, learner_id: int, practice_id: str, now: datetime) -> Sitting:
    """The current question of a quiz; the same one until it is answered. Raises NotFound."""
    row = read(session.connection(), learner_id, practice_id)
    place = None if is_over(row, now) else current(row.items)
    return Sitting(
        practice_id=practice_id,
        number=len(row.items) if place is None else place + 1,
        count=len(row.items),
        feedback=row.feedback,
        ends_at=row.ends_at,
        task=None if place is None else _task(session.connection(), seal, learner_id, row.items[place]),
        over=place is None,
    )


def answer(
    session: Session, seal: Seal, learner_id: int, practice_id: str, given: Answer, *, now: datetime
) -> int | None:
    """Mark and remember an answer; returns the question's number, None when the time was up.

    The same answer sent again changes nothing. Raises NotFound, WrongShape, Conflict (not the current
    question) and ReusedId (answered otherwise before).
    """
    review_id = parse_review_id(given.review_id)
    try:
        with writing(session) as connection:
            row = read(connection, learner_id, practice_id, lock=True)
            place = place_of(row.items, review_id)
            if place is None:
                raise Conflict("this is not a question of this quiz")
            if is_answered(row.items[place]):
                return _again(row.items[place], given, place)
            if is_over(row, now, GRACE):
                return None
            if place != current(row.items):
                raise Conflict("this is not the current question of the quiz")
            items = [*row.items]
            items[place] = _taken(connection, seal, row, items[place], given=given, now=now)
            done = current(items) is None
            _update(connection, learner_id, row, items=items, **({"ended_at": now} if done else {}))
            return place + 1
    except IntegrityError as error:
        raise ReusedId("this review id was used for another answer; mint a new one") from error


def told(session: Session, learner_id: int, practice_id: str, number: int) -> Told:
    """One answered question, for its feedback. Raises NotFound where there is none to be told (yet)."""
    row = read(session.connection(), learner_id, practice_id)
    if not row.feedback or not 1 <= number <= len(row.items) or not is_answered(row.items[number - 1]):
        raise NotFound("there is no such answer of yours")
    return told_of(number, row.items[number - 1])


def finish(session: Session, learner_id: int, practice_id: str, now: datetime) -> None:
    """End a quiz before all is answered. Raises NotFound."""
    with writing(session) as connection:
        row = read(connection, learner_id, practice_id, lock=True)
        if row.ended_at is None:
            _update(connection, learner_id, row, ended_at=min(now, row.ends_at or now))


def read(connection: Connection, learner_id: int, practice_id: str, *, lock: bool = False) -> PracticeRecord:
    """A quiz of the learner's. Raises NotFound."""
    try:
        wanted = select(PracticeRow.__table__).where(
            PracticeRow.learner_id == learner_id, PracticeRow.practice_id == UUID(practice_id)
        )
    except ValueError as error:
        raise NotFound("there is no such practice quiz") from error
    row = connection.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    if row is None:
        raise NotFound("there is no such practice quiz")
    return row


def is_over(row: PracticeRecord, now: datetime, grace: timedelta = timedelta(0)) -> bool:
    """Whether a quiz is done, ended, or its time up."""
    return row.ended_at is not None or (row.ends_at is not None and now >= row.ends_at + grace)


def _task(connection: Connection, seal: Seal, learner_id: int, item: Item) -> Task:
    question_id = QuestionId.parse(item["q"])
    compiled = shelf(connection).find(connection, question_id.revision)
    return Task(
        question=rebuilt(compiled, question_id),
        question_id=seal.seal(learner_id, PURPOSE, question_id),
        review_id=str(UUID(item["review"])),
        set_slug=compiled.slug,
        set_title=compiled.facts.title,
    )


def _again(item: Item, given: Answer, place: int) -> int:
    if item["response"] != given.response:
        raise ReusedId("this question was answered before; the first answer stands")
    return place + 1


def _update(connection: Connection, learner_id: int, row: PracticeRecord, **values: Any) -> None:
    connection.execute(
        update(PracticeRow)
        .where(PracticeRow.learner_id == learner_id, PracticeRow.practice_id == row.practice_id)
        .values(values)
    )


def _taken(
    connection: Connection, seal: Seal, row: PracticeRecord, item: Item, *, given: Answer, now: datetime
) -> Item:
    """Mark the answer and record it where every answer is recorded; returns the item with it."""
    question_id = QuestionId.parse(item["q"])
    compiled = shelf(connection).find(connection, question_id.revision)
    question = rebuilt(compiled, question_id)
    judged = Judged(
        given,
        UUID(item["review"]),
        compiled,
        question,
        grade(question, given.response),
        now,
        shown=False,
        context="practice",
        attempt_id=row.practice_id,
    )
    _record(connection, seal, row.learner_id, judged, has_open_kind=item["open"])
    return answered(item, question, given, judged.verdict, now)


def _record(
    connection: Connection, seal: Seal, learner_id: int, judged: Judged, *, has_open_kind: bool
) -> None:
    compiled, question = judged.compiled, judged.question
    card_id = compiled.ids[question.card.key]
    desk, found = open_desk(
        connection, seal, learner_id, judged.received_at, set_id=compiled.set_id, card_id=card_id
    )
    served = {"open": has_open_kind, "tier": _tier(question, found.card)}
    enrolment = found.enrolment or _not_enrolled(compiled, judged.received_at)
    step = Taking(desk, judged, served, enrolment, judged.received_at).record(found.card)
    names = {name_of(compiled.set_id, compiled.ids[card.key]) for card in question.cards}
    _make_way(desk, names, wanted=step.entry.role is Role.LOGGED)
    desk.save()


def _make_way(desk: Desk, names: set[str], *, wanted: bool) -> None:
    """Studying goes on from here: no question about these cards stands, and nothing before is taken back."""
    desk.current = {key: one for key, one in desk.current.items() if one["name"] not in names}
    desk.offline = {key: one for key, one in desk.offline.items() if one["name"] not in names}
    desk.undo = []
    if wanted:
        desk.forget_plans()


def _tier(question: Question, stored: CardView | None) -> int:
    """The tier to log: the kind's own, but never above the one that the card has reached."""
    state: MemoryState | None = stored.state if stored else None
    return min(next(tier for tier, kinds in TIERS.items() if question.kind in kinds), tier_for(state))


def _not_enrolled(compiled: Compiled, now: datetime) -> EnrolmentView:
    """How a set that the learner does not study is practised."""
    usual = EnrolmentSettings()
    return EnrolmentView(
        set_id=compiled.set_id,
        started_at=now,
        revision_number=compiled.number,
        meetings=0,
        meetings_known=0.0,
        show_first_offered=False,
        wanted_first=[],
        **{name: getattr(usual, name) for name in EnrolmentSettings.__dataclass_fields__},
    )
