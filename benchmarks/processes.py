"""Work timed piece by piece, here or in a process of its own.

What runs beside others in one process shares with them the processor's caches and the search for garbage.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any, Self

Times = tuple[float, float]
"""Wall and processor time in seconds."""
_context = get_context("spawn")


def timed(work: Callable[[], object], times: int) -> list[Times]:
    """Do the work so many times; what its `prepare` does before each, if it has one, is not timed."""
    prepare = getattr(work, "prepare", None)
    took = []
    for _ in range(times):
        if prepare is not None:
            prepare()
        wall, processor = time.perf_counter(), time.process_time()
        work()
        took.append((time.perf_counter() - wall, time.process_time() - processor))
    return took


class Apart:
    """Work that `make(*args)` makes in a process of its own, and that is done there when asked for."""

    def __init__(self, make: Callable[..., Callable[[], object]], *args: Any) -> None:
        self._pipe, other = _context.Pipe()
        self._process = _context.Process(target=_serve, args=(other, make, args), daemon=True)

    def __enter__(self) -> Self:
        self._process.start()
        self._pipe.recv()  # it is made
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.join()

    def timed(self, times: int) -> list[Times]:
        """As the function of this name."""
        self._pipe.send(times)
        took: list[Times] = self._pipe.recv()
        return took


def _serve(pipe: Connection, make: Callable[..., Callable[[], object]], args: tuple[Any, ...]) -> None:
    work = make(*args)
    pipe.send(None)
    while True:
        pipe.send(timed(work, pipe.recv()))
