"""The sign-in library's own classes, mapped onto the tables of `quizapp.db.accounts`."""

from __future__ import annotations

from flask_security import RoleMixin, SQLAlchemyUserDatastore, UserMixin
from sqlalchemy.orm import relationship

from quizapp.db.accounts import Role, User, user_role
from quizapp.db.base import Base
from quizapp.web.extensions import db


class SignedInRole(Base, RoleMixin):
    """A role as the library reads it."""

    __table__ = Role.__table__


class SignedIn(Base, UserMixin):
    """A user as the library reads it: one statement, roles included."""

    __table__ = User.__table__
    roles = relationship(SignedInRole, secondary=user_role, viewonly=True)


def datastore() -> SQLAlchemyUserDatastore:
    """Where the library finds users."""
    return SQLAlchemyUserDatastore(db, SignedIn, SignedInRole)
