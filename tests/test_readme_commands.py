"""What README.md tells people to type works as written."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
PAGES = [PROJECT / "README.md", *sorted((PROJECT / "docs").glob("*.md"))]
README = PAGES[0].read_text(encoding="utf-8")
LINES = [
    line[2:] for block in re.findall(r"```console\n(.*?)```", README, re.S) for line in block.splitlines()
]
COMMANDS = [line for line in LINES if line.startswith("quizapp ")]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_runs(line: str) -> None:
    words = [sys.executable, "-m", *shlex.split(line)]
    done = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_readme_names_the_two_commands_and_the_makefile_has_them() -> None:
    targets = re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(), re.M)
    told = {line.split()[1] for line in LINES if line.startswith("make ")}
    assert {"run", "test"} <= told <= set(targets)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


def test_every_setting_is_in_the_table_of_operations() -> None:
    source = (PROJECT / "quizapp" / "config.py").read_text() + (
        PROJECT / "quizapp/cli/commands.py"
    ).read_text()
    table = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert set(re.findall(r'"(QUIZAPP_[A-Z_]+)"', source)) == set(
        re.findall(r"^\| `(QUIZAPP_[A-Z_]+)`", table, re.M)
    )
