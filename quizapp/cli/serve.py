"""`quizapp run` and `quizapp worker`."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path

import click

from quizapp.cli.addresses import base_address
from quizapp.cli.companion import Companion
from quizapp.cli.folder_lock import locked
from quizapp.cli.server import exit_with, reserve, serve
from quizapp.config import Settings, read_settings
from quizapp.logs import configure_logs


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: a free one.")
@click.option("--processes", type=click.IntRange(1, 64), default=1, show_default=True, help="Web processes.")
@click.option("--no-worker", is_flag=True, help="No worker process beside; run `quizapp worker` elsewhere.")
def run(host: str, port: int, processes: int, no_worker: bool) -> None:
    """Serve the site until Ctrl-C.

    The first start makes the database, loads the shipped sets and prints a link that makes the first
    administrator. The first line printed is the address.
    """
    configure_logs()
    settings = read_settings()
    with ExitStack() as stack:
        stack.enter_context(locked(settings.data))
        held = stack.enter_context(reserve(host, port))
        companion = stack.enter_context(Companion())
        _serve(settings, host, held.getsockname()[1], processes, None if no_worker else companion)


@click.command()
@click.option("--parent", type=int, hidden=True, help="Process whose end is the end of this one.")
def worker(parent: int | None) -> None:
    """Do background work only: any number, on any machine that reaches the database."""
    from quizapp.jobs import work

    if parent is not None:
        exit_with(parent)
    configure_logs()
    work(read_settings())


def _serve(settings: Settings, host: str, port: int, processes: int, companion: Companion | None) -> None:
    from quizapp.cli.preparation import prepare

    base = base_address(host, port)
    link = prepare(settings, base)
    if processes > 1:
        _share_metrics(settings.data / "metrics")

    def tell() -> None:
        click.echo(f"quizapp: {base}")
        if link:
            click.echo(f"quizapp: make the first administrator once, at {link}")
        if companion:
            companion.start()

    serve(settings, host, port, processes, tell)


def _share_metrics(folder: Path) -> None:
    """Let the processes add their figures up in files; those of an earlier run would count twice."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)
