"""A backup holds every row and comes back whole, on either database; copies are compared row by row."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, select

from quizapp.db.accounts import User
from quizapp.db.engine import open_sessions
from quizapp.services import accounts, backups, copying, migration
from quizapp.services.copying import tables

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def register(engine: Engine, name: str) -> accounts.Account:
    with open_sessions(engine)() as session:
        return accounts.register(session, None, password="long enough 1", username=name, now=NOW)


def names(engine: Engine) -> list[str | None]:
    with engine.connect() as connection:
        return list(connection.scalars(select(User.username).order_by(User.id)))


def tallies(engine: Engine) -> dict[str, tuple[int, str]]:
    with copying.snapshot(engine) as connection:
        found = {table.name: copying.tally(connection, table) for table in tables()}
    return {name: (tally.rows, tally.hash) for name, tally in found.items()}


def test_a_backup_brings_back_what_was_there(database: Engine, tmp_path: Path) -> None:
    register(database, "ada")
    before = tallies(database)
    file = tmp_path / "site.zip"
    backups.save(database, tmp_path, file, NOW)
    register(database, "later")
    backups.check(file)
    backups.restore(database, tmp_path, file)
    assert names(database) == ["ada"]
    assert tallies(database) == before


def test_accounts_can_be_made_after_a_restore(database: Engine, tmp_path: Path) -> None:
    register(database, "ada")
    backups.save(database, tmp_path, tmp_path / "site.zip", NOW)
    backups.restore(database, tmp_path, tmp_path / "site.zip")
    register(database, "bert")
    assert names(database) == ["ada", "bert"]


def test_a_backup_carries_the_secret_key_and_media(sqlite: Engine, tmp_path: Path) -> None:
    data, other = tmp_path / "data", tmp_path / "other"
    (data / "media").mkdir(parents=True)
    (data / "secret-key").write_text("a key")
    (data / "media" / "a.png").write_bytes(b"picture")
    backups.save(sqlite, data, tmp_path / "site.zip", NOW)
    backups.restore(sqlite, other, tmp_path / "site.zip")
    assert (other / "secret-key").read_text() == "a key"
    assert (other / "media" / "a.png").read_bytes() == b"picture"


@pytest.mark.parametrize("content", [b"", b"not a backup", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "site.zip"
    file.write_bytes(content)
    with pytest.raises(backups.NotABackup):
        backups.check(file)


def test_a_backup_with_a_row_missing_is_refused(sqlite: Engine, tmp_path: Path) -> None:
    register(sqlite, "ada")
    whole, damaged = tmp_path / "site.zip", tmp_path / "damaged.zip"
    backups.save(sqlite, tmp_path, whole, NOW)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(damaged, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"" if name == "tables/user.jsonl" else source.read(name))
    with pytest.raises(backups.NotABackup, match="user"):
        backups.check(damaged)


def of_schema(file: Path, schema: str, columns: Mapping[str, set[str]]) -> Path:
    """The backup as a program of another schema would have made it: with its tables and columns alone."""
    made = file.with_name("other.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(made, "w") as target:
        manifest = json.loads(source.read("manifest.json")) | {"schema": schema, "tables": {}}
        for name, kept in columns.items():
            found, lines = copying.Tally(), []
            for line in source.read(f"tables/{name}.jsonl").decode().splitlines():
                cells = json.loads(line).items()
                lines.append(copying.line({column: cell for column, cell in cells if column in kept}))
                found.add(lines[-1])
            manifest["tables"][name] = {"rows": found.rows, "hash": found.hash}
            target.writestr(f"tables/{name}.jsonl", "\n".join(lines))
        target.writestr("manifest.json", json.dumps(manifest))
    return made


def test_a_backup_of_an_older_schema_is_restored_and_migrated(database: Engine, tmp_path: Path) -> None:
    register(database, "ada")
    backups.save(database, tmp_path, tmp_path / "site.zip", NOW)
    oldest = migration.steps()[0]
    migration.downgrade(database, oldest)
    described = inspect(database)
    columns = {
        table.name: {column["name"] for column in described.get_columns(table.name)}
        for table in tables()
        if described.has_table(table.name)
    }
    migration.upgrade(database)
    register(database, "later")
    older = of_schema(tmp_path / "site.zip", oldest, columns)
    backups.check(older)
    backups.restore(database, tmp_path, older)
    assert names(database) == ["ada"]
    assert migration.state(database) == "current"


def test_a_backup_of_a_newer_program_changes_nothing(database: Engine, tmp_path: Path) -> None:
    register(database, "ada")
    backups.save(database, tmp_path, tmp_path / "site.zip", NOW)
    newer = of_schema(tmp_path / "site.zip", "fromthefuture", {})
    with pytest.raises(backups.NotABackup, match="newer"):
        backups.restore(database, tmp_path, newer)
    assert names(database) == ["ada"]


def test_every_row_moves_from_sqlite_to_postgresql(sqlite: Engine, postgres: Engine) -> None:
    register(sqlite, "ada")
    register(sqlite, "bert")
    copying.move(sqlite, postgres)
    assert tallies(postgres) == tallies(sqlite)
    register(postgres, "cleo")
    assert names(postgres) == ["ada", "bert", "cleo"]


def test_a_database_in_use_is_no_target(sqlite: Engine, postgres: Engine) -> None:
    register(sqlite, "ada")
    register(postgres, "bert")
    with pytest.raises(copying.NotEqual, match="not empty"):
        copying.move(sqlite, postgres)
    assert names(postgres) == ["bert"]


def test_a_table_that_differs_by_one_value_has_another_hash(sqlite: Engine) -> None:
    account = register(sqlite, "ada")
    before = tallies(sqlite)
    with sqlite.begin() as connection:
        connection.execute(User.__table__.update().where(User.id == account.id).values(username="adb"))
    after = tallies(sqlite)
    assert [name for name in before if before[name] != after[name]] == ["user"]


def test_rows_are_counted_whatever_their_order() -> None:
    one, two = copying.Tally(), copying.Tally()
    for line in ("a", "b"):
        one.add(line)
    for line in ("b", "a"):
        two.add(line)
    assert one == two
