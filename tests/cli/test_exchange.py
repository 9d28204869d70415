"""Importing other programs' files from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.bank.formats.packages import BASIC, Package
from tests.cli.conftest import Command

pytestmark = pytest.mark.usefixtures("site")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "towns.apkg"
    notes = [(["Capital of Peru?", "Lima"], [0]), (["", "nothing is asked"], [0])]
    path.write_bytes(Package(BASIC, notes).new())
    return path


def test_a_package_becomes_a_set_and_what_is_left_out_is_told(
    command: Command, package: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.jsonl"
    done = command("import", str(package), "--report", str(report))
    assert (done.exit_code, done.stdout) == (0, "")
    assert "towns: published, revision" in done.stderr
    (line,) = [json.loads(line) for line in report.read_text().splitlines()]
    assert list(line) == ["item", "line", "severity", "message"]
    (question,) = json.loads(command("export", "towns").stdout)["questions"]
    assert (question["stem"], question["answer"]) == ("Capital of Peru?", "Lima")


def test_the_same_package_again_changes_nothing(command: Command, package: Path) -> None:
    command("import", str(package))
    assert "towns: published before" in command("import", str(package)).stderr


@pytest.mark.parametrize("content", [b"", b"not a package", Package(BASIC).old(), Package(BASIC).old()[:-40]])
def test_a_package_that_cannot_be_used_changes_nothing(
    command: Command, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "broken.apkg"
    path.write_bytes(content)
    done = command("import", str(path))
    assert (done.exit_code, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert "program itself" not in done.stderr
    assert command("export", "broken").exit_code == 1


def test_wrong_usage_is_told_apart_from_faults(command: Command, package: Path) -> None:
    assert command("import", "no-such-file.apkg").exit_code == 2
    assert command("import", str(package), "--from", "nothing").exit_code == 2
