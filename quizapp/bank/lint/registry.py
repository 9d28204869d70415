"""The one list of rules. A rule is a generator function with a code that never changes its meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from quizapp.bank.faults import Path, Severity
from quizapp.bank.lint.items import Item
from quizapp.core.facts import FactSet

SetCheck = Callable[[FactSet], Iterator[tuple[Path, str]]]
ItemCheck = Callable[[Item], Iterator[str]]
QuizCheck = Callable[[Sequence[Item]], Iterator[tuple[Item, str]]]
C = TypeVar("C", SetCheck, ItemCheck, QuizCheck)


@dataclass(frozen=True, slots=True)
class Rule:
    """What is looked for, and how bad it is."""

    code: str
    severity: Severity
    title: str
    scope: Literal["set", "item", "quiz"]
    """What it looks at: a set, one question, or questions that are given together."""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding of one rule."""

    code: str
    severity: Severity
    message: str
    path: Path = ()
    """Where in the set's document it stands."""
    question: str = ""
    """Id of the question at fault, if one is."""


RULES: dict[str, Rule] = {}
SET_CHECKS: dict[str, SetCheck] = {}
ITEM_CHECKS: dict[str, ItemCheck] = {}
QUIZ_CHECKS: dict[str, QuizCheck] = {}


def set_rule(code: str, severity: Severity, title: str) -> Callable[[SetCheck], SetCheck]:
    """Register a rule about a set."""
    return _registered(Rule(code, severity, title, "set"), SET_CHECKS)


def item_rule(code: str, severity: Severity, title: str) -> Callable[[ItemCheck], ItemCheck]:
    """Register a rule about one question."""
    return _registered(Rule(code, severity, title, "item"), ITEM_CHECKS)


def quiz_rule(code: str, severity: Severity, title: str) -> Callable[[QuizCheck], QuizCheck]:
    """Register a rule about questions that are given together."""
    return _registered(Rule(code, severity, title, "quiz"), QUIZ_CHECKS)


def _registered(rule: Rule, checks: dict[str, C]) -> Callable[[C], C]:
    if rule.code in RULES:
        raise ValueError(f"two rules have the code {rule.code}")
    RULES[rule.code] = rule

    def register(check: C) -> C:
        checks[rule.code] = check
        return check

    return register
