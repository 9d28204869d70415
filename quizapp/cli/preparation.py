"""What happens before a server serves: schema, shipped sets, the first administrator's link."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from sqlalchemy.orm import Session

from quizapp.cli.addresses import page_address
from quizapp.config import Settings
from quizapp.core.errors import SetError
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, library, migration


def prepare(settings: Settings, base: str) -> str:
    """Migrate the database and load the shipped sets; returns the first administrator's link, or "".

    `base` is the address that will be served. Raises DatabaseUnusable, saying what to do.
    """
    engine = open_engine(settings.database_url)
    try:
        migration.bring_up(engine)
        with migration.said_plainly(engine), open_sessions(engine)() as session:
            _load_shipped_sets(session, settings)
            return _first_link(session, settings, base)
    finally:
        engine.dispose()


def _load_shipped_sets(session: Session, settings: Settings) -> None:
    """Sets that cannot be used are named; the server starts all the same, with those it has."""
    if not settings.question_bank.is_dir():
        click.echo(f"quizapp: QUIZAPP_QUESTION_BANK: there is no folder {settings.question_bank}", err=True)
        return
    try:
        library.load_bank(session, settings.question_bank, datetime.now(UTC))
    except SetError as error:
        click.echo(f"quizapp: a shipped set was left out:\n{error}", err=True)


def _first_link(session: Session, settings: Settings, base: str) -> str:
    if accounts.has_administrator(session):
        return ""
    secret = accounts.make_link(session, "first-admin", datetime.now(UTC))
    return page_address(settings, f"/link/first-admin/{secret}", base)
