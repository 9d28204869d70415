"""The web server: granian around the application, gone when its parent is gone."""

from __future__ import annotations

import errno
import gc
import os
import socket
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from quizapp.config import Settings
from quizapp.core.errors import QuizappError

if TYPE_CHECKING:
    from granian.server.mp import MPServer as Server

PATIENCE_S = 2.0
"""How long a start waits for a port that a server just killed still holds."""
PARENT_CHECK_S = 0.2
PROBE_S = 0.01
STOP_S = 10
"""A worker that has not finished its requests by then is ended."""
COLLECTED_AFTER = (10_000, 20, 50)
"""New objects and searches of the younger ones, after which garbage is searched for (Python: 700, 10, 10)."""
THREADS = 4
"""Requests that one process works on at a time; with 16 clients, 8 doubled the slowest answers of 4."""


class PortInUse(QuizappError):
    """The address cannot be listened on."""


def reserve(host: str, port: int) -> socket.socket:
    """Bind the address and keep it, so that nobody else takes it before the workers listen on it.

    The socket never listens; workers share the port with it. Port 0 picks a free one.
    Raises PortInUse when the address is taken or is not one of this machine.
    """
    if port:
        _check_free(host, port)
    return _bind(host, port, share=True)


def serve(settings: Settings, host: str, port: int, processes: int, on_served: Callable[[], None]) -> None:
    """Serve until SIGINT or SIGTERM; calls `on_served` in a thread once the first request was answered.

    Leaves the process with status 1 when the application cannot be made.
    """
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server.mp import MPServer as Server

    server = Server(
        "quizapp",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS,
        log_level=LogLevels.error,
        log_dictconfig={"handlers": _HANDLERS},
        workers_kill_timeout=STOP_S,
    )
    watch = partial(_await_first_answer, server, host, port, on_served)
    server.on_startup(threading.Thread(target=watch, daemon=True).start)
    server.serve(target_loader=partial(_application, settings, os.getpid()), wrap_loader=False)


_HANDLERS = {
    name: {"class": "logging.StreamHandler", "formatter": formatter, "stream": "ext://sys.stderr"}
    for name, formatter in (("console", "generic"), ("access", "access"))
}
"""Granian's own messages go to standard error: standard output begins with the address."""


def exit_with(parent: int) -> None:
    """End this process soon after the process `parent` has ended, by a thread that looks for it."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(PARENT_CHECK_S)
        os._exit(1)

    threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _application(settings: Settings, parent: int) -> Any:
    """Make the application in a worker process; the process ends with a plain message if it cannot be."""
    from quizapp.cli.commands import say

    exit_with(parent)
    try:
        from quizapp.app import create_app
        from quizapp.web.pages import compile_all

        app = create_app(settings)
        compile_all(app.jinja_env)
        collect_seldom()
        return app
    except Exception as error:
        sys.exit(say(error))


def collect_seldom() -> None:
    """Search for garbage less often, and never in what the process was made of.

    A request leaves little that counting references does not free; the usual searches took a tenth of it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


def _await_first_answer(server: Server, host: str, port: int, on_served: Callable[[], None]) -> None:
    """Wait until the workers answer, then have those that fail later replaced.

    Only sleep happens here until all workers are forked: a lock held by a thread would stay held in them.
    """
    while not server.interrupt_signal and not server.interrupt_children:
        if len(server.wrks) == server.workers and _answers(host, port):
            server.respawn_failed_workers = True
            on_served()
            return
        time.sleep(PROBE_S)


def _answers(host: str, port: int) -> bool:
    address = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    try:
        with socket.create_connection((address, port), timeout=5) as connection:
            connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
            return bool(connection.recv(1))
    except OSError:
        return False


def _check_free(host: str, port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return _bind(host, port, share=False).close()
        except PortInUse as error:
            cause = error.__cause__
            taken = isinstance(cause, OSError) and cause.errno == errno.EADDRINUSE
            if not taken or time.monotonic() > until:
                raise
            time.sleep(PROBE_S)


def _bind(host: str, port: int, *, share: bool) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        found = socket.socket(family, kind)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if share:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        found.bind(address)
    except OSError as error:
        raise PortInUse(
            f"cannot listen on {host}:{port}: {error.strerror or error}; "
            "stop what uses it, or choose another with --port"
        ) from error
    return found
