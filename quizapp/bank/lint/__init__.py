"""Lint: coded rules for sets, for questions however they were made, and for quizzes."""

from quizapp.bank.lint.items import Item, of_line, of_question, of_written
from quizapp.bank.lint.places import fact_path
from quizapp.bank.lint.registry import RULES, Row, Rule
from quizapp.bank.lint.running import lint_items, lint_question, lint_quiz, lint_set

__all__ = [
    "RULES",
    "Item",
    "Row",
    "Rule",
    "fact_path",
    "lint_items",
    "lint_question",
    "lint_quiz",
    "lint_set",
    "of_line",
    "of_question",
    "of_written",
]
