"""Dividing dates into eras, so that a crowded autumn and a lonely century each get a scale of their own."""

from __future__ import annotations

from collections.abc import Sequence

from quizapp.core.calendar import PartialDate, day_number

FEW = 4
"""An era of fewer dates is not divided …"""
SHORT = 62
"""… nor is one of at most so many days."""
SMALL = 6
"""Neighbours are joined up to so many dates …"""
JOINED_OVER = 4
"""… over a gap of at most so many times their own lengths."""
CROWD = 8
"""So many dates close to each other …"""
CLOSE = 1 / 25
"""… each within this share of the era from the one before …"""
CROWDED = 1 / 3
"""… and all within this share of it, are an era of their own."""
GAP = 1 / 2
"""A gap of more than this share of the era divides it."""


def eras(dates: Sequence[PartialDate]) -> list[range]:
    """The places of the dates (in natural order) that belong together, in order of time."""
    if not dates:
        return []
    starts = [day_number(date.start) for date in dates]
    ends = [last_day(date) for date in dates]
    return _joined(starts, ends, _divided(starts, ends, range(len(dates))))


def last_day(date: PartialDate) -> int:
    """The number of the last day that is drawn: an open range is drawn from its first day only."""
    return day_number(date.start if date.precision == "open" else date.end)


def _divided(starts: Sequence[int], ends: Sequence[int], part: range) -> list[range]:
    if len(part) < FEW or _length(starts, ends, part) <= SHORT:
        return [part]
    crowd = _crowd(starts, ends, part)
    if crowd is not None:
        pieces = (range(part.start, crowd.start), crowd, range(crowd.stop, part.stop))
        return [era for piece in pieces if piece for era in _divided(starts, ends, piece)]
    cut = max(part[1:], key=lambda place: _gap(starts, ends, part, place))
    if _gap(starts, ends, part, cut) > GAP * _length(starts, ends, part):
        earlier, later = range(part.start, cut), range(cut, part.stop)
        return [*_divided(starts, ends, earlier), *_divided(starts, ends, later)]
    return [part]


def _crowd(starts: Sequence[int], ends: Sequence[int], part: range) -> range | None:
    """The largest crowd that is not the era itself."""
    length = _length(starts, ends, part)
    runs, first = [], part.start
    latest = ends[first]
    for place in [*part[1:], part.stop]:
        if place == part.stop or starts[place] - latest > length * CLOSE:
            runs.append(range(first, place))
            first = place
            latest = ends[place] if place < part.stop else latest
        else:
            latest = max(latest, ends[place])
    crowds = [run for run in runs if len(run) >= CROWD and _length(starts, ends, run) <= length * CROWDED]
    return max(crowds, key=len, default=None)


def _joined(starts: Sequence[int], ends: Sequence[int], parts: Sequence[range]) -> list[range]:
    found: list[range] = []
    for part in parts:
        before = found[-1] if found else None
        if before is not None and len(before) + len(part) <= SMALL:
            inside = _length(starts, ends, before) + _length(starts, ends, part)
            if starts[part.start] - max(ends[place] for place in before) <= JOINED_OVER * inside:
                found[-1] = range(before.start, part.stop)
                continue
        found.append(part)
    return found


def _length(starts: Sequence[int], ends: Sequence[int], part: range) -> int:
    return max(ends[place] for place in part) - starts[part.start] + 1


def _gap(starts: Sequence[int], ends: Sequence[int], part: range, place: int) -> int:
    return starts[place] - max(ends[part.start : place])
