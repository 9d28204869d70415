"""Running the rules over sets, questions and quizzes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizapp.bank.faults import Path
from quizapp.bank.lint import options, proof, quizzes, sourcing, stems, wordings
from quizapp.bank.lint.items import Item, of_question, of_written
from quizapp.bank.lint.registry import ITEM_CHECKS, QUIZ_CHECKS, RULES, SET_CHECKS, Row
from quizapp.core.facts import FactSet
from quizapp.core.questions import Question

ROOMS = (options, proof, quizzes, sourcing, stems, wordings)
"""The modules that register rules."""


def lint_set(facts: FactSet) -> list[Row]:
    """What is wrong with a set itself and with the questions written in it."""
    rows = [
        Row(code, RULES[code].severity, message, path)
        for code, check in SET_CHECKS.items()
        for path, message in check(facts)
    ]
    for position, question in enumerate(facts.written.values()):
        path: Path = ("questions", position)
        rows.extend(_of_item(of_written(question, facts), path))
    written = [of_written(question, facts) for question in facts.written.values()]
    return [*rows, *(row for row in lint_quiz(written) if row.code == "Q212")]


def lint_questions(questions: Iterable[Question], facts: FactSet) -> Iterator[Row]:
    """What is wrong with generated questions, one by one, with the place of their fact."""
    for question in questions:
        item = of_question(question, facts)
        fact = facts.facts.get(item.fact)
        path = sourcing.fact_path(fact) if fact else ()
        yield from _of_item(item, path)


def lint_items(items: Iterable[Item]) -> list[Row]:
    """What is wrong with questions of any origin, one by one."""
    return [row for item in items for row in _of_item(item, ())]


def lint_quiz(items: Sequence[Item]) -> list[Row]:
    """What is wrong between questions that are given together."""
    return [
        Row(code, RULES[code].severity, message, (), item.id)
        for code, check in QUIZ_CHECKS.items()
        for item, message in check(items)
    ]


def _of_item(item: Item, path: Path) -> Iterator[Row]:
    for code, check in ITEM_CHECKS.items():
        for message in check(item):
            yield Row(code, RULES[code].severity, message, path, item.id)
