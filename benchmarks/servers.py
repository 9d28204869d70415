"""Real servers for benchmarks: a quizapp of its own on a free port."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from urllib.parse import urlsplit


class Server:
    """`quizapp run` on a data folder, without its worker process; a context manager."""

    def __init__(self, data: Path, url: str = "", processes: int = 1) -> None:
        self.env = {**os.environ, "QUIZAPP_DATA": str(data), "QUIZAPP_DATABASE_URL": url}
        self.log = (data / "server.log").open("a")
        self.options = ["--no-worker", "--processes", str(processes)]
        self._start(0)

    def _start(self, port: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "quizapp", "run", "--port", str(port), *self.options],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().removeprefix("quizapp: ").strip()

    def kill(self) -> None:
        """Kill the server and its web processes in the middle of whatever they do, and start it again."""
        for process in (self.process.pid, *self._children()):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self.process.wait()
        self._start(urlsplit(self.address).port or 0)

    def __enter__(self) -> Server:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.terminate()
        self.process.wait(30)
        self.log.close()

    def token(self, name: str) -> str:
        """A new learner's API token."""
        command = [sys.executable, "-m", "quizapp", "user", "create", name, "--token"]
        made = subprocess.run(command, env=self.env, capture_output=True, text=True, check=True)
        return str(json.loads(made.stdout)["token"])

    def memory(self) -> float:
        """Resident memory of the first web process, in MB."""
        pages = int(Path(f"/proc/{self._children()[0]}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def _children(self) -> list[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(process) for process in listed.split()]
