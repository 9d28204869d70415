"""The site as a whole from the shell: published, backed up, put back, checked, moved."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from quizapp.db.engine import open_engine
from tests.cli.conftest import Command

TABLE = "Country,Capital\nFrance,Paris\nNorway,Oslo\nJapan,Tokyo\nKenya,Nairobi\nPeru,Lima\n"
pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def table(tmp_path: Path) -> str:
    path = tmp_path / "capitals.csv"
    path.write_text(TABLE)
    return str(path)


def test_a_table_is_published_once(command: Command, table: str) -> None:
    first, again = command("import", table), command("import", table)
    assert (first.exit_code, again.exit_code) == (0, 0)
    assert "capitals: published," in first.stderr
    assert "published before" in again.stderr


def test_a_set_with_faults_is_not_published_and_each_is_named(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    path.write_text("title: 5\nfacts: nonsense\n")
    result = command("import", str(path))
    assert result.exit_code == 1
    assert f"{path}:" in result.stderr


def test_an_exported_set_is_the_revision_that_was_imported(
    command: Command, table: str, tmp_path: Path
) -> None:
    command("import", table)
    exported = tmp_path / "capitals.json"
    assert command("export", "capitals", "-o", str(exported)).exit_code == 0
    assert "published before" in command("import", str(exported)).stderr
    assert json.loads(command("export", "capitals").stdout)["set"] == "capitals"


def test_a_set_that_is_not_there_is_not_exported(command: Command) -> None:
    result = command("export", "nothing")
    assert result.exit_code == 1
    assert "'nothing'" in result.stderr


def test_a_backup_is_put_back_and_what_was_there_is_kept(
    command: Command, site: Path, tmp_path: Path
) -> None:
    command("user", "create", "ada")
    assert command("backup", str(tmp_path / "site.zip")).exit_code == 0
    command("user", "create", "bert")
    assert command("restore", str(tmp_path / "site.zip")).exit_code == 0
    assert command("user", "list").stdout == "ada  learner\n"
    [kept] = site.glob("before-restore-*.zip")
    assert command("restore", str(kept)).exit_code == 0
    assert "bert" in command("user", "list").stdout


def test_a_file_that_is_no_backup_changes_nothing(command: Command, tmp_path: Path) -> None:
    command("user", "create", "ada")
    (tmp_path / "x.zip").write_text("nonsense")
    result = command("restore", str(tmp_path / "x.zip"))
    assert result.exit_code == 1
    assert "no backup" in result.stderr
    assert command("user", "list").stdout == "ada  learner\n"


def test_doctor_finds_nothing_in_a_sound_site(command: Command, table: str) -> None:
    command("import", table)
    result = command("doctor")
    assert (result.exit_code, result.stdout) == (0, "")


def test_doctor_names_what_refers_to_nothing(command: Command, site: Path) -> None:
    command("user", "create", "ada")
    engine = open_engine(f"sqlite:///{site / 'quizapp.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text('UPDATE "user" SET learner_id = 7'))
    engine.dispose()
    result = command("doctor", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["check"] == "references"


def test_a_site_moves_to_postgresql_with_every_row(command: Command, table: str, postgres: Engine) -> None:
    command("import", table)
    command("user", "create", "ada")
    url = postgres.url.render_as_string(hide_password=False)
    result = command("migrate-data", "--to", url)
    assert result.exit_code == 0, result.stderr
    assert command("user", "list", QUIZAPP_DATABASE_URL=url).stdout == "ada  learner\n"
    assert command("doctor", QUIZAPP_DATABASE_URL=url).exit_code == 0


def test_a_move_onto_itself_is_refused(command: Command, site: Path) -> None:
    assert command("migrate-data", "--to", f"sqlite:///{site / 'quizapp.sqlite3'}").exit_code == 1


def test_distribution_is_shown_and_needs_citus(command: Command) -> None:
    shown = command("distribute", "--dry-run").stdout
    assert "SELECT create_distributed_table('learner', 'learner_id');" in shown
    assert command("distribute").exit_code == 1
