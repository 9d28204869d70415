"""One server for one data folder: the lock that a second start meets."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizapp.core.errors import QuizappError

PATIENCE_S = 2.0
"""How long a start waits for a server that is just going away."""
STEP_S = 0.05


class FolderInUse(QuizappError):
    """Another server runs on the same data folder."""


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the data folder for this process alone.

    A POSIX record lock, because children do not inherit it: when this process dies, however it dies, the
    folder is free. Raises FolderInUse when another process has it, OSError when the folder is not writable.
    """
    path = data / "lock"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _acquire(descriptor, data)
        os.truncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        yield
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, data: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if time.monotonic() < until:
                time.sleep(STEP_S)
                continue
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "unknown"
            raise FolderInUse(
                f"the data folder {data} is in use by another quizapp (process {holder}); "
                "stop it first, or set QUIZAPP_DATA to another folder"
            ) from error
        else:
            return
