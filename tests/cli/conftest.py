"""The command line in this process, and a real server in another."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli import main

PROJECT = Path(__file__).resolve().parents[2]
Command = Callable[..., Result]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    return tmp_path / "data"


@pytest.fixture
def site(data: Path, migrated_file: Path) -> Path:
    """A data folder with an empty, migrated database."""
    data.mkdir()
    shutil.copy(migrated_file, data / "quizapp.sqlite3")
    return data


@pytest.fixture
def command(data: Path) -> Command:
    """Runs `quizapp ARGUMENTS` on the test's data folder."""

    def run(*arguments: str, **environment: str) -> Result:
        env = {"QUIZAPP_DATA": str(data), "QUIZAPP_DATABASE_URL": "", **environment}
        return CliRunner().invoke(main, arguments, env=env)

    return run


@dataclass
class Server:
    """A `quizapp run` of its own, on a free port."""

    data: Path
    options: tuple[str, ...] = ("--no-worker",)
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    address: str = ""

    def start(self) -> Server:
        """Start, and wait for the address on the first line."""
        env = {**os.environ, "QUIZAPP_DATA": str(self.data), **self.environment}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizapp", "run", "--port", "0", *self.options],
            env=env,
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=(self.data.parent / "server.log").open("a"),
            text=True,
        )
        assert self.process.stdout is not None
        first = self.process.stdout.readline()
        assert first.startswith("quizapp: http://"), (self.data.parent / "server.log").read_text()
        self.address = first.removeprefix("quizapp: ").strip()
        return self

    def children(self) -> list[int]:
        """Process ids of the web processes."""
        assert self.process is not None
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in listed.split()]

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send a signal, wait, and give the exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        return self.process.wait(30)


@pytest.fixture
def servers() -> Iterator[Callable[..., Server]]:
    """Starts servers; whatever still runs at the end is killed."""
    started: list[Server] = []

    def start(data: Path, *options: str, **environment: str) -> Server:
        server = Server(data, options or ("--no-worker",), environment)
        started.append(server)
        return server.start()

    yield start
    for server in started:
        if server.process is not None and server.process.poll() is None:
            server.end(signal.SIGKILL)
