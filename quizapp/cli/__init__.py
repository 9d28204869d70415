"""The command line: one group whose commands are imported only when they are asked for."""

from __future__ import annotations

import click

from quizapp.cli.commands import CommandGroup

ROOMS = {
    "quizapp.cli.serve": ("run", "worker"),
    "quizapp.cli.sets": ("check", "questions", "grade"),
    "quizapp.cli.exchange": ("import", "export", "convert"),
    "quizapp.cli.evaluate": ("evaluate", "simulate"),
    "quizapp.cli.analysis": ("analyse",),
    "quizapp.cli.drafting": ("draft",),
    "quizapp.cli.data": ("fit",),
    "quizapp.cli.site": ("backup", "restore", "doctor", "migrate-data", "distribute"),
    "quizapp.cli.users": ("user", "token"),
}
"""Which module holds which commands; a command that is not made yet is left out."""


@click.command(cls=CommandGroup, rooms=ROOMS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="quizapp")
def main() -> None:
    """Facts in, trusted questions out: quizzes and spaced repetition, served from your own machine."""
