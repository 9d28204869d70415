"""Reading TopoJSON: quantised arcs, shared between neighbours, put together into rings.

The format: Bostock, M. and Metcalf, C. (2013), The TopoJSON Format Specification.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

Degrees = tuple[float, float]
"""Longitude and latitude."""
Ring = tuple[Degrees, ...]
HALF = 180.0
"""Degrees from one side of the earth to the other."""


class NotATopology(ValueError):
    """A file that is no TopoJSON."""


@dataclass(frozen=True, slots=True)
class Outlines:
    """The rings of one file, with the box around them in degrees: west, south, east, north."""

    rings: tuple[Ring, ...]
    box: tuple[float, float, float, float]


def read_outlines(path: Path) -> Outlines:
    """The rings of a file; decoded once per process as long as it is unchanged. Raises NotATopology."""
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int) -> Outlines:
    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        rings = tuple(_rings(topology))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise NotATopology(f"{path.name}: not readable as TopoJSON: {error}") from error
    if not rings:
        raise NotATopology(f"{path.name}: no polygon in it")
    east = [point[0] for ring in rings for point in ring]
    north = [point[1] for ring in rings for point in ring]
    return Outlines(rings, (min(east), min(north), max(east), max(north)))


def _rings(topology: dict[str, Any]) -> Iterator[Ring]:
    arcs = [_arc(arc, topology.get("transform")) for arc in topology["arcs"]]
    layers = list(topology["objects"].values())
    # A file with whole land beside its parts would be drawn twice; the first object is the finer one.
    for polygon in _polygons(layers[0]):
        for ring in polygon:
            yield _joined(arcs, ring)


def _arc(steps: Sequence[Sequence[int]], transform: dict[str, Any] | None) -> list[Degrees]:
    if transform is None:
        return [(point[0], point[1]) for point in steps]
    (wide, high), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in steps:
        x, y = x + step[0], y + step[1]
        points.append((x * wide + west, y * high + south))
    return points


def _polygons(geometry: dict[str, Any]) -> Iterator[Sequence[Sequence[int]]]:
    if geometry["type"] == "GeometryCollection":
        for part in geometry["geometries"]:
            yield from _polygons(part)
    elif geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def _joined(arcs: Sequence[Sequence[Degrees]], ring: Sequence[int]) -> Ring:
    """The arcs end to end; a negative number is an arc backwards, and shared ends stand once."""
    points: list[Degrees] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(_unbroken(points))


def _unbroken(points: Sequence[Degrees]) -> Iterator[Degrees]:
    """The points with longitudes that run on across the date line, instead of leaping round the earth."""
    turns, before = 0, points[0][0]
    for east, north in points:
        turns += (before - east > HALF) - (east - before > HALF)
        before = east
        yield east + turns * 2 * HALF, north
