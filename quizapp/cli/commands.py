"""How commands are found, and how what goes wrong in one is said: plainly, never as a traceback."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

import click

from quizapp.config import ConfigError
from quizapp.core.errors import QuizappError

FAULTS, WRONG_USAGE, INTERRUPTED = 1, 2, 130
"""Exit statuses: the input has faults; the command was used wrongly; stopped from the keyboard."""


class CommandGroup(click.Group):
    """A group that imports a command's module when the command is called."""

    def __init__(self, *args: Any, rooms: Mapping[str, Sequence[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rooms = {name: module for module, names in rooms.items() for name in names}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names of all commands that exist, in the order of the alphabet."""
        return sorted(name for name in self._rooms if self.get_command(ctx, name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, or None."""
        module = self._rooms.get(cmd_name)
        if module is None or importlib.util.find_spec(module) is None:
            return super().get_command(ctx, cmd_name)
        room = vars(importlib.import_module(module))
        found = (item for item in room.values() if isinstance(item, click.Command) and item.name == cmd_name)
        return next(found, None)

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Run the command and leave the process with its exit status."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
            sys.stdout.flush()
        except Exception as error:
            status = say(error)
        sys.exit(status if isinstance(status, int) else 0)


def say(error: Exception) -> int:
    """Tell on standard error what went wrong; returns the exit status that goes with it."""
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, click.exceptions.Abort):
        click.echo("quizapp: stopped", err=True)
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        # The reader of our output left (`quizapp questions … | head`): nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULTS
    click.echo(f"quizapp: {_sentence(error)}", err=True)
    return FAULTS


def _sentence(error: Exception) -> str:
    if isinstance(error, QuizappError | ConfigError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}"
    if type(error).__module__.startswith("sqlalchemy."):
        return f"the database refused: {_first_line(getattr(error, 'orig', None) or error)}"
    if os.environ.get("QUIZAPP_DEBUG"):
        return traceback.format_exc()
    return (
        f"a fault of the program itself, {type(error).__name__}: {_first_line(error)}. "
        "Set QUIZAPP_DEBUG=1 to see where, and please report it."
    )


def _first_line(error: object) -> str:
    return (str(error).splitlines() or [""])[0]
