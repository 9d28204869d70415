"""What services raise when a use case cannot be done; pages and the API give each its status."""

from __future__ import annotations

from typing import Any

from quizapp.core.errors import QuizappError


class ServiceError(QuizappError):
    """A use case cannot be done; nothing was changed."""


class NotFound(ServiceError):
    """No such thing, or not this learner's (404)."""


class NotAllowed(ServiceError):
    """The account may not do this (403)."""


class Invalid(ServiceError):
    """A value that cannot be used (422)."""


class Taken(ServiceError):
    """A name or address that another account has (422)."""


class Conflict(ServiceError):
    """Not the current question (409). `current` is the turn to go on with."""

    def __init__(self, message: str, current: Any = None) -> None:
        super().__init__(message)
        self.current = current


class ReusedId(Conflict):
    """A review id that was used for another answer (409)."""


class Expired(ServiceError):
    """A link, token or question that has run out (410 on pages, 401 for tokens)."""
