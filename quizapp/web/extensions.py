"""The Flask extensions, made once and given their application in `quizapp.app`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from flask import Flask, current_app
from flask_babel import Babel
from flask_security.core import Security
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as BoundSession
from flask_wtf import CSRFProtect

from quizapp.config import Settings
from quizapp.db.base import Base
from quizapp.db.engine import ClosesItsOwn, open_engine
from quizapp.services.sealing import Seal

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


class Database(SQLAlchemy):
    """Flask-SQLAlchemy over our own engines, with their pragmas and transactions."""

    def _make_engine(self, _bind: str | None, options: dict[str, Any], _app: Flask) -> Engine:
        return open_engine(options["url"])


class PageSession(ClosesItsOwn, BoundSession):
    """The session of a request."""


db = Database(metadata=Base.metadata, session_options={"class_": PageSession, "expire_on_commit": False})
security = Security()
csrf = CSRFProtect()
babel = Babel(configure_jinja=False)


def database() -> Session:
    """The request's database session, as services take it."""
    return cast("Session", db.session())


def seal() -> Seal:
    """What seals question ids here."""
    return cast(Seal, current_app.extensions["quizapp_seal"])


def site() -> Settings:
    """The settings of this installation."""
    return cast(Settings, current_app.extensions["quizapp_settings"])


def now() -> datetime:
    """The time of the server, UTC."""
    return datetime.now(UTC)
