"""The site as a whole: `quizapp backup`, `restore`, `doctor`, `migrate-data` and `distribute`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine

from quizapp.cli.folder_lock import locked
from quizapp.cli.site_session import now, site_session
from quizapp.config import read_settings
from quizapp.core.errors import QuizappError
from quizapp.db.engine import open_engine
from quizapp.services import migration

file_argument = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@file_argument
def backup(file: Path) -> None:
    """Write the whole site to FILE, consistently, while it serves."""
    from quizapp.services import backups

    settings = read_settings()
    with _engine(settings.database_url) as engine:
        manifest = backups.save(engine, settings.data, file, now())
    click.echo(f"{file}: {manifest.rows} rows", err=True)


@click.command()
@file_argument
def restore(file: Path) -> None:
    """Put a backup back, in the place of everything the site holds.

    What was there is backed up first, into the data folder. The server must be stopped.
    """
    from quizapp.services import backups

    settings = read_settings()
    with locked(settings.data), _engine(settings.database_url) as engine:
        backups.check(file)
        if migration.state(engine) == "current":
            kept = settings.data / f"before-restore-{now():%Y%m%dT%H%M%S%f}.zip"
            backups.save(engine, settings.data, kept, now())
            click.echo(f"what was there is kept in {kept}", err=True)
        manifest = backups.restore(engine, settings.data, file)
    click.echo(f"{manifest.rows} rows restored from {file}, made at {manifest.made_at}", err=True)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON lines.")
def doctor(as_json: bool) -> None:
    """Check everything: schema, references, and that the log gives the stored memory states and totals."""
    import json

    from quizapp.services import inspection

    found = 0
    with site_session() as session:
        for finding in inspection.findings(session):
            found += 1
            said = {"check": finding.check, "subject": finding.subject, "message": finding.message}
            click.echo(
                json.dumps(said) if as_json else f"{finding.check}: {finding.subject}: {finding.message}"
            )
    click.echo(f"{found} findings" if found else "everything is in order", err=True)
    if found:
        raise SystemExit(1)


@click.command("migrate-data")
@click.option("--to", "target_url", required=True, metavar="URL", help="postgresql://user@host/name, empty.")
def migrate_data(target_url: str) -> None:
    """Copy the whole site into another database, and check every row.

    The server must be stopped. Set QUIZAPP_DATABASE_URL to the new address afterwards.
    """
    from quizapp.services import copying

    settings = read_settings()
    if target_url == settings.database_url:
        raise QuizappError("--to names the database that the site already uses")
    with locked(settings.data), _engine(settings.database_url) as old, _engine(target_url) as new:
        migration.require_current(old)
        migration.upgrade(new)
        for name, held in copying.move(old, new).items():
            click.echo(f"{name}  {held.rows} rows  {held.hash[:16]}")
    click.echo("every row is there; set QUIZAPP_DATABASE_URL to the new database", err=True)


@click.command()
@click.option("--dry-run", is_flag=True, help="Print the statements, run nothing.")
def distribute(dry_run: bool) -> None:
    """Spread learners over the servers of a Citus cluster; shared tables are copied to each.

    Run it again after an upgrade, before the site starts: it migrates, and spreads the tables that are new.
    """
    from quizapp.db import distribution
    from quizapp.services.copying import tables

    metadata = tables()[0].metadata
    if dry_run:
        for _table, wanted in distribution.statements(metadata):
            for statement in wanted:
                click.echo(f"{statement};")
        return
    with _engine(read_settings().database_url) as engine, engine.connect() as connection:
        migration.bring_up(engine)
        for name in distribution.distribute(connection, metadata):
            click.echo(name)


@contextmanager
def _engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
