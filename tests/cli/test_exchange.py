"""Importing other programs' files from the shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quizapp.bank.formats import FORMATS
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
    assert done.stderr.splitlines()[-1].startswith(f"quizapp: {path}: ")
    assert "program itself" not in done.stderr
    assert command("export", "broken").exit_code == 1


def test_wrong_usage_is_told_apart_from_faults(command: Command, package: Path) -> None:
    assert command("import", "no-such-file.apkg").exit_code == 2
    assert command("import", str(package), "--from", "nothing").exit_code == 2


GIFT = "::one::Capital of Peru?{~Quito =Lima}\n\n::two::Essay?{}\n"


@pytest.fixture
def gift(tmp_path: Path) -> Path:
    path = tmp_path / "towns.gift"
    path.write_text(GIFT)
    return path


@pytest.mark.parametrize("target", sorted(FORMATS))
def test_a_file_becomes_one_of_any_format_and_comes_back(
    command: Command, gift: Path, tmp_path: Path, target: str
) -> None:
    there, back = tmp_path / f"there.{target}", tmp_path / "back.json"
    assert command("convert", str(gift), "--to", target, "-o", str(there)).exit_code == 0
    done = command("convert", str(there), "--from", target, "--to", "json", "-o", str(back))
    assert (done.exit_code, done.stdout) == (0, "")
    (question,) = json.loads(back.read_text())["questions"]
    assert question["stem"].startswith("Capital of Peru?")


def test_the_report_has_a_line_for_what_is_left_out(command: Command, gift: Path, tmp_path: Path) -> None:
    report = tmp_path / "report"
    done = command("convert", str(gift), "--to", "aiken", "--report", str(report))
    assert done.stdout == "Capital of Peru?\nA) Quito\nB) Lima\nANSWER: B\n"
    (line,) = [json.loads(line) for line in report.read_text().splitlines()]
    assert line == {
        "item": "two",
        "line": 3,
        "severity": "warning",
        "message": "left out: an essay cannot be marked by a program",
    }


def test_items_with_faults_are_named_and_the_rest_is_written(
    command: Command, gift: Path, tmp_path: Path
) -> None:
    gift.write_text(GIFT + "\nBroken?{=a\n")
    out = tmp_path / "out.json"
    done = command("convert", str(gift), "--to", "json", "-o", str(out))
    assert done.exit_code == 1
    assert "line 5: " in done.stderr
    assert len(json.loads(out.read_text())["questions"]) == 1


def test_a_file_with_faults_is_not_imported(command: Command, gift: Path) -> None:
    gift.write_text(GIFT + "\nBroken?{=a\n")
    assert command("import", str(gift)).exit_code == 1
    assert command("export", "towns").exit_code == 1


def test_formats_are_recognised(command: Command, gift: Path, tmp_path: Path) -> None:
    for target, ending in (
        ("moodle-xml", "xml"),
        ("aiken", "txt"),
        ("kahoot", "xlsx"),
        ("json", "json"),
        ("qti21", "zip"),
    ):
        there = tmp_path / f"towns.{ending}"
        command("convert", str(gift), "--to", target, "-o", str(there))
        assert command("import", str(there)).exit_code == 0, ending
        assert "Lima" in command("export", "towns", "--to", "csv").stdout


def test_wrong_formats_are_wrong_usage(command: Command, gift: Path, tmp_path: Path) -> None:
    assert command("convert", str(gift)).exit_code == 2
    assert command("convert", str(gift), "--to", "riddles").exit_code == 2
    assert command("convert", str(tmp_path / "none"), "--to", "gift").exit_code == 2
    assert command("export", "towns", "--to", "riddles").exit_code == 2


def test_a_set_with_facts_goes_out_as_questions(command: Command, tmp_path: Path) -> None:
    table = tmp_path / "capitals.csv"
    table.write_text("Country,Capital\nPeru,Lima\nChile,Santiago\nCuba,Havana\nKenya,Nairobi\n")
    out = tmp_path / "out.gift"
    assert command("convert", str(table), "--to", "gift", "-o", str(out)).exit_code == 0
    assert "=Lima" in out.read_text()


def test_an_output_that_cannot_be_written_leaves_nothing(
    command: Command, gift: Path, tmp_path: Path
) -> None:
    out = tmp_path / "no-such-folder" / "out.json"
    done = command("convert", str(gift), "--to", "json", "-o", str(out))
    assert done.exit_code == 1
    assert "No such file" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []


def test_lint_looks_at_what_is_imported(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "towns.gift"
    path.write_text("::one::Capital of Peru?{~Lima =Lima ~Quito}\n")
    done = command("import", str(path))
    assert done.exit_code == 0
    assert "warning: one: " in done.stderr
