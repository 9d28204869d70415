"""Which part of the earth is drawn: fitted to the points, or moved and closer as a link asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

from quizapp.core.facts import Point
from quizapp.web.maps.projections import Plane, Projection, equal_earth, mercator

WORLD_FROM = 130.0
"""Degrees of longitude from which a map is one of the whole world."""
WORLD = ((-170.0, 0.0), (180.0, 0.0), (0.0, -56.0), (0.0, 76.0))
"""The outermost points of a world map, longitude and latitude: without the Antarctic."""
FEWEST_TO_TRIM = 8
MOST_TRIMMED = 0.1
"""Share of the places that may lie beyond the edge …"""
WORTH_TRIMMING = 0.5
"""… if leaving one out makes the map so much smaller."""
LEAST_SPAN = 0.004
"""Radians across the closest view, about 25 km."""
CLOSEST = 6


@dataclass(frozen=True, slots=True)
class View:
    """What a link asks for."""

    zoom: int = 0
    """Each step halves the width; -1 shows everything where places lie beyond the edge."""
    at: tuple[float, float] | None = None
    """Latitude and longitude of the middle; None for the fitted one."""


@dataclass(frozen=True, slots=True)
class Scene:
    """The part of the plane that is drawn."""

    projection: Projection
    middle: Plane
    width: float
    height: float
    west: float
    """Degrees at which longitudes begin, so that a region across the date line stays whole."""
    trimmed: bool
    """Whether places lie beyond the edge of the fitted map."""
    close: bool = False
    """Whether it is a part of the fitted map."""

    def place(self, longitude: float, latitude: float) -> Plane:
        """A point of the plane, longitudes counted from the scene's west."""
        return self.projection(unwrapped(longitude, self.west), latitude)

    @property
    def whole_world(self) -> bool:
        """Whether all of the earth is the subject."""
        return self.projection is equal_earth

    @property
    def whole_earth(self) -> bool:
        """Whether all of the earth is seen."""
        return self.whole_world and not self.close


def unwrapped(longitude: float, west: float) -> float:
    """The same meridian, at most 360 degrees east of `west`."""
    return (longitude - west) % 360 + west


def scene(points: Sequence[Point], view: View) -> Scene:
    """The scene of a view of these points."""
    west = _west(points)
    spread = [unwrapped(point.longitude, west) for point in points]
    world = max(spread) - min(spread) >= WORLD_FROM
    west = -180.0 if world else west
    projection = equal_earth if world else mercator
    all_of_it = [projection(unwrapped(point.longitude, west), point.latitude) for point in points]
    kept = all_of_it if view.zoom < 0 else trimmed(all_of_it)
    if world:
        kept = [projection(*point) for point in WORLD]
    middle, width, height = _box(kept)
    if view.at is not None:
        middle = projection(unwrapped(view.at[1], west), view.at[0])
    shrunk = 2.0 ** -max(0, view.zoom)
    return Scene(
        projection=projection,
        middle=middle,
        width=max(width * shrunk, LEAST_SPAN),
        height=max(height * shrunk, LEAST_SPAN / 2),
        west=west,
        close=view.at is not None,
        trimmed=not world and len(trimmed(all_of_it)) < len(all_of_it),
    )


def trimmed(points: Sequence[Plane]) -> list[Plane]:
    """The points without the few far ones that would make everything else tiny."""
    kept = list(points)
    if len(points) < FEWEST_TO_TRIM:
        return kept
    for _ in range(int(len(points) * MOST_TRIMMED)):
        outermost = {kept.index(end(kept, key=itemgetter(axis))) for end in (min, max) for axis in (0, 1)}
        spans = {place: _span(kept[:place] + kept[place + 1 :]) for place in outermost}
        farthest = min(spans, key=lambda place: (spans[place], place))
        if spans[farthest] > _span(kept) * WORTH_TRIMMING:
            break
        kept.pop(farthest)
    return kept


def _span(points: Sequence[Plane]) -> float:
    _middle, width, height = _box(points)
    return max(width, 1.5 * height)


def _box(points: Sequence[Plane]) -> tuple[Plane, float, float]:
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    return middle, max(xs) - min(xs), max(ys) - min(ys)


def _west(points: Sequence[Point]) -> float:
    """The meridian in the middle of the widest stretch without a point."""
    known = sorted({point.longitude for point in points})
    gaps = [(later - earlier, earlier) for earlier, later in pairwise(known)]
    gaps.append((known[0] + 360 - known[-1], known[-1]))
    width, start = max(gaps, key=lambda gap: (gap[0], gap[1]))
    west = start + width / 2
    return west - 360 if west > 180 else west
