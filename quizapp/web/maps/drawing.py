"""A map as numbers: marks, names and outlines for a wide and a narrow page, ready to be written as SVG."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from quizapp.core.facts import Point
from quizapp.web.maps.base import UNITS, Base
from quizapp.web.maps.framing import Scene
from quizapp.web.maps.labels import Label, place_labels
from quizapp.web.maps.projections import Plane

MARGIN, WORLD_MARGIN = 36.0, 8.0
"""Around the outermost places, and around the outline of the earth."""
MOST_NAMED = 9
"""A mark of more places than these is a number without a name: no one of them stands for the others."""
APART = 27.0
"""Least distance of two marks, so that a finger meets the one it means; nearer places share a mark."""
SHAPES = {"wide": (960, 0.44, 0.6, 13.0), "narrow": (344, 0.8, 1.2, 13.0)}
"""Width in pixels, least and greatest height as a share of it, size of the names."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be drawn, the most important first."""

    id: str
    name: str
    point: Point
    strength: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: a place, or several that lie too near each other to be told apart."""

    x: float
    y: float
    spots: tuple[Spot, ...]
    label: Label | None

    @property
    def single(self) -> bool:
        """Whether it stands for one place."""
        return len(self.spots) == 1


@dataclass(frozen=True, slots=True)
class MapDrawing:
    """One drawing; its outlines are `base` scaled by `scale` about the middle."""

    shape: str
    width: int
    height: int
    scale: float
    base: Base
    marks: tuple[Mark, ...]
    beyond: tuple[Spot, ...]
    """Places outside the frame."""

    @property
    def middle(self) -> tuple[float, float]:
        """Where the outlines' origin lies."""
        return self.width / 2, self.height / 2


def draw(scene: Scene, base: Base, spots: Sequence[Spot], shape: str) -> MapDrawing:
    """Draw the places for a `wide` or a `narrow` page."""
    width, least, greatest, size = SHAPES[shape]
    ratio = (scene.height / scene.width) * 1.05
    if not scene.whole_earth:
        ratio = min(greatest, max(least, ratio))
    height = round(width * ratio)
    margin = WORLD_MARGIN if scene.whole_earth else MARGIN
    scale = min((width - 2 * margin) / scene.width, (height - 2 * margin) / scene.height)
    placed = [(spot, _at(scene, spot.point, width, height, scale)) for spot in spots]
    inside = [(spot, at) for spot, at in placed if 8 <= at[0] <= width - 8 and 8 <= at[1] <= height - 8]
    groups = _grouped(inside)
    names = [(at[0], at[1], _name(group)) for at, group in groups]
    labels = place_labels(names, width, height, size)
    marks = tuple(
        Mark(round(at[0], 1), round(at[1], 1), tuple(group), label)
        for (at, group), label in zip(groups, labels, strict=True)
    )
    shown = {spot.id for spot, _ in inside}
    beyond = tuple(spot for spot in spots if spot.id not in shown)
    return MapDrawing(shape, width, height, round(scale * scene.width / UNITS, 5), base, marks, beyond)


def _at(scene: Scene, point: Point, width: float, height: float, scale: float) -> Plane:
    x, y = scene.place(point.longitude, point.latitude)
    return width / 2 + (x - scene.middle[0]) * scale, height / 2 + (y - scene.middle[1]) * scale


def _grouped(placed: Sequence[tuple[Spot, Plane]]) -> list[tuple[Plane, list[Spot]]]:
    """The first of those too near each other keeps its mark, and the others join the nearest one."""
    groups: list[tuple[Plane, list[Spot]]] = []
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for spot, (x, y) in placed:
        column, row = int(x // APART), int(y // APART)
        around = [
            number
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for number in cells.get((across, down), ())
        ]
        near = [(hypot(x - groups[number][0][0], y - groups[number][0][1]), number) for number in around]
        distance, nearest = min(near, default=(APART, -1))
        if distance < APART:
            groups[nearest][1].append(spot)
        else:
            cells[column, row].append(len(groups))
            groups.append(((x, y), [spot]))
    return groups


def _name(group: Sequence[Spot]) -> str:
    if len(group) > MOST_NAMED:
        return ""
    return group[0].name if len(group) == 1 else f"{group[0].name} +{len(group) - 1}"
