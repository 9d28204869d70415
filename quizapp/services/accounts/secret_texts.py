"""API tokens and one-time links: secrets of which only the hash is stored."""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ColumnElement, Connection, Text, bindparam, cast, insert, select, update
from sqlalchemy.orm import Session

from quizapp.db.accounts import ApiToken, OneTimeLink, Role, User, user_role
from quizapp.db.base import instant_of
from quizapp.db.engine import writing
from quizapp.db.prepared import PreparedRead
from quizapp.services.accounts.results import LINK_LIFE, NewToken, Purpose, TokenHolder
from quizapp.services.errors import Expired, NotFound

TOKEN_PREFIX = "qz_"  # noqa: S105 (so that a leaked token can be recognised)
LONGEST_SECRET = 200

_token, _user, _role = ApiToken.__table__.c, User.__table__.c, Role.__table__.c
_HOLDER = PreparedRead(
    select(_token.user_id, _user.learner_id, cast(_token.scopes, Text), _token.expires_at, _role.name)
    .join_from(ApiToken.__table__, User.__table__, _user.id == _token.user_id)
    .outerjoin(user_role, user_role.c.user_id == _user.id)
    .outerjoin(Role.__table__, _role.id == user_role.c.role_id)
    .where(_token.hash == bindparam("hash"), _token.revoked_at.is_(None), _user.active.is_(True))
)
"""Every request of a program sends this."""


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
    text = TOKEN_PREFIX + secrets.token_urlsafe(32)
    with writing(session) as connection:
        _require_user(connection, user_id)
        made = connection.execute(
            insert(ApiToken)
            .values(
                user_id=user_id,
                hash=_hash(text),
                label=label[:120],
                scopes=sorted(set(scopes)),
                created_at=now,
                expires_at=None if life is None else now + life,
            )
            .returning(ApiToken.id)
        )
        return NewToken(id=made.scalar_one(), text=text)


def check_token(session: Session, text: str, now: datetime) -> TokenHolder:
    """Whom a token speaks for; one indexed read. Raises Expired when it is unknown, revoked or old."""
    rows = _HOLDER.alone(session, {"hash": _hash(text)})
    user_id, learner_id, scopes, expires, _ = rows[0] if rows else (None,) * 5
    if user_id is None or (expires is not None and instant_of(expires) <= now):
        raise Expired("this token is unknown, revoked or too old; make a new one")
    return TokenHolder(
        user_id=user_id,
        learner_id=learner_id or 0,
        scopes=frozenset(json.loads(scopes)),
        roles=tuple(sorted(row[4] for row in rows if row[4])),
    )


def revoke_token(session: Session, user_id: int, token_id: int, now: datetime) -> None:
    """Make a token useless. Raises NotFound when the account has no such token."""
    with writing(session) as connection:
        revoked = connection.execute(
            update(ApiToken)
            .where(ApiToken.id == token_id, ApiToken.user_id == user_id, ApiToken.revoked_at.is_(None))
            .values(revoked_at=now)
        )
        if not revoked.rowcount:
            raise NotFound("there is no such token")


def make_link(
    session: Session,
    purpose: Purpose,
    now: datetime,
    *,
    user_id: int | None = None,
    life: timedelta = LINK_LIFE,
) -> str:
    """A secret for a one-time link; older ones for the same end stop working. Raises NotFound."""
    secret = secrets.token_urlsafe(32)
    with writing(session) as connection:
        if user_id is not None:
            _require_user(connection, user_id)
        connection.execute(
            update(OneTimeLink)
            .where(
                OneTimeLink.purpose == purpose,
                OneTimeLink.user_id.is_not_distinct_from(user_id),
                OneTimeLink.used_at.is_(None),
            )
            .values(used_at=now)
        )
        connection.execute(
            insert(OneTimeLink).values(
                purpose=purpose, user_id=user_id, hash=_hash(secret), created_at=now, expires_at=now + life
            )
        )
    return secret


def check_link(session: Session, purpose: Purpose, secret: str, now: datetime) -> int | None:
    """The user a link is for (None for the first administrator's). Raises Expired."""
    found = session.execute(select(OneTimeLink.user_id).where(*_working(purpose, secret, now))).one_or_none()
    if found is None:
        raise Expired("this link was used already or is too old; ask for a new one")
    return None if found.user_id is None else int(found.user_id)


def use_link(session: Session, purpose: Purpose, secret: str, now: datetime) -> int | None:
    """As `check_link`, and the link works no more. Raises Expired."""
    with writing(session) as connection:
        user_id = check_link(session, purpose, secret, now)
        used = connection.execute(
            update(OneTimeLink).where(*_working(purpose, secret, now)).values(used_at=now)
        )
        if not used.rowcount:
            raise Expired("this link was used already; ask for a new one")
        return user_id


def _working(purpose: Purpose, secret: str, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        OneTimeLink.hash == _hash(secret),
        OneTimeLink.purpose == purpose,
        OneTimeLink.used_at.is_(None),
        OneTimeLink.expires_at > now,
    )


def _require_user(connection: Connection, user_id: int) -> None:
    if connection.execute(select(User.id).where(User.id == user_id)).first() is None:
        raise NotFound("there is no such account")


def _hash(secret: str) -> bytes:
    """No salt and no stretching: the secrets are random, and have to be found by their hash."""
    return sha256(secret[:LONGEST_SECRET].encode("utf-8", "replace")).digest()
