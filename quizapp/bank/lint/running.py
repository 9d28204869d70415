"""Running the rules over sets, questions and quizzes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from quizapp.bank.faults import Path

# Importing these modules registers their rules.
from quizapp.bank.lint import options, quizzes, sourcing, stems, wordings  # noqa: F401
from quizapp.bank.lint.items import Item, of_question, of_written
from quizapp.bank.lint.places import fact_path
from quizapp.bank.lint.registry import ITEM_CHECKS, QUIZ_CHECKS, RULES, SET_CHECKS, Row
from quizapp.core.facts import FactSet
from quizapp.core.questions import Question

NEAR_DUPLICATES = "Q212"


def lint_set(facts: FactSet) -> list[Row]:
    """What is wrong with a set itself and with the questions written in it."""
    rows = [
        Row(code, RULES[code].severity, message, path)
        for code, check in SET_CHECKS.items()
        for path, message in check(facts)
    ]
    written = [of_written(question, facts) for question in facts.written.values()]
    for item in written:
        rows.extend(_of_item(item, fact_path(facts, item.id)))
    return [*rows, *(row for row in lint_quiz(written, facts) if row.code == NEAR_DUPLICATES)]


def lint_question(question: Question, facts: FactSet) -> list[Row]:
    """What is wrong with a question made from a set, with the place of its fact."""
    return list(_of_item(of_question(question, facts), fact_path(facts, question.card.fact)))


def lint_items(items: Iterable[Item]) -> list[Row]:
    """What is wrong with questions of any origin, one by one."""
    return [row for item in items for row in _of_item(item, ())]


def lint_quiz(items: Sequence[Item], facts: FactSet | None = None) -> list[Row]:
    """What is wrong between questions that are given together."""
    return [
        Row(code, RULES[code].severity, message, _place(item, facts), item.id)
        for code, check in QUIZ_CHECKS.items()
        for item, message in check(items)
    ]


def _place(item: Item, facts: FactSet | None) -> Path:
    return fact_path(facts, item.fact or item.id) if facts else ()


def _of_item(item: Item, path: Path) -> Iterator[Row]:
    for code, check in ITEM_CHECKS.items():
        for message in check(item):
            yield Row(code, RULES[code].severity, message, path, item.id)
