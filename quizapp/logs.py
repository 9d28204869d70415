"""Logs: one JSON object a line on standard error, each with the id of the request it belongs to."""

from __future__ import annotations

import logging
import sys

import structlog
from structlog.typing import Processor

QUIET = ("huey", "huey.consumer", "alembic", "_granian")
"""Libraries that are heard from warnings on."""


def _faults() -> Processor:
    """Tracebacks without the values of variables: answers, names and tokens do not belong in a log."""
    transform = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
    return structlog.processors.ExceptionRenderer(transform)


def configure_logs(level: int = logging.INFO) -> None:
    """Send our messages and those of libraries through one formatter; on a terminal, lines for people."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    people = sys.stderr.isatty()
    last: Processor = structlog.dev.ConsoleRenderer() if people else structlog.processors.JSONRenderer()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                *([] if people else [_faults()]),
                last,
            ],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[*shared, *([] if people else [_faults()]), last],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_Lines,
        cache_logger_on_first_use=True,
    )


class _Lines(structlog.WriteLogger):
    """Our own messages, written as they are: the standard library's record took longer than the line."""

    def __init__(self, name: str = "quizapp") -> None:
        super().__init__(sys.stderr)
        self.name = name
