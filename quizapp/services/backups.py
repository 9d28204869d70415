"""Backups: the whole site in one file, taken while it serves, the same on SQLite and PostgreSQL.

A zip archive of `manifest.json`, `tables/<name>.jsonl` (one row a line) and the data folder's own files.
Everything is read from one snapshot of the database, and checked in full before anything is restored.
"""

from __future__ import annotations

import json
import os
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Table

from quizapp.core.errors import QuizappError
from quizapp.db.engine import WRITING
from quizapp.services import copying, migration
from quizapp.services.copying import Tally

FORMAT = 1
MANIFEST = "manifest.json"
KEPT_FILES = ("secret-key",)
KEPT_FOLDERS = ("media",)


class NotABackup(QuizappError):
    """The file is no backup, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    schema: str
    made_at: str
    tables: Mapping[str, Mapping[str, Any]]

    @property
    def rows(self) -> int:
        """Of all tables together."""
        return sum(held["rows"] for held in self.tables.values())


def save(engine: Engine, data: Path, file: Path, now: datetime) -> Manifest:
    """Write a backup; the file appears only when it is whole. Raises OSError and DatabaseUnusable."""
    migration.require_current(engine)
    part = file.with_name(f".{file.name}.part")
    try:
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as raw, zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
            held = _save_tables(engine, archive)
            for path in _own_files(data):
                archive.write(path, f"data/{path.relative_to(data).as_posix()}")
            manifest = Manifest(FORMAT, migration.head(), now.isoformat(), held)
            archive.writestr(MANIFEST, json.dumps(_as_json(manifest), indent=1))
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def check(file: Path) -> Manifest:
    """Read a backup through and compare every table with its manifest. Raises NotABackup and OSError."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            for each in copying.tables():
                said = manifest.tables.get(each.name)
                if said and _as_said(_tally(archive, each)) != dict(said):
                    raise NotABackup(f"{file}: the table {each.name} is not whole; use another backup")
            return manifest
    except (zipfile.BadZipFile, KeyError, ValueError, EOFError) as error:
        raise NotABackup(f"{file} is no backup of quizapp, or is damaged") from error


def restore(engine: Engine, data: Path, file: Path) -> Manifest:
    """Put a backup in the place of all that the database holds, in one transaction; then migrate.

    Call `check` first. Raises NotABackup when the backup is of a newer program.
    """
    with zipfile.ZipFile(file) as archive:
        manifest = _manifest(archive)
        _bring_to(engine, manifest.schema)
        with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
            copying.empty(connection)
            for each in copying.tables():
                if each.name in manifest.tables:
                    copying.write(connection, each, _rows(archive, each))
            copying.advance_sequences(connection)
        for name in archive.namelist():
            if name.startswith("data/") and ".." not in name:
                _restore_file(archive, name, data / name.removeprefix("data/"))
    migration.upgrade(engine)
    return manifest


def _save_tables(engine: Engine, archive: zipfile.ZipFile) -> dict[str, dict[str, Any]]:
    held = {}
    with copying.snapshot(engine) as connection:
        for each in copying.tables():
            found = Tally()
            with archive.open(_name(each), "w", force_zip64=True) as out:
                for row in copying.rows(connection, each):
                    line = copying.line(row)
                    found.add(line)
                    out.write(f"{line}\n".encode())
            held[each.name] = _as_said(found)
    return held


def _bring_to(engine: Engine, schema: str) -> None:
    """Give the database the backup's schema; an unlike one is emptied first."""
    if schema not in migration.steps():
        raise NotABackup("the backup was made by a newer quizapp; install that version")
    if schema != migration.head() and migration.state(engine) != "empty":
        migration.downgrade(engine, "base")
    migration.upgrade(engine, schema)


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    said = json.loads(archive.read(MANIFEST))
    if said["format"] != FORMAT:
        raise NotABackup("the backup was made by a newer quizapp; install that version")
    return Manifest(said["format"], said["schema"], said["made_at"], said["tables"])


def _lines(archive: zipfile.ZipFile, of: Table) -> Iterator[str]:
    with archive.open(_name(of)) as lines:
        for line in lines:
            yield line.decode().rstrip("\n")


def _rows(archive: zipfile.ZipFile, of: Table) -> Iterator[dict[str, Any]]:
    return (copying.row_of(line, of) for line in _lines(archive, of))


def _tally(archive: zipfile.ZipFile, of: Table) -> Tally:
    found = Tally()
    for line in _lines(archive, of):
        found.add(line)
    return found


def _own_files(data: Path) -> Iterator[Path]:
    yield from (data / name for name in KEPT_FILES if (data / name).is_file())
    for folder in KEPT_FOLDERS:
        yield from (path for path in sorted((data / folder).rglob("*")) if path.is_file())


def _restore_file(archive: zipfile.ZipFile, name: str, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(archive.read(name))
    target.chmod(0o600)


def _as_said(found: Tally) -> dict[str, Any]:
    return {"rows": found.rows, "hash": found.hash}


def _as_json(manifest: Manifest) -> dict[str, Any]:
    return {
        "format": manifest.format,
        "schema": manifest.schema,
        "made_at": manifest.made_at,
        "tables": manifest.tables,
    }


def _name(of: Table) -> str:
    return f"tables/{of.name}.jsonl"
