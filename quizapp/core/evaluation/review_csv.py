"""Reading another program's review log: card_id, review_time_ms, rating, duration_ms."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quizapp.core.evaluation.histories import Review

COLUMNS = ("card_id", "review_time_ms", "rating")
EARLIEST = -2_208_988_800_000
"""1 January 1900 in milliseconds since 1970 …"""
LATEST = 253_402_300_799_999
"""… and the end of the year 9999."""
LIKE_SECONDS = (1_000_000_000, 100_000_000_000)
"""As milliseconds January 1970 to March 1973, as seconds from 2001 on: what a log in seconds lies between."""
WHOLE = re.compile(r"-?[0-9]{1,18}")
"""A number of milliseconds; more digits are no instant of any calendar."""
SHOWN = 30
"""Characters of a faulty value that a message repeats."""
RATINGS = {str(rating): rating for rating in (1, 2, 3, 4)}


class Fault(NamedTuple):
    """Something wrong with one line; line 0 is the file as a whole."""

    line: int
    message: str
    left_out: bool = True
    """Whether the row cannot be used; else it is kept."""


def read_reviews(lines: Iterable[str]) -> tuple[list[Review], list[Fault]]:
    """The reviews of a CSV file in the file's order, and everything that is wrong with it, by line.

    Rows with a fault are left out; one that is earlier than the row before is kept and told.
    """
    reviews: list[Review] = []
    faults: list[Fault] = []
    reader = csv.DictReader(lines)
    missing = _missing_columns(reader)
    if missing:
        return [], [Fault(1, missing)]
    for row in _rows(reader, faults):
        line = reader.line_num
        read = _review(row)
        if isinstance(read, str):
            faults.append(Fault(line, read))
            continue
        if reviews and read.milliseconds < reviews[-1].milliseconds:
            message = "earlier than the row before it: the clock went back; rows are put in order of time"
            faults.append(Fault(line, message, left_out=False))
        reviews.append(read)
    if not reviews:
        faults.append(Fault(0, "holds no reviews that can be used"))
    elif all(LIKE_SECONDS[0] <= review.milliseconds < LIKE_SECONDS[1] for review in reviews):
        message = "lies wholly in the early 1970s: review_time_ms is in milliseconds; were seconds written?"
        faults.append(Fault(0, message, left_out=False))
    return reviews, faults


def _missing_columns(reader: csv.DictReader[str]) -> str:
    """What the header lacks; empty if nothing."""
    try:
        found = reader.fieldnames or ()
    except csv.Error:
        found = ()
    missing = ", ".join(column for column in COLUMNS if column not in found)
    if not missing:
        return ""
    one_column = len(found) == 1 and any(mark in found[0] for mark in ";\t|")
    hint = ", separated by commas" if one_column else ""
    return f"no column {missing}; the header must name {', '.join(COLUMNS)}{hint}"


def _rows(reader: csv.DictReader[str], faults: list[Fault]) -> Iterator[dict[str, str | None]]:
    """The rows that stand on a line of their own."""
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.append(Fault(max(line, reader.line_num), f"is no CSV: {error}"))
            return
        if "\n" in "".join(map(str, row.values())):
            faults.append(Fault(line, "a field runs on over the next lines: is a quotation mark not closed?"))
        else:
            yield row


def _review(row: dict[str, str | None]) -> Review | str:
    """A review, or what is wrong with the row."""
    card, time, rating = ((row.get(column) or "").strip() for column in COLUMNS)
    if None in row:
        return "more fields than the header"
    if not card:
        return "card_id is empty"
    if not WHOLE.fullmatch(time):
        return f"review_time_ms is {_shown(time)}; write whole milliseconds since 1970 (UTC)"
    milliseconds = int(time)
    if not EARLIEST <= milliseconds <= LATEST:
        return f"review_time_ms is {milliseconds}, outside the years 1900 to 9999"
    if rating not in RATINGS:
        return f"rating is {_shown(rating)}; 1, 2, 3 and 4 are ratings"
    return Review(card, milliseconds, RATINGS[rating])


def _shown(value: str) -> str:
    return repr(value if len(value) <= SHOWN else value[:SHOWN] + "…")
