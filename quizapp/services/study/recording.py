"""Putting a judged answer into the log, the cards and the day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from quizapp.core import memory
from quizapp.core.kinds.flashcard import RATINGS
from quizapp.core.memory import FIRST_RECORD, LogEntry, Meetings, Role
from quizapp.core.questions import Card, Question, Verdict, is_dont_know
from quizapp.core.queue import Shown
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.study import figures, rows
from quizapp.services.study.desk import Desk
from quizapp.services.study.log_rows import LONGEST_MS, answer_row
from quizapp.services.study.made_questions import stem_mark
from quizapp.services.study.results import Answer, Context
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
    context: Context = "study"
    """Where it was asked; a quiz only logs answers to cards that are not introduced (learning rule 10)."""
    attempt_id: UUID | None = None
    """The quiz that it belongs to."""


@dataclass(slots=True)
class Step:
    """What recording one answer did to one card."""

    entry: LogEntry
    card: CardView | None
    """The card afterwards; None if it is not introduced."""
    leech: str = ""
    undo: dict[str, Any] = field(default_factory=dict)
    """What restores the cards and the enrolment (of the focus card's step alone)."""


@dataclass(frozen=True, slots=True)
class Taking:
    """One answer being taken."""

    desk: Desk
    judged: Judged
    served: Mapping[str, Any]
    """The question as it was put."""
    enrolment: EnrolmentView
    answered_at: datetime

    def record(self, stored: CardView | None) -> Step:
        """Log the answer, step the memory of every card it trains, and count it.

        `stored` is the focus card, if it is introduced. Raises IntegrityError for a used review id.
        """
        cards = self._trained()
        known = self._known(cards, stored)
        logged: list[dict[str, Any]] = []
        steps: list[Step] = []
        for position, card in enumerate(cards):
            before = known.get(self.number(card))
            step = self._step(card, before)
            logged.append(self._row(card, before, step, position))
            self._count(card, before, step, len(cards))
            steps.append(step)
        rows.write_reviews(self.desk.connection, logged)
        written = [step.card for step in steps if step.card is not None]
        if written:
            rows.write_cards(self.desk.connection, self.desk.learner_id, written)
        steps[0].undo = {
            "review": self.judged.review_id.hex,
            "cards": {str(self.number(card)): _packed(known.get(self.number(card))) for card in cards},
            "enrolment": self._meet(self.number(cards[0]), steps[0].entry),
        }
        return steps[0]

    def number(self, card: Card) -> int:
        """The number of a card."""
        return self.judged.compiled.ids[card.key]

    def name(self, card: Card) -> str:
        """The name by which the queue knows a card."""
        return name_of(self.judged.compiled.set_id, self.number(card))

    def _trained(self) -> tuple[Card, ...]:
        """The cards whose memory the answer trains, the focus card first."""
        question = self.judged.question
        if question.kind != "matching":
            return (question.card,)
        return tuple(sorted(question.cards, key=lambda card: card != question.card))

    def _known(self, cards: Sequence[Card], stored: CardView | None) -> dict[int, CardView]:
        if len(cards) > 1:
            numbers = [self.number(card) for card in cards]
            return rows.read_cards(self.desk.connection, self.desk.learner_id, numbers)
        return {stored.card_id: stored} if stored else {}

    def _step(self, card: Card, before: CardView | None) -> Step:
        """The memory of one card after the answer."""
        desk = self.desk
        entry = self._entry(card, before)
        if entry.role is Role.LOGGED:
            return Step(entry, before and before._replace(last_at=self.answered_at))
        after, entry = memory.answer(
            before.state if before else None,
            entry,
            desk.parameters,
            desk.schedule(self.enrolment),
            seed=desk.seal.seed(desk.learner_id, card.key, before.reviews if before else 0),
            loads=desk.loads_by_day(),
        )
        desk.move_load(before.due_day if before else None, after.due_day)
        leech = memory.leech(after.lapses) if before and after.lapses > before.lapses else None
        base = before or self._introduced(card)
        stored = base.remembered(after)._replace(
            suspended=base.suspended or leech == "suspend",
            last_at=self.answered_at,
            **_shown_columns(self.judged, base),
        )
        return Step(entry, stored, leech or "")

    def _entry(self, card: Card, before: CardView | None) -> LogEntry:
        desk, judged = self.desk, self.judged
        role = _role(desk, judged, self.name(card), before)
        has_open_kind = self.served["open"]
        if judged.shown:
            return LogEntry(desk.day, role, score=0.0, has_open_kind=has_open_kind)
        score = _score(judged, card)
        return LogEntry(
            desk.day,
            role,
            judged.question.kind,
            rating=_rating(judged.question, judged.given.response, score),
            score=score,
            guess=judged.question.guess,
            dont_know=is_dont_know(judged.given.response),
            hint=judged.given.hint,
            exposed=self.name(card) in desk.queue.exposed,
            tier=self.served["tier"],
            has_open_kind=has_open_kind,
            recall=Meetings(self.enrolment.meetings_known, self.enrolment.meetings).known_before,
        )

    def _row(self, card: Card, before: CardView | None, step: Step, position: int) -> dict[str, Any]:
        judged = self.judged
        trained = step.card is not None and step.entry.role is not Role.LOGGED
        return answer_row(
            self.desk,
            given=judged.given,
            review_id=judged.review_id,
            position=position,
            compiled=judged.compiled,
            question=judged.question,
            verdict=judged.verdict,
            card=card,
            entry=step.entry,
            before=before,
            after=step.card.state if step.card and trained else None,
            answered_at=self.answered_at,
            received_at=judged.received_at,
            context=judged.context,
            attempt_id=judged.attempt_id,
        )

    def _count(self, card: Card, before: CardView | None, step: Step, cards: int) -> None:
        """Add the answer to the day's figures and to the queue's session."""
        judged, desk = self.judged, self.desk
        ms = min(max(judged.given.ms, 0), LONGEST_MS) // cards
        figures.count(desk, judged.compiled.set_id, step.entry, before, ms)
        trait = judged.compiled.trait(self.number(card))
        desk.queue = desk.queue.after(
            Shown(
                self.name(card),
                _role_in_queue(judged, step.entry.role, before),
                right=not judged.shown and step.entry.right,
                at=self.answered_at.timestamp(),
                kind="" if judged.shown else judged.question.kind,
                attribute=trait.attribute if trait else "",
                siblings=trait.siblings if trait else frozenset(),
                lookalikes=trait.lookalikes if trait else frozenset(),
                exposed=_exposed(judged),
            )
        )

    def _meet(self, card_id: int, entry: LogEntry) -> list[Any] | None:
        """Count an ask-first meeting into how much is known beforehand; returns what it was before."""
        enrolment = self.enrolment
        wanted = self._wanted_first(card_id, entry)
        if entry.role is not Role.MEETING and wanted == enrolment.wanted_first:
            return None
        meetings = Meetings(enrolment.meetings_known, enrolment.meetings)
        if entry.role is Role.MEETING and entry.guess < 1:
            meetings = meetings.after(right=entry.right, guess=entry.guess)
        offered = enrolment.show_first_offered or bool(self.served.get("offer"))
        changed = enrolment._replace(
            meetings=meetings.count,
            meetings_known=meetings.corrected,
            wanted_first=wanted,
            show_first_offered=offered,
        )
        rows.write_meetings(self.desk.connection, self.desk.learner_id, changed)
        if enrolment.set_id in self.desk.sets:
            self.desk.sets[enrolment.set_id] = (changed, self.desk.sets[enrolment.set_id][1])
        return [
            enrolment.set_id,
            enrolment.meetings,
            enrolment.meetings_known,
            enrolment.wanted_first,
            enrolment.show_first_offered,
        ]

    def _wanted_first(self, card_id: int, entry: LogEntry) -> list[int]:
        """The cards to come first among the new: those a quiz showed to be unknown, until they are met."""
        others = [one for one in self.enrolment.wanted_first if one != card_id]
        if entry.role is not Role.LOGGED or self.judged.context == "study":
            return others
        return self.enrolment.wanted_first if entry.right else [card_id, *others]

    def _introduced(self, card: Card) -> CardView:
        """A card as it is first stored; its memory is filled in after."""
        return CardView(
            card_id=self.number(card),
            set_id=self.judged.compiled.set_id,
            stability=0.0,
            difficulty=0.0,
            last_day=self.desk.day,
            due_day=self.desk.day,
            met_day=self.desk.day,
            reviews=0,
            lapses=0,
            tier=1,
            failed=False,
            recalled=False,
            corrected=False,
            record=FIRST_RECORD,
            suspended=False,
            last_at=self.answered_at,
            kinds={},
            last_stem="",
            seen_false=[],
        )


def _score(judged: Judged, card: Card) -> float:
    """What the answer is worth for one card; a matching question's pairs have their own."""
    if judged.question.kind != "matching" or not judged.verdict.parts:
        return judged.verdict.score
    return float(judged.verdict.parts[judged.question.cards.index(card)])


def _role(desk: Desk, judged: Judged, name: str, before: CardView | None) -> Role:
    """What the answer does to memory, by how the card stands now."""
    if judged.shown:
        return Role.SHOWN
    if judged.verdict.correct is None:
        return Role.LOGGED
    if before is None:
        return Role.MEETING if judged.context == "study" else Role.LOGGED
    queue = desk.queue
    today = before.last_day >= desk.day or name in queue.exposed or name in queue.showings
    return Role.REPEAT if today else Role.COUNTED


def _role_in_queue(judged: Judged, role: Role, before: CardView | None) -> Role:
    """What the answer is to the day's session: one that was neither right nor wrong says nothing of memory,
    but the card comes back like one answered wrong, and by then its answer was displayed.
    """
    neither = judged.verdict.correct is None and judged.context == "study" and not judged.shown
    return Role.REPEAT if neither and before is not None else role


def _rating(question: Question, response: object, score: float) -> int:
    """Derived from the verdict; a flashcard's learner picks it."""
    if question.kind != "flashcard" or is_dont_know(response):
        return memory.rating_for(question.kind, score)
    return RATINGS.get(response.lower(), memory.AGAIN) if isinstance(response, str) else int(str(response))


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


def _exposed(judged: Judged) -> list[str]:
    """Other cards whose answers the question or its feedback displayed."""
    compiled, question = judged.compiled, judged.question
    others = () if question.kind == "matching" else question.cards[1:]
    numbers = [compiled.ids[card.key] for card in others if card.key in compiled.ids]
    chosen = next((one for one in question.options if one.id == judged.given.response), None)
    if question.kind == "choice" and chosen is not None and chosen.id != question.key:
        numbers += compiled.holders(question.card, chosen.value)
    return [name_of(compiled.set_id, number) for number in numbers]


def _packed(card: CardView | None) -> list[Any] | None:
    return None if card is None else card.packed()
