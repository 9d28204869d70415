"""Orders in which a set's values lie beside each other: in time or size, by name, on the map, in the set."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from math import cos, radians, sqrt
from typing import Any, Generic, TypeVar

from quizapp.core.facts import Point

T = TypeVar("T")
CELL_ITEMS = 2
"""How many items a cell of the map should hold on average."""


class Line(Generic[T]):
    """Items in order of a key, so that neighbours are found without looking at the rest."""

    def __init__(self, items: Sequence[T], keys: Sequence[Any]) -> None:
        order = sorted(range(len(items)), key=keys.__getitem__)
        self._items = [items[position] for position in order]
        self._keys = [keys[position] for position in order]

    def below(self, key: Any) -> Iterator[T]:
        """The items before the key, nearest first."""
        for position in range(bisect_left(self._keys, key) - 1, -1, -1):
            yield self._items[position]

    def above(self, key: Any) -> Iterator[T]:
        """The items at or after the key, nearest first."""
        for position in range(bisect_left(self._keys, key), len(self._items)):
            yield self._items[position]


class Chart(Generic[T]):
    """Items with points in a grid of cells, so that what lies near is found in a few cells."""

    def __init__(self, items: Sequence[tuple[Point, T]]) -> None:
        self._cells: dict[tuple[int, int], list[tuple[Point, T]]] = {}
        self._items = items
        for point, item in items:
            self._cells.setdefault(self._cell(point), []).append((point, item))

    @cached_property
    def _size(self) -> float:
        """The side of a cell, in degrees."""
        latitudes = [point.latitude for point, _ in self._items] or [0.0]
        longitudes = [point.longitude for point, _ in self._items] or [0.0]
        area = (max(latitudes) - min(latitudes)) * (max(longitudes) - min(longitudes))
        return max(sqrt(area * CELL_ITEMS / max(len(self._items), 1)), 1e-6)

    def _cell(self, point: Point) -> tuple[int, int]:
        return int(point.latitude // self._size), int(point.longitude // self._size)

    def near(self, point: Point, wanted: int) -> list[T]:
        """About `wanted` items near the point, nearest first."""
        row, column = self._cell(point)
        found: list[tuple[Point, T]] = []
        for ring in range(8):
            found.extend(self._ring(row, column, ring))
            if len(found) > wanted and ring:
                break
        squeeze = cos(radians(point.latitude))
        distances = []
        for place, _ in found:
            east = abs(place.longitude - point.longitude)
            east = min(east, 360 - east) * squeeze
            distances.append(east * east + (place.latitude - point.latitude) ** 2)
        nearest = sorted(range(len(found)), key=distances.__getitem__)
        return [found[position][1] for position in nearest[:wanted]]

    def _ring(self, row: int, column: int, ring: int) -> Iterator[tuple[Point, T]]:
        for down in range(-ring, ring + 1):
            step = 1 if abs(down) == ring else 2 * ring or 1
            for across in range(-ring, ring + 1, step):
                yield from self._cells.get((row + down, column + across), ())
