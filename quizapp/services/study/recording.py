"""Putting a judged answer into the log, the cards and the day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update

from quizapp.core import memory
from quizapp.core.kinds.flashcard import RATINGS
from quizapp.core.memory import LogEntry, Meetings, Role
from quizapp.core.questions import Card, Question, Verdict, is_dont_know
from quizapp.core.queue import Shown
from quizapp.db.study import Enrolment
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.study import figures, rows
from quizapp.services.study.desk import Desk
from quizapp.services.study.log_rows import LONGEST_MS, answer_row
from quizapp.services.study.questions import stem_mark
from quizapp.services.study.results import Answer
from quizapp.services.study.rows import CardView, EnrolmentView

SEEN_FALSE_KEPT = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """An answer with its question and what it is worth."""

    given: Answer
    review_id: UUID
    compiled: Compiled
    question: Question
    verdict: Verdict
    received_at: datetime
    shown: bool
    """The statement was shown; nothing was asked."""


@dataclass(slots=True)
class Step:
    """What recording one answer did."""

    entry: LogEntry
    """Of the focus card."""
    card: CardView | None
    """The focus card afterwards; None if it is not introduced."""
    leech: str = ""
    undo: dict[str, Any] = field(default_factory=dict)


def record(
    desk: Desk,
    judged: Judged,
    served: Mapping[str, Any],
    enrolment: EnrolmentView,
    stored: CardView | None,
    *,
    answered_at: datetime,
) -> Step:
    """Log the answer, step the memory of every card it trains, and count it."""
    question, compiled = judged.question, judged.compiled
    trained = question.cards if question.kind == "matching" else (question.card,)
    known = _known(desk, compiled, trained, stored)
    logged: list[dict[str, Any]] = []
    written: list[CardView] = []
    steps: list[Step] = []
    for position, card in enumerate(trained):
        before = known.get(compiled.ids[card.key])
        step = _step(desk, judged, served, enrolment, card, before, position, answered_at)
        logged.append(
            answer_row(
                desk,
                given=judged.given,
                review_id=judged.review_id,
                position=position,
                compiled=compiled,
                question=question,
                verdict=judged.verdict,
                card=card,
                entry=step.entry,
                before=before,
                after=step.card.state if step.card and step.entry.role is not Role.LOGGED else None,
                answered_at=answered_at,
                received_at=judged.received_at,
            )
        )
        _count(desk, judged, card, step, before, answered_at, ms=_ms(judged) // len(trained))
        steps.append(step)
        if step.card is not None:
            written.append(step.card)
    rows.write_reviews(desk.connection, logged)
    if written:
        rows.write_cards(desk.connection, desk.learner_id, written)
    steps[0].undo = {
        "review": judged.review_id.hex,
        "cards": {
            str(compiled.ids[card.key]): _packed(known.get(compiled.ids[card.key])) for card in trained
        },
        "enrolment": _meet(desk, enrolment, compiled.ids[question.card.key], steps[0].entry),
    }
    return steps[0]


def _known(
    desk: Desk, compiled: Compiled, trained: tuple[Card, ...], stored: CardView | None
) -> dict[int, CardView]:
    if len(trained) > 1:
        return rows.read_cards(desk.connection, desk.learner_id, [compiled.ids[card.key] for card in trained])
    return {stored.card_id: stored} if stored else {}


def _step(
    desk: Desk,
    judged: Judged,
    served: Mapping[str, Any],
    enrolment: EnrolmentView,
    card: Card,
    before: CardView | None,
    position: int,
    answered_at: datetime,
) -> Step:
    """The memory of one card after the answer."""
    card_id = judged.compiled.ids[card.key]
    name = name_of(judged.compiled.set_id, card_id)
    entry = _entry(desk, judged, served, enrolment, name, before, position)
    if entry.role is Role.LOGGED:
        return Step(entry, before and before._replace(last_at=answered_at))
    after, entry = memory.answer(
        before.state if before else None,
        entry,
        desk.parameters,
        desk.schedule(enrolment),
        seed=desk.seal.seed(desk.learner_id, card.key, before.reviews if before else 0),
        loads=desk.loads_by_day(),
    )
    desk.move_load(before.due_day if before else None, after.due_day)
    leech = memory.leech(after.lapses) if before and after.lapses > before.lapses else None
    base = before or _introduced(judged, card_id, answered_at)
    stored = base.remembered(after)._replace(
        suspended=base.suspended or leech == "suspend",
        last_at=answered_at,
        **_shown_columns(judged, base),
    )
    return Step(entry, stored, leech or "")


def _entry(
    desk: Desk,
    judged: Judged,
    served: Mapping[str, Any],
    enrolment: EnrolmentView,
    name: str,
    before: CardView | None,
    position: int,
) -> LogEntry:
    verdict, question, given = judged.verdict, judged.question, judged.given
    role = _role(desk, judged, name, before)
    if judged.shown:
        return LogEntry(desk.day, role, tier=1, has_open_kind=served["open"], score=0.0)
    score = float(verdict.parts[position]) if verdict.parts and question.kind == "matching" else verdict.score
    return LogEntry(
        desk.day,
        role,
        question.kind,
        rating=_rating(question, given.response, score),
        score=score,
        guess=question.guess,
        dont_know=is_dont_know(given.response),
        hint=given.hint,
        exposed=name in desk.queue.exposed,
        tier=served["tier"],
        has_open_kind=served["open"],
        recall=Meetings(enrolment.meetings_known, enrolment.meetings).known_before,
    )


def _role(desk: Desk, judged: Judged, name: str, before: CardView | None) -> Role:
    """What the answer does to memory, by how the card stands now."""
    if judged.shown:
        return Role.SHOWN
    if judged.verdict.correct is None:
        return Role.LOGGED
    if before is None:
        return Role.MEETING
    today = before.last_day >= desk.day or name in desk.queue.exposed
    return Role.REPEAT if today else Role.COUNTED


def _rating(question: Question, response: object, score: float) -> int:
    """Derived from the verdict; a flashcard's learner picks it."""
    if question.kind != "flashcard" or is_dont_know(response):
        return memory.rating_for(question.kind, score)
    return RATINGS.get(response.lower(), memory.AGAIN) if isinstance(response, str) else int(str(response))


def _introduced(judged: Judged, card_id: int, answered_at: datetime) -> CardView:
    """A card as it is first stored; its memory is filled in after."""
    day = date.min
    return CardView(
        card_id=card_id,
        set_id=judged.compiled.set_id,
        stability=0.0,
        difficulty=0.0,
        last_day=day,
        due_day=day,
        met_day=day,
        reviews=0,
        lapses=0,
        tier=1,
        failed=False,
        recalled=False,
        corrected=False,
        suspended=False,
        last_at=answered_at,
        kinds={},
        last_stem="",
        seen_false=[],
    )


def _shown_columns(judged: Judged, card: CardView) -> dict[str, Any]:
    if judged.shown:
        return {}
    question, mark = judged.question, stem_mark(judged.question)
    false = question.kind == "truefalse" and question.key is False
    return {
        "kinds": {**card.kinds, question.kind: card.kinds.get(question.kind, 0) + 1},
        "last_stem": mark,
        "seen_false": [*card.seen_false, mark][-SEEN_FALSE_KEPT:] if false else card.seen_false,
    }


def _count(
    desk: Desk,
    judged: Judged,
    card: Card,
    step: Step,
    before: CardView | None,
    answered_at: datetime,
    *,
    ms: int,
) -> None:
    """Add the answer to the day's figures and to the queue's session."""
    compiled = judged.compiled
    figures.count(desk, compiled.set_id, step.entry, before, ms)
    trait = compiled.trait(compiled.ids[card.key])
    desk.queue = desk.queue.after(
        Shown(
            name_of(compiled.set_id, compiled.ids[card.key]),
            step.entry.role,
            right=not judged.shown and step.entry.right,
            at=answered_at.timestamp(),
            kind="" if judged.shown else judged.question.kind,
            attribute=trait.attribute if trait else "",
            siblings=trait.siblings if trait else frozenset(),
            exposed=_exposed(judged),
        )
    )


def _exposed(judged: Judged) -> list[str]:
    """Other cards whose answers the question or its feedback displayed."""
    compiled, question = judged.compiled, judged.question
    others = () if question.kind == "matching" else question.cards[1:]
    numbers = [compiled.ids[card.key] for card in others if card.key in compiled.ids]
    chosen = next((one for one in question.options if one.id == judged.given.response), None)
    if question.kind == "choice" and chosen is not None and chosen.id != question.key:
        numbers += compiled.holders(question.card, chosen.value)
    return [name_of(compiled.set_id, number) for number in numbers]


def _meet(desk: Desk, enrolment: EnrolmentView, card_id: int, entry: LogEntry) -> list[Any] | None:
    """Count an ask-first meeting into how much is known beforehand; returns what it was before."""
    wanted = [one for one in enrolment.wanted_first if one != card_id]
    if entry.role is not Role.MEETING and wanted == enrolment.wanted_first:
        return None
    meetings = Meetings(enrolment.meetings_known, enrolment.meetings)
    if entry.role is Role.MEETING and entry.guess < 1:
        meetings = meetings.after(right=entry.right, guess=entry.guess)
    desk.connection.execute(
        update(Enrolment)
        .where(Enrolment.learner_id == desk.learner_id, Enrolment.set_id == enrolment.set_id)
        .values(
            meetings=meetings.count,
            meetings_known=meetings.corrected,
            wanted_first=wanted,
            show_first_offered=enrolment.show_first_offered or meetings.offer_show_first,
        )
    )
    return [
        enrolment.set_id,
        enrolment.meetings,
        enrolment.meetings_known,
        enrolment.wanted_first,
        enrolment.show_first_offered,
    ]


def _ms(judged: Judged) -> int:
    return min(max(judged.given.ms, 0), LONGEST_MS)


def _packed(card: CardView | None) -> list[Any] | None:
    return None if card is None else card.packed()
