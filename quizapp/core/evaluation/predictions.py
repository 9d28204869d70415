"""What the live memory model predicts for the rows of a log, under given parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quizapp.core.evaluation.histories import Answer, CountedRow, Dataset
from quizapp.core.memory import formulas, mixing
from quizapp.core.memory.evidence import evidence
from quizapp.core.memory.formulas import AGAIN, GOOD
from quizapp.core.memory.parameters import Parameters

CLOSED = "choice"


def recalls(
    dataset: Dataset, parameters: Parameters, rows: Sequence[CountedRow] | None = None
) -> list[float]:
    """Predicted recall of each of `rows` (all counted rows if not given), in their order.

    Only the histories of cards in `rows` are walked, with the very steps of live answers.
    """
    wanted = dataset.counted if rows is None else rows
    walked = {
        card: _walk(dataset.histories[card], parameters) for card in dict.fromkeys(row.card for row in wanted)
    }
    return [walked[row.card][row.position] for row in wanted]


def _walk(history: Iterable[Answer], parameters: Parameters) -> list[float]:
    """Predicted recall before each answer of one card; 1 where nothing is predicted."""
    answers = iter(history)
    first = next(answers)
    predicted = [1.0]
    known = _known(first, first.known_before)
    stability, difficulty = mixing.first(parameters, first.rating, known)
    for answer in answers:
        recall = 1.0
        if answer.elapsed > 0:
            recall = formulas.recall(parameters, stability, answer.elapsed)
            known = _known(answer, recall)
            stability, difficulty = mixing.counted(
                parameters, stability, difficulty, recall, answer.rating, known=known
            )
        else:
            rating = GOOD if answer.override and answer.rating == AGAIN else answer.rating
            stability, difficulty = mixing.repeated(parameters, stability, difficulty, rating)
        predicted.append(recall)
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
