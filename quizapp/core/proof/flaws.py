"""What a proof can find, under stable codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from quizapp.core.questions import Question
from quizapp.core.verdicts import Verdict

Grader = Callable[[Question, object], Verdict]

FLAWS = {
    "P101": "no fact of the set, or none with a stated value, stands behind the question",
    "P102": "the key is not one of the options",
    "P103": "the key is not what the source gives",
    "P104": "an option that counts as wrong may be right",
    "P105": "two options may mean the same",
    "P106": "the options do not share one form: precision, unit or type",
    "P107": "the options are not in natural order",
    "P108": "the grader does not take the key for right",
    "P109": "the grader takes something else that is offered for right",
    "P110": "a spelling that is accepted is not a name of the answer",
    "P111": "another question in the same words has another answer",
    "P112": "the claim has no source, or a party's claim is not attributed",
    "P113": "two events that may be at the same time are to be put in order",
}
"""Code to what is wrong."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong with one question."""

    code: str
    card: str
    """The key of the question's card."""
    kind: str
    detail: str

    def __str__(self) -> str:
        return f"{self.card} ({self.kind}): {self.code} {FLAWS[self.code]}: {self.detail}"
