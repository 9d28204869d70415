"""A command's way to the site's database: open, migrated, closed again at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from quizapp.config import Settings, read_settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import migration


@contextmanager
def site_session(settings: Settings | None = None) -> Iterator[Session]:
    """A session on the database of these settings (those of the environment if none are given).

    Raises `migration.DatabaseUnusable` when the database cannot be reached or has another schema.
    """
    known = settings or read_settings()
    engine = open_engine(known.database_url)
    try:
        migration.require_current(engine)
        with open_sessions(engine)() as session:
            yield session
    finally:
        engine.dispose()


def now() -> datetime:
    """The time of this machine, UTC."""
    return datetime.now(UTC)
