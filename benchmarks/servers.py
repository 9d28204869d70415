"""Real servers for benchmarks: a quizapp of its own on a free port."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import TracebackType


class Server:
    """`quizapp run` on a data folder, without its worker process; a context manager."""

    def __init__(self, data: Path, url: str = "", processes: int = 1) -> None:
        self.env = {**os.environ, "QUIZAPP_DATA": str(data), "QUIZAPP_DATABASE_URL": url}
        self.log = (data / "server.log").open("a")
        command = [sys.executable, "-m", "quizapp", "run", "--port", "0", "--no-worker"]
        self.process = subprocess.Popen(
            [*command, "--processes", str(processes)],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().removeprefix("quizapp: ").strip()

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
        of = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()[0]
        pages = int(Path(f"/proc/{of}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
