"""Lists in parts: a cursor says where the next part begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from quizapp.web.api.problems import Problem
from quizapp.web.api.schemas import Page

T = TypeVar("T")
NO_PLACE = "The cursor is no place in this list; begin again without one."


def part(items: Sequence[T], page: Page) -> tuple[Sequence[T], str]:
    """The part that the page asks for, and the cursor of the part after it ("" at the end).

    Raises Problem 404 when the cursor is none of ours.
    """
    if page.cursor and not page.cursor.isdecimal():
        raise Problem(404, NO_PLACE)
    start = int(page.cursor or 0)
    end = start + page.limit
    return items[start:end], str(end) if end < len(items) else ""
