"""What lies under the places: outlines where there are some that fit, and lines of the grid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import degrees
from pathlib import Path

import structlog

from quizapp.web.maps.framing import Scene, unwrapped
from quizapp.web.maps.projections import Plane
from quizapp.web.maps.topology import NotATopology, Outlines, Ring, read_outlines

WORLD = Path(__file__).parents[1] / "static" / "vendor" / "world-countries.topo.json"
COARSE_BELOW = 12.0
"""Degrees across below which the world's outlines are too coarse to help."""
UNITS = 6000
"""Units across a scene: whole numbers keep the page light."""
NEAREST = 6
"""Units between two points of an outline that are worth telling apart."""
AROUND = 3.0
"""How many scenes wide the outlines reach, since a page is not of the scene's shape."""
STEPS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30)
LINES = 5

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Base:
    """Outlines as path data in units of which a scene is UNITS wide, its middle being 0, 0."""

    layers: tuple[str, ...]
    """From the ground up: land, then its parts."""
    grid: str
    note: str
    """own, world, or "" for the grid alone."""


def maps_of(question_bank: Path, slugs: Sequence[str]) -> tuple[Path, ...]:
    """The map files that the question bank ships for the first of the sets that has some."""
    for slug in slugs:
        found = tuple(sorted((question_bank / slug / "maps").glob("*.topo.json")))
        if found:
            return found
    return ()


@lru_cache(maxsize=64)
def base(scene: Scene, files: tuple[Path, ...]) -> Base:
    """What is drawn under a scene; made once per process and scene."""
    own = sorted(_readable(files), key=lambda outlines: -_size(outlines))
    note = "own" if own and _covers(own[0], scene) else ""
    if not note and degrees(scene.width) >= COARSE_BELOW:
        own, note = _readable((WORLD,)), "world"
    layers = tuple(_path(scene, outlines.rings) for outlines in own) if note else ()
    return Base(layers, _grid(scene), note)


def _readable(files: Sequence[Path]) -> list[Outlines]:
    found = []
    for path in files:
        try:
            found.append(read_outlines(path))
        except (OSError, NotATopology) as error:
            log.warning("map not drawn", file=path.name, reason=str(error))
    return found


def _size(outlines: Outlines) -> float:
    west, south, east, north = outlines.box
    return (east - west) * (north - south)


def _covers(outlines: Outlines, scene: Scene) -> bool:
    west, south, east, north = outlines.box
    left, top = scene.projection(west, north)
    right, bottom = scene.projection(east, south)
    x, y = scene.middle
    return left <= x - scene.width / 2 and x + scene.width / 2 <= right and top <= y <= bottom


def _path(scene: Scene, rings: Sequence[Ring]) -> str:
    return "".join(_ring(scene, ring) for ring in rings)


def _ring(scene: Scene, ring: Ring) -> str:
    middle = (min(point[0] for point in ring) + max(point[0] for point in ring)) / 2
    shift = unwrapped(middle, scene.west) - middle
    points = [_units(scene, scene.projection(east + shift, north)) for east, north in ring]
    if not _near(points):
        return ""
    return _drawn(points, closed=True)


def _near(points: Sequence[tuple[int, int]]) -> bool:
    """Whether some of the outline may show, and it is larger than a dot."""
    xs, ys = [point[0] for point in points], [point[1] for point in points]
    reach = UNITS * AROUND / 2
    seen = min(xs) < reach and max(xs) > -reach and min(ys) < reach and max(ys) > -reach
    return seen and max(max(xs) - min(xs), max(ys) - min(ys)) > NEAREST


def _drawn(points: Sequence[tuple[int, int]], *, closed: bool) -> str:
    x, y = points[0]
    parts = [f"M{x} {y}l"]
    for right, down in points[1:]:
        if abs(right - x) + abs(down - y) >= NEAREST:
            parts.append(f"{right - x} {down - y} ")
            x, y = right, down
    return "".join(parts).rstrip() + ("z" if closed else "")


def _units(scene: Scene, point: Plane) -> tuple[int, int]:
    scale = UNITS / scene.width
    return round((point[0] - scene.middle[0]) * scale), round((point[1] - scene.middle[1]) * scale)


def _grid(scene: Scene) -> str:
    """Parallels and meridians, at most a handful across."""
    across = degrees(scene.width)
    step = next((step for step in STEPS if across / step <= LINES), STEPS[-1])
    lines = [*_meridians(scene, step), *_parallels(scene, step)]
    return "".join(_drawn([_units(scene, point) for point in line], closed=False) for line in lines)


def _meridians(scene: Scene, step: float) -> Iterator[list[Plane]]:
    for east in _steps(scene, degrees(scene.middle[0]), step):
        yield [scene.projection(east, north) for north in range(-80, 81, 8 if scene.whole_world else 80)]


def _parallels(scene: Scene, step: float) -> Iterator[list[Plane]]:
    west, east = _reach(scene, degrees(scene.middle[0]))
    pieces = 24 if scene.whole_world else 1
    for number in range(int(-80 / step), int(80 / step) + 1):
        points = [
            scene.projection(west + (east - west) * piece / pieces, number * step)
            for piece in range(pieces + 1)
        ]
        if abs(points[0][1] - scene.middle[1]) < scene.width * AROUND / 2:
            yield points


def _steps(scene: Scene, middle: float, step: float) -> Iterator[float]:
    west, east = _reach(scene, middle)
    number = int(west // step)
    while number * step <= east:
        if number * step >= west:
            yield number * step
        number += 1


def _reach(scene: Scene, middle: float) -> tuple[float, float]:
    """The longitudes that a scene may show."""
    if scene.whole_world:
        return -180.0, 180.0
    half = degrees(scene.width) * AROUND / 2
    return middle - half, middle + half
