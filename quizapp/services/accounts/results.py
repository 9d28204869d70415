"""What the account services take and give."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Role = Literal["learner", "instructor", "admin"]
ROLES: tuple[Role, ...] = ("learner", "instructor", "admin")
Purpose = Literal["reset", "first-admin", "sign-in"]
LINK_LIFE = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user as lists and checks need it."""

    id: int
    learner_id: int
    """0 until the account has a learner."""
    email: str
    username: str
    roles: tuple[str, ...]
    active: bool
    created_at: datetime

    @property
    def name(self) -> str:
        """What the account is called on pages: its username, else its address."""
        return self.username or self.email


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Who is signed in, as every page needs it."""

    user_id: int
    learner_id: int | None
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenHolder:
    """Who a token speaks for, and what it may do."""

    user_id: int
    learner_id: int
    scopes: frozenset[str]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewToken:
    """A token just made: its text is shown once and never stored."""

    id: int
    text: str
