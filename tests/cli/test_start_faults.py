"""What is said when a server cannot start: one sentence that names the thing and what to do, and status 1."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from quizapp.db.engine import open_engine
from tests.cli.conftest import PROJECT, Command

PR_CAPBSET_DROP, CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 24, 1, 2
DATABASE = "quizapp.sqlite3"


def start(data: Path, before: Callable[[], None]) -> str:
    """What a server says that cannot start; `before` runs in its process first."""
    done = subprocess.run(
        [sys.executable, "-m", "quizapp", "run", "--port", "0", "--no-worker"],
        env={**os.environ, "QUIZAPP_DATA": str(data)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        preexec_fn=before,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def without_privileges() -> None:
    """Let the modes of files hold for root, too, once the next program runs."""
    if os.geteuid() == 0:
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


def on_a_small_disk() -> None:
    """No file may grow beyond 100 KB."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "QUIZAPP_DATABASE_URL"),
        ("mysql://host/name", "not supported"),
        ("postgresql://host:port/name", "no database address"),
        ("sqlite://", "name a file"),
        ("postgresql://nobody@127.0.0.1:1/none", "cannot be used"),
        ("sqlite:////no-such-folder/x.sqlite3", "cannot be used"),
    ],
)
def test_a_database_that_cannot_be_used_is_said_at_start(command: Command, url: str, said: str) -> None:
    result = command("run", "--port", "0", QUIZAPP_DATABASE_URL=url)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_data_folder_that_cannot_be_made_is_said_at_start(command: Command, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = command("run", QUIZAPP_DATA=str(tmp_path / "file" / "data"))
    assert result.exit_code == 1
    assert "QUIZAPP_DATA" in result.stderr


def test_a_file_that_is_no_database_is_said_at_start(command: Command, data: Path) -> None:
    data.mkdir()
    (data / "quizapp.sqlite3").write_text("this is no database, but long enough to look at\n" * 100)
    result = command("run", "--port", "0")
    assert result.exit_code == 1
    assert "quizapp.sqlite3" in result.stderr


def test_a_schema_of_a_newer_program_is_refused(command: Command, site: Path) -> None:
    engine = open_engine(f"sqlite:///{site / 'quizapp.sqlite3'}")
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'fromthefuture'"))
    engine.dispose()
    result = command("run", "--port", "0")
    assert result.exit_code == 1
    assert "newer" in result.stderr


def test_a_wrong_password_is_said_without_repeating_it(command: Command, migrated_postgres: str) -> None:
    url = make_url(migrated_postgres).set(username="nobody", password="hush-hush")
    result = command("run", "--port", "0", QUIZAPP_DATABASE_URL=url.render_as_string(hide_password=False))
    assert result.exit_code == 1
    assert "cannot be used" in result.stderr
    assert "hush-hush" not in result.stderr


def test_a_damaged_database_is_said_at_start_with_the_way_out(command: Command, site: Path) -> None:
    with (site / DATABASE).open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * 65536)
    result = command("run", "--port", "0")
    assert result.exit_code == 1
    assert DATABASE in result.stderr
    assert "restore a backup" in result.stderr


@pytest.mark.parametrize(
    ("name", "mode"), [(DATABASE, 0o444), (DATABASE, 0), (f"{DATABASE}-wal", 0o444), ("", 0o555)]
)
def test_what_may_not_be_written_is_said_at_start(site: Path, name: str, mode: int) -> None:
    for kept in ("lock", "secret-key"):
        (site / kept).write_text("a key")
    (site / name).touch()
    (site / name).chmod(mode)
    assert "let quizapp's user" in start(site, without_privileges)
    site.chmod(0o755)


def test_a_disk_that_fills_up_is_said_at_start(data: Path) -> None:
    assert "disk" in start(data, on_a_small_disk)


def test_a_secret_key_that_is_none_is_said_at_start(command: Command, site: Path) -> None:
    (site / "secret-key").touch()
    result = command("run", "--port", "0")
    assert result.exit_code == 1
    assert "holds no secret key" in result.stderr
