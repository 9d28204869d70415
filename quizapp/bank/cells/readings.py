"""What is known of the cells of one column after one way to read them was tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Doubt:
    """A cell that does not mean what its column does, or may mean two things."""

    cell: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Column:
    """The type of a column's values, and each cell as a set file says it; what is missing is left out."""

    type: str
    values: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    doubts: tuple[Doubt, ...] = ()
