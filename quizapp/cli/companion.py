"""The worker process beside the server: started after it, started again if it falls, stopped with it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from types import TracebackType

PAUSE_S = 3.0
"""Between a fall of the worker and its next start."""
STOP_S = 10.0


class Companion:
    """Keeps one `quizapp worker` running; a context manager that ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._stopping = threading.Event()

    def __enter__(self) -> Companion:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        if self._process is None or self._process.poll() is not None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def start(self) -> None:
        """Start the worker, and a thread that keeps it running."""
        threading.Thread(target=self._keep, name="worker-keeper", daemon=True).start()

    def _keep(self) -> None:
        command = [sys.executable, "-m", "quizapp", "worker", "--parent", str(os.getpid())]
        while not self._stopping.is_set():
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603
            self._process.wait()
            self._stopping.wait(PAUSE_S)
