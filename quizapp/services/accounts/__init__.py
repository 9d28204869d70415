"""Learners and the accounts that may stand behind them, API tokens and one-time links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

Role = Literal["learner", "instructor", "admin"]
Purpose = Literal["reset", "first-admin", "sign-in"]
LINK_LIFE = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A user as lists and checks need it."""

    id: int
    learner_id: int
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


def create_guest(session: Session, now: datetime, zone: str) -> int:
    """Make a learner without an account; returns the learner's id."""
    raise NotImplementedError


def register(
    session: Session,
    learner_id: int | None,
    *,
    password: str,
    email: str = "",
    username: str = "",
    roles: Sequence[Role] = ("learner",),
    now: datetime,
    zone: str = "UTC",
) -> Account:
    """Make an account and attach it to the learner (a new one if None or if the learner has one).

    An address or a username must be given. Raises Taken and Invalid (which names the field).
    """
    raise NotImplementedError


def attach_learner(session: Session, user_id: int, learner_id: int | None, now: datetime, zone: str) -> int:
    """Give an account made by the sign-in library its learner (the guest's, or a new one); returns its id."""
    raise NotImplementedError


def merge_guest(session: Session, guest_id: int, learner_id: int, now: datetime) -> int:
    """Copy a guest's log to a learner's and replay; returns how many reviews were copied."""
    raise NotImplementedError


def delete_learner(session: Session, learner_id: int) -> None:
    """Delete everything a learner owns, and the account behind it if there is one."""
    raise NotImplementedError


def account(session: Session, user_id: int) -> Account:
    """One account. Raises NotFound."""
    raise NotImplementedError


def find_account(session: Session, name: str) -> Account:
    """The account of an address or username, in any case of letters. Raises NotFound."""
    raise NotImplementedError


def list_accounts(session: Session) -> Sequence[Account]:
    """All accounts, oldest first."""
    raise NotImplementedError


def set_password(session: Session, user_id: int, password: str, now: datetime) -> None:
    """Set a password and sign the account out everywhere. Raises NotFound and Invalid."""
    raise NotImplementedError


def check_password(session: Session, name: str, password: str) -> Account:
    """The account, if the password is its own. Raises NotAllowed, whichever of the two is wrong."""
    raise NotImplementedError


def set_active(session: Session, user_id: int, *, active: bool) -> None:
    """Disable an account or enable it again. Raises NotFound."""
    raise NotImplementedError


def set_roles(session: Session, user_id: int, roles: Sequence[Role]) -> None:
    """Give an account its roles. Raises NotFound and Invalid."""
    raise NotImplementedError


def delete_account(session: Session, user_id: int) -> None:
    """Delete an account with its learner and everything of theirs. Raises NotFound."""
    raise NotImplementedError


def has_administrator(session: Session) -> bool:
    """Whether some active account is an administrator."""
    raise NotImplementedError


def make_link(
    session: Session,
    purpose: Purpose,
    now: datetime,
    *,
    user_id: int | None = None,
    life: timedelta = LINK_LIFE,
) -> str:
    """A secret for a one-time link; only its hash is stored."""
    raise NotImplementedError


def check_link(session: Session, purpose: Purpose, secret: str, now: datetime) -> int | None:
    """The user a link is for (None for the first administrator's). Raises Expired."""
    raise NotImplementedError


def use_link(session: Session, purpose: Purpose, secret: str, now: datetime) -> int | None:
    """As `check_link`, and the link works no more. Raises Expired."""
    raise NotImplementedError


def create_token(
    session: Session,
    user_id: int,
    now: datetime,
    *,
    label: str = "",
    scopes: Sequence[str] = ("study",),
    life: timedelta | None = None,
) -> NewToken:
    """An API token for an account. Raises NotFound."""
    raise NotImplementedError


def check_token(session: Session, text: str, now: datetime) -> TokenHolder:
    """Whom a token speaks for; one indexed read. Raises Expired when it is unknown, revoked or old."""
    raise NotImplementedError


def revoke_token(session: Session, user_id: int, token_id: int) -> None:
    """Make a token useless. Raises NotFound."""
    raise NotImplementedError
