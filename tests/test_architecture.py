"""The walls of the house: contracts, sizes of files, and nothing that belongs to one machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]
LONGEST_FILE = 350
LONGEST_FUNCTION = 50
OURS = ("quizapp", "tests", "benchmarks")
TEXTS = {
    ".py",
    ".md",
    ".toml",
    ".yaml",
    ".yml",
    ".html",
    ".css",
    ".js",
    ".service",
    ".timer",
    ".txt",
    ".cfg",
    "",
}
FOREIGN = ("vendor", "node_modules", ".venv", "LICENSE", "question_bank")
MACHINE_PATHS = re.compile(r"(?<![\w.])/(?:root|home|work|Users)/\w+|(?<![\w.])/tmp/\w+")
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "stuff"}
UNFINISHED = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b")


def tracked() -> list[Path]:
    """The project's files, as a clone has them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=False
    ).stdout
    if not listed:
        pytest.skip("not a git checkout: its files cannot be listed")
    files = [PROJECT / name for name in listed.split("\0") if name]
    return [path for path in files if path.is_file() and not set(FOREIGN) & set(path.parts)]


def modules() -> Iterator[Path]:
    for room in OURS:
        yield from sorted((PROJECT / room).rglob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(PROJECT))


def test_every_room_uses_only_rooms_below_it() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_no_file_is_long() -> None:
    long = {name(path): lines for path in modules() if (lines := path.read_text().count("\n")) > LONGEST_FILE}
    assert not long


def test_no_function_is_long() -> None:
    long = {}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    long[f"{name(path)}:{node.lineno} {node.name}"] = lines
    assert not long


def test_modules_are_named_by_nouns_of_the_subject() -> None:
    assert not [name(path) for path in modules() if VAGUE_NAMES & {path.stem, path.parent.name}]


def test_nothing_is_left_for_later() -> None:
    assert not [name(path) for path in modules() if UNFINISHED.search(path.read_text())]


def test_nothing_belongs_to_one_machine() -> None:
    texts = [path for path in tracked() if path.suffix in TEXTS and path.name != "Dockerfile"]
    found = {
        name(path): match.group()
        for path in texts
        if path != Path(__file__).resolve()
        and (match := MACHINE_PATHS.search(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert not found


def test_locks_name_no_index() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock", "requirements-bench.lock"):
        assert "://" not in (PROJECT / lock).read_text()
    assert '"resolved"' not in (PROJECT / "package-lock.json").read_text()
