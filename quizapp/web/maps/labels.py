"""Names beside marks, placed so that none covers another: first come, first served, by importance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LETTER = 0.6
"""Width of a letter in a broad sans-serif face, as a share of its size."""
MARK = 11.0
"""Radius around a mark that no name may cover."""
GAP = 3.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle that is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands: the start, middle or end of its base line."""

    x: float
    y: float
    anchor: str
    text: str


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in the unit of `size`."""
    return len(text) * LETTER * size


def place_labels(
    marks: Sequence[tuple[float, float, str]], width: float, height: float, size: float
) -> list[Label | None]:
    """A label for each mark (x, y, name) in order of importance; None where there is no name, or no room."""
    taken = [Box(x - MARK, y - MARK, x + MARK, y + MARK) for x, y, _ in marks]
    labels: list[Label | None] = []
    for number, (x, y, name) in enumerate(marks):
        found = None
        for label, box in _choices(x, y, name, size) if name else ():
            inside = box.left >= 2 and box.top >= 2 and box.right <= width - 2 and box.bottom <= height - 2
            if inside and not any(box.meets(other) for at, other in enumerate(taken) if at != number):
                taken.append(box)
                found = label
                break
        labels.append(found)
    return labels


def _choices(x: float, y: float, name: str, size: float) -> list[tuple[Label, Box]]:
    """Right, left, above, below, then the corners."""
    wide, away = text_width(name, size), MARK + GAP
    lines = (y + 0.35 * size, y - away, y + away + 0.7 * size, y - 0.5 * away, y + 0.5 * away + 0.7 * size)
    spots = [(x + away, lines[0], "start"), (x - away, lines[0], "end")]
    spots += [(x, lines[1], "middle"), (x, lines[2], "middle")]
    spots += [(x + away, line, "start") for line in lines[3:]]
    spots += [(x - away, line, "end") for line in lines[3:]]
    return [
        (Label(round(at, 1), round(line, 1), anchor, name), _box(at, line, anchor, wide, size))
        for at, line, anchor in spots
    ]


def _box(x: float, line: float, anchor: str, wide: float, size: float) -> Box:
    left = {"start": x, "middle": x - wide / 2, "end": x - wide}[anchor]
    return Box(left - 1, line - 0.8 * size, left + wide + 1, line + 0.25 * size)
