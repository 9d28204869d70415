"""The account behind a session: read at each request of somebody who is signed in."""

from __future__ import annotations

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.db.accounts import Role, User, user_role
from quizapp.db.prepared import PreparedRead
from quizapp.services.accounts.results import SignedIn

_user, _role = User.__table__.c, Role.__table__.c
_SIGNED_IN = PreparedRead(
    select(_user.id, _user.learner_id, _user.username, _user.email, _role.name)
    .join_from(User.__table__, user_role, user_role.c.user_id == _user.id, isouter=True)
    .outerjoin(Role.__table__, _role.id == user_role.c.role_id)
    .where(_user.fs_uniquifier == bindparam("uniquifier"), _user.active.is_(True))
)


def signed_in(session: Session, uniquifier: str) -> SignedIn | None:
    """Who is meant by the name that their session holds; None once the account is gone or not active.

    A new password gives an account another name, so that older sessions end.
    """
    rows = _SIGNED_IN.alone(session, {"uniquifier": uniquifier})
    if not rows:
        return None
    user_id, learner_id, username, email, _ = rows[0]
    roles = frozenset(row[4] for row in rows if row[4])
    return SignedIn(user_id=user_id, learner_id=learner_id, name=username or email or "", roles=roles)
