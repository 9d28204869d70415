"""How the command line behaves as a whole."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from quizapp.cli import ROOMS, main
from quizapp.cli.commands import say
from tests.cli.conftest import Command


def test_wrong_usage_is_status_2(command: Command) -> None:
    assert command("no-such-command").exit_code == 2
    assert command("run", "--port", "ninety").exit_code == 2
    assert command("user", "create").exit_code == 2


def test_help_lists_every_command_that_exists(command: Command) -> None:
    listed = command("--help").stdout
    context = click.Context(main)
    assert all(f"  {name} " in listed for name in main.list_commands(context))
    assert {"run", "worker", "user", "backup", "restore", "doctor"} <= set(main.list_commands(context))


def test_each_command_has_one_room() -> None:
    names = [name for room in ROOMS.values() for name in room]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "error", [ValueError("x"), OSError(28, "No space left on device", "f"), RecursionError()]
)
def test_no_fault_shows_a_traceback(error: Exception, capsys: pytest.CaptureFixture[str]) -> None:
    assert say(error) == 1
    said = capsys.readouterr().err
    assert said.startswith("quizapp: ")
    assert "Traceback" not in said
    assert said.count("\n") == 1


def test_the_module_runs_as_the_command_does() -> None:
    command = [sys.executable, "-m", "quizapp", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("quizapp, version ")


def test_the_command_line_starts_without_web_and_database() -> None:
    code = (
        "import sys, quizapp.cli; print([m for m in ('flask', 'sqlalchemy', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
