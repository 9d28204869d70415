"""Question ids over HTTP: sealed, bound to learner and purpose, and the keyed seeds of study questions."""

from __future__ import annotations

from quizapp.core.questions import QuestionId


class Seal:
    """What is derived from the site's secret key. Made once per process."""

    def __init__(self, secret_key: str) -> None:
        raise NotImplementedError

    def seal(self, learner_id: int, purpose: str, question: QuestionId) -> str:
        """The id as it goes over HTTP: the same for the same question, and it tells nothing."""
        raise NotImplementedError

    def open(self, learner_id: int, purpose: str, sealed: str) -> QuestionId:
        """Read a sealed id back. Raises UnknownQuestion when it is not this learner's or is no id."""
        raise NotImplementedError

    def seed(self, learner_id: int, card: str, reviews: int) -> int:
        """The seed of the question that the learner meets at the card's n-th review (63 bits)."""
        raise NotImplementedError
