"""What the live memory model predicts for the rows of a log, under given parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.core.evaluation.histories import Answer, CountedRow, Dataset
from quizapp.core.memory import formulas, mixing
from quizapp.core.memory.evidence import evidence
from quizapp.core.memory.formulas import AGAIN, GOOD
from quizapp.core.memory.parameters import Parameters
from quizapp.core.memory.tilt import FIRST_RECORD

CLOSED = "choice"


class Prediction(NamedTuple):
    """What the model knows of a card before one of its answers."""

    recall: float
    """1 where nothing is predicted."""
    difficulty: float
    record: float


def recalls(
    dataset: Dataset, parameters: Parameters, rows: Sequence[CountedRow] | None = None
) -> list[float]:
    """Predicted recall of each of `rows` (all counted rows if not given), in their order."""
    return [predicted.recall for predicted in predictions(dataset, parameters, rows)]


def predictions(
    dataset: Dataset, parameters: Parameters, rows: Sequence[CountedRow] | None = None
) -> list[Prediction]:
    """The same with what else of the card's state a tilt reads.

    Only the histories of cards in `rows` are walked, with the very steps of live answers.
    """
    wanted = dataset.counted if rows is None else rows
    walked = {
        card: _walk(dataset.histories[card], parameters) for card in dict.fromkeys(row.card for row in wanted)
    }
    return [walked[row.card][row.position] for row in wanted]


def _walk(history: Iterable[Answer], parameters: Parameters) -> list[Prediction]:
    """What was known before each answer of one card."""
    answers = iter(history)
    first = next(answers)
    predicted = [Prediction(1.0, 0.0, FIRST_RECORD)]
    trace = mixing.first(parameters, first.rating, _known(first, first.known_before))
    for answer in answers:
        recall = formulas.recall(parameters, trace.stability, answer.elapsed)
        predicted.append(Prediction(recall, trace.difficulty, trace.record))
        if answer.elapsed > 0:
            known = _known(answer, recall)
            trace = mixing.counted(parameters, trace, answer.elapsed, answer.rating, known=known)
        else:
            rating = GOOD if answer.override and answer.rating == AGAIN else answer.rating
            trace = mixing.repeated(parameters, trace, rating)
    return predicted


def _known(answer: Answer, recall: float) -> float:
    return evidence(
        CLOSED,
        answer.rating,
        guess=answer.guess,
        recall=recall,
        hint=answer.hint,
        override=answer.override,
    )
