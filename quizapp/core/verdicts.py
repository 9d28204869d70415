"""Verdicts: what a response is worth, whatever it was an answer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.core.errors import WrongShape

LONGEST_RESPONSE = 1_000
"""Characters of a typed response; nobody types more, and no grader has to survive more."""
NEITHER_SCORE = 0.5
"""The score of an answer that is neither right nor wrong: marks must not call it a failure."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a response is worth."""

    correct: bool | None
    """None: answered, and neither right nor wrong (another account's value, a figure above a bound)."""
    score: float
    """0 to 1."""
    reason: str
    """A stable code, such as "exact", "alias", "typo", "wrong-option", "dont-know"."""
    message: str = ""
    """One English sentence for people; pages translate it by the code."""
    parts: tuple[bool, ...] = ()
    """Right or wrong per pair of a matching question, in the order of `Question.cards`."""


DONT_KNOW = Verdict(correct=False, score=0.0, reason="dont-know", message="Not known yet.")


def is_dont_know(response: object) -> bool:
    """Whether the response is the "I don't know yet" that every kind takes."""
    return isinstance(response, Mapping) and response.get("dont_know") is True


def typed_text(response: object) -> str:
    """The text of a typed response. Raises WrongShape when it is no text, or longer than anyone types."""
    if not isinstance(response, str):
        raise WrongShape(f"the response to this question is a text, not {type(response).__name__}")
    if len(response) > LONGEST_RESPONSE:
        raise WrongShape(
            f"the response has {len(response):,} characters; at most {LONGEST_RESPONSE:,} are read"
        )
    return response


def neither(message: str, reason: str = "near-truth") -> Verdict:
    """The verdict on an answer that is answered, and neither right nor wrong."""
    return Verdict(correct=None, score=NEITHER_SCORE, reason=reason, message=message)
