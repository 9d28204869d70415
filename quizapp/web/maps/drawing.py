"""A map as numbers: marks, names and outlines for a wide and a narrow page, ready to be written as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.core.facts import Point
from quizapp.web.maps.base import UNITS, Base
from quizapp.web.maps.framing import Scene
from quizapp.web.maps.labels import Label, place_labels
from quizapp.web.maps.projections import Plane

MARGIN = 36.0
APART = 28.0
"""Least distance of two marks, so that a finger meets the one it means; nearer places share a mark."""
MOST_DRAWN = 400
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
    ratio = min(greatest, max(least, (scene.height / scene.width) * 1.05))
    height = round(width * ratio)
    scale = min((width - 2 * MARGIN) / scene.width, (height - 2 * MARGIN) / scene.height)
    placed = [(spot, _at(scene, spot.point, width, height, scale)) for spot in spots]
    inside = [(spot, at) for spot, at in placed if 8 <= at[0] <= width - 8 and 8 <= at[1] <= height - 8]
    groups = _grouped(inside[:MOST_DRAWN])
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
    """The first of those too near each other keeps its mark, and the others join it."""
    groups: list[tuple[Plane, list[Spot]]] = []
    for spot, (x, y) in placed:
        near = [
            (abs(x - at[0]) + abs(y - at[1]), group)
            for at, group in groups
            if abs(x - at[0]) < APART and abs(y - at[1]) < APART
        ]
        if near:
            min(near, key=lambda item: item[0])[1].append(spot)
        else:
            groups.append(((x, y), [spot]))
    return groups


def _name(group: Sequence[Spot]) -> str:
    return group[0].name if len(group) == 1 else f"{group[0].name} +{len(group) - 1}"
