"""Item statistics from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command

HEAD = "attempt,slot,mark,max_mark\n"


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    return tmp_path / "marks.csv"


def test_the_figures_are_one_document(command: Command, marks: Path) -> None:
    marks.write_text(HEAD + "1,1,1,1\n1,2,1,1\n2,1,0,1\n2,2,,1\n")
    done = command("analyse", str(marks), "--json")
    told = json.loads(done.stdout)
    assert (done.exit_code, told["attempts"], told["slots"]["1"]["facility_percent"]) == (0, 2, 50)
    assert "facility %" in command("analyse", str(marks)).stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column"),
        ("attempt,slot,mark\n", "no column max_mark"),
        (HEAD, "no marks"),
        (HEAD + "1,1,x,1\n", ":2: mark and max_mark are numbers"),
        (HEAD + "1,1,2,1\n", ":2: a mark of 2 out of 1 is impossible"),
        (HEAD + "1,1,nan,1\n", "impossible"),
        (HEAD + "1,1,1,1\n1,1,0,1\n", ":3: attempt 1 has slot 1 twice"),
        (HEAD + "1,,1,1\n", "needed"),
        ("\x00", "no column"),
    ],
)
def test_faults_are_named_by_line(command: Command, marks: Path, text: str, said: str) -> None:
    marks.write_text(text)
    done = command("analyse", str(marks), "--json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage(command: Command, marks: Path) -> None:
    assert command("analyse", str(marks)).exit_code == 2
