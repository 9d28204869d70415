"""Questions that contradict each other: put in the same words, with different answers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from quizapp.core.proof.flaws import Flaw
from quizapp.core.questions import Question
from quizapp.core.spelling import fold


def contradictions(questions: Iterable[Question]) -> Iterator[Flaw]:
    """What is right under one prompt and wrong, or one of several answers, under the very same prompt."""
    by_prompt: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        if question.kind != "truefalse":
            by_prompt[question.prompt].append(question)
    for alike in by_prompt.values():
        if len(alike) > 1:
            yield from _among(alike)


def _among(alike: list[Question]) -> Iterator[Flaw]:
    right = {fold(text): question for question in alike for text in _right(question)}
    for question in alike:
        own = {fold(text) for text in _right(question)}
        for text in _wrong(question):
            other = right.get(fold(text))
            if other is not None and fold(text) not in own:
                detail = f"{text!r} is offered as wrong and is right for {other.card.key}"
                yield Flaw("P111", question.card.key, question.kind, detail)
        rivals = [other for other in alike if other.card != question.card and not _agree(question, other)]
        if not question.options and rivals:
            detail = f"{question.answer!r}, and {rivals[0].answer!r} for {rivals[0].card.key}"
            yield Flaw("P111", question.card.key, question.kind, detail)


def _agree(one: Question, other: Question) -> bool:
    """Whether two questions have one answer: the same value forwards, the same name backwards."""
    if one.direction != other.direction:
        return False
    return one.value == other.value if one.direction == "forward" else fold(one.answer) == fold(other.answer)


def _right(question: Question) -> list[str]:
    keys = question.key if isinstance(question.key, (list, tuple)) else [question.key]
    texts = [option.text for option in question.options if option.id in keys]
    return texts or [question.answer, *question.accepts]


def _wrong(question: Question) -> list[str]:
    keys = question.key if isinstance(question.key, (list, tuple)) else [question.key]
    return [option.text for option in question.options if option.id not in keys]
