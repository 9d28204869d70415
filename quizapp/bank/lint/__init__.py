"""Lint: coded rules for sets, for questions however they were made, and for quizzes."""

from quizapp.bank.lint.items import Item, of_line, of_question, of_written
from quizapp.bank.lint.registry import RULES, Row, Rule
from quizapp.bank.lint.running import lint_items, lint_questions, lint_quiz, lint_set

__all__ = [
    "RULES",
    "Item",
    "Row",
    "Rule",
    "lint_items",
    "lint_questions",
    "lint_quiz",
    "lint_set",
    "of_line",
    "of_question",
    "of_written",
]
