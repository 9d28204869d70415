"""Accounts: registering, finding, changing and deleting them."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from email_validator import EmailNotValidError, validate_email
from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.db.accounts import Role as RoleRow
from quizapp.db.accounts import User, user_role
from quizapp.db.engine import insert_into, writing
from quizapp.db.study import Learner
from quizapp.services.accounts.learners import add_learner, take_guest
from quizapp.services.accounts.results import ROLES, Account, Role
from quizapp.services.errors import Invalid, NotAllowed, NotFound, Taken

PASSWORD_LENGTH = (8, 256)
USERNAME_LENGTH = (2, 60)
_HASHER = PasswordHasher()


@cache
def _nobody() -> str:
    """A hash checked where there is no account, so that both refusals take as long."""
    return _HASHER.hash(secrets.token_urlsafe())


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
    """Make an account and attach it to the learner (a new one if None, or if the learner is no guest).

    An address or a username must be given. Raises Taken and Invalid, which name the field.
    """
    address, name = _address(email), _username(username)
    if not (address or name):
        raise Invalid("give an e-mail address or a username")
    hashed = _hashed(password)
    known = _checked_roles(roles)
    try:
        with writing(session) as connection:
            user_id = _add_user(connection, address, name, hashed, now)
            _give_roles(connection, user_id, known)
            own = take_guest(connection, learner_id) or add_learner(connection, now, zone, guest=False)
            connection.execute(update(User).where(User.id == user_id).values(learner_id=own))
    except IntegrityError as error:
        raise Taken(_taken(session, address)) from error
    return account(session, user_id)


def account(session: Session, user_id: int) -> Account:
    """One account. Raises NotFound."""
    return _one(session, User.id == user_id)


def find_account(session: Session, name: str) -> Account:
    """The account of an address or username, in any case of letters. Raises NotFound."""
    folded = name.strip().lower()
    return _one(session, (User.email == folded) | (User.username == folded))


def list_accounts(session: Session) -> Sequence[Account]:
    """All accounts, oldest first."""
    roles = _roles_of_all(session)
    return [_account(row, roles.get(row.id, ())) for row in session.execute(_users().order_by(User.id))]


def set_password(session: Session, user_id: int, password: str, now: datetime) -> None:
    """Set a password and sign the account out everywhere. Raises NotFound and Invalid."""
    values = {"password": _hashed(password), "fs_uniquifier": secrets.token_hex(16)}
    _change(session, user_id, values | {"update_datetime": _naive(now)})


def check_password(session: Session, name: str, password: str) -> Account:
    """The account, if the password is its own. Raises NotAllowed, whichever of the two is wrong."""
    folded = name.strip().lower()
    found = session.execute(
        select(User.id, User.password, User.active).where((User.email == folded) | (User.username == folded))
    ).first()
    right = _verified(found.password if found and found.password else _nobody(), password)
    if not (found and right and found.active):
        raise NotAllowed("that name and password do not belong together")
    return account(session, found.id)


def set_active(session: Session, user_id: int, *, active: bool) -> None:
    """Disable an account (signed out at once) or enable it again. Raises NotFound."""
    _change(session, user_id, {"active": active, "fs_uniquifier": secrets.token_hex(16)})


def set_roles(session: Session, user_id: int, roles: Sequence[Role]) -> None:
    """Give an account exactly these roles. Raises NotFound and Invalid."""
    known = _checked_roles(roles)
    with writing(session) as connection:
        account(session, user_id)
        connection.execute(delete(user_role).where(user_role.c.user_id == user_id))
        _give_roles(connection, user_id, known)


def delete_account(session: Session, user_id: int) -> None:
    """Delete an account with its learner and everything of theirs. Raises NotFound."""
    with writing(session) as connection:
        found = account(session, user_id)
        connection.execute(delete(User).where(User.id == user_id))
        connection.execute(delete(Learner).where(Learner.learner_id == found.learner_id))


def has_administrator(session: Session) -> bool:
    """Whether some active account is an administrator."""
    found = session.execute(
        select(User.id)
        .join(user_role, user_role.c.user_id == User.id)
        .join(RoleRow, RoleRow.id == user_role.c.role_id)
        .where(RoleRow.name == "admin", User.active.is_(True))
        .limit(1)
    ).first()
    return found is not None


def _add_user(connection: Connection, address: str, name: str, hashed: str, now: datetime) -> int:
    made = connection.execute(
        insert(User)
        .values(
            email=address or None,
            username=name or None,
            password=hashed,
            active=True,
            fs_uniquifier=secrets.token_hex(16),
            create_datetime=_naive(now),
            update_datetime=_naive(now),
        )
        .returning(User.id)
    )
    return int(made.scalar_one())


def _give_roles(connection: Connection, user_id: int, roles: Sequence[Role]) -> None:
    for name in roles:
        connection.execute(insert_into(connection, RoleRow).values(name=name).on_conflict_do_nothing())
    ids = connection.execute(select(RoleRow.id).where(RoleRow.name.in_(roles))).scalars().all()
    if ids:
        connection.execute(insert(user_role), [{"user_id": user_id, "role_id": role} for role in ids])


def _change(session: Session, user_id: int, values: dict[str, object]) -> None:
    with writing(session) as connection:
        changed = connection.execute(update(User).where(User.id == user_id).values(values))
        if not changed.rowcount:
            raise NotFound("there is no such account")


def _users() -> Select[*tuple[Any, ...]]:
    return select(User.id, User.learner_id, User.email, User.username, User.active, User.create_datetime)


def _one(session: Session, condition: ColumnElement[bool]) -> Account:
    row = session.execute(_users().where(condition)).first()
    if row is None:
        raise NotFound("there is no such account")
    names = session.execute(
        select(RoleRow.name)
        .join(user_role, user_role.c.role_id == RoleRow.id)
        .where(user_role.c.user_id == row.id)
    ).scalars()
    return _account(row, tuple(names))


def _roles_of_all(session: Session) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    pairs = select(user_role.c.user_id, RoleRow.name).join(RoleRow, RoleRow.id == user_role.c.role_id)
    for user_id, name in session.execute(pairs):
        found[user_id] = (*found.get(user_id, ()), name)
    return found


def _account(row: Row[Any], roles: Sequence[str]) -> Account:
    return Account(
        id=row.id,
        learner_id=row.learner_id or 0,
        email=row.email or "",
        username=row.username or "",
        roles=tuple(sorted(roles, key=lambda name: ROLES.index(name) if name in ROLES else len(ROLES))),
        active=row.active,
        created_at=row.create_datetime.replace(tzinfo=UTC),
    )


def _taken(session: Session, address: str) -> str:
    if address and session.scalar(select(func.count()).where(User.email == address)):
        return "email: there is an account with this address already; sign in, or reset its password"
    return "username: somebody has this name already; choose another"


def _checked_roles(roles: Sequence[Role]) -> Sequence[Role]:
    for role in roles:
        if role not in ROLES:
            raise Invalid(f"roles: {role!r} is no role; choose from {', '.join(ROLES)}")
    return roles


def _address(email: str) -> str:
    if not email.strip():
        return ""
    try:
        return validate_email(email.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError as error:
        raise Invalid(f"email: {error}") from error


def _username(username: str) -> str:
    name = unicodedata.normalize("NFKC", username).strip().lower()
    if not name:
        return ""
    low, high = USERNAME_LENGTH
    if not low <= len(name) <= high or not all(sign.isalnum() or sign in "._-" for sign in name):
        raise Invalid(f"username: use {low} to {high} letters, digits, dots, hyphens or underscores")
    return name


def _hashed(password: str) -> str:
    low, high = PASSWORD_LENGTH
    if not low <= len(password) <= high:
        raise Invalid(f"password: use {low} to {high} characters")
    return _HASHER.hash(unicodedata.normalize("NFKD", password))


def _verified(hashed: str, password: str) -> bool:
    try:
        return _HASHER.verify(hashed, unicodedata.normalize("NFKD", password[: PASSWORD_LENGTH[1]]))
    except VerificationError:
        return False


def _naive(now: datetime) -> datetime:
    """As the sign-in library stores its times: UTC without saying so."""
    return now.astimezone(UTC).replace(tzinfo=None)
