"""What is told after an answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Row

from quizapp.core.memory import MemoryState, Role
from quizapp.core.questions import Question, Verdict
from quizapp.core.study_days import days_between
from quizapp.services.library.traits import name_of
from quizapp.services.study import rows
from quizapp.services.study.desk import Desk
from quizapp.services.study.log_rows import entry_of
from quizapp.services.study.recording import Judged, Step
from quizapp.services.study.results import CardFigures, Feedback, Outcome, Turn
from quizapp.services.study.rows import CardView

OVERRIDABLE = frozenset({"typed", "cloze", "number", "date"})


def outcome_of(judged: Judged, step: Step, turn: Turn, *, again_today: bool = False) -> Outcome:
    """The outcome of an answer just recorded."""
    question, verdict = judged.question, judged.verdict
    return Outcome(
        review_id=str(judged.review_id),
        verdict=verdict,
        feedback=feedback_of(question, judged.given.response),
        card=figures_of(question, step.card, step.leech) if step.card else None,
        turn=turn,
        again_today=again_today,
        may_override=may_override(question, verdict),
        may_know_already=step.entry.role is Role.MEETING and verdict.correct is True,
    )


def stored_outcome(
    desk: Desk,
    row: Row[*tuple[Any, ...]],
    question: Question,
    verdict: Verdict,
    turn: Turn,
) -> Outcome:
    """The outcome of an answer recorded before, told again."""
    entry = entry_of(row)
    found = rows.read_cards(desk.connection, desk.learner_id, [row.card_id]).get(row.card_id)
    figures = figures_of(question, found, "") if found else None
    if figures is not None and row.stability is not None:
        figures = _as_logged(figures, row)
    return Outcome(
        review_id=str(row.review_id),
        verdict=verdict,
        feedback=feedback_of(question, row.response),
        card=figures,
        turn=turn,
        recorded=False,
        again_today=comes_again(desk, name_of(row.set_id, row.card_id)),
        may_override=may_override(question, verdict),
        may_know_already=entry.role is Role.MEETING and verdict.correct is True,
    )


def comes_again(desk: Desk, name: str) -> bool:
    """Whether a card (by its queue name) comes once more on this study day."""
    return any(repeat.card == name for repeat in desk.queue.repeats)


def feedback_of(question: Question, response: object) -> Feedback:
    """What is shown after an answer."""
    chosen = next((option for option in question.options if option.id == response), None)
    wrong = chosen is not None and chosen.id != question.key
    return Feedback(
        key=question.key,
        answer=question.answer,
        statement=question.statement,
        question=question,
        chosen_why=chosen.why if chosen is not None and wrong else "",
    )


def figures_of(question: Question, card: CardView, leech: str) -> CardFigures:
    """A card's memory as shown to its learner."""
    state: MemoryState = card.state
    return CardFigures(
        key=question.card.key,
        due=state.due_day,
        stability=state.stability,
        difficulty=state.difficulty,
        interval=state.interval,
        lapses=state.lapses,
        strength=state.strength,
        suspended=card.suspended,
        leech="suspend" if leech == "suspend" else "contrast" if leech == "contrast" else "",
    )


def may_override(question: Question, verdict: Verdict) -> bool:
    """Whether "my answer was right" makes sense: something typed was not accepted."""
    return question.kind in OVERRIDABLE and verdict.correct is not True and verdict.reason != "dont-know"


def _as_logged(figures: CardFigures, row: Row[*tuple[Any, ...]]) -> CardFigures:
    """The figures right after the logged answer, whatever came since."""
    due = row.due_day or figures.due
    return replace(
        figures,
        due=due,
        stability=row.stability,
        difficulty=row.difficulty,
        interval=days_between(row.study_day, due),
    )
