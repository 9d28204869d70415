"""From starting the server to the first page, and the memory of its processes."""

from __future__ import annotations

import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from benchmarks.servers import Server

RUNS = 5
LIMIT_S = 4.0


def main() -> None:
    """Print one table: first start, later starts, memory."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        first = _start(data)
        later = [_start(data) for _ in range(RUNS)]
    print(f"{'what':<44}{'median':>10}{'limit':>10}")
    print(f"{'first start, to the first page':<44}{first[0]:>8.2f} s{'':>10}")
    print(f"{'later start, to the first page':<44}{median(t for t, _ in later):>8.2f} s{LIMIT_S:>8.0f} s")
    print(f"{'memory of one web process':<44}{median(m for _, m in later):>7.0f} MB{'':>10}")


def _start(data: Path) -> tuple[float, float]:
    """Seconds to the first page, and MB of the web process after it."""
    began = time.perf_counter()
    with Server(data) as server:
        urllib.request.urlopen(server.address, timeout=30).read()
        return time.perf_counter() - began, server.memory()
