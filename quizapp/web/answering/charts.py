"""The map on which a point is chosen, and on which the answer is shown beside what was chosen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import cos, degrees, radians
from typing import Any

from quizapp.core.facts import Point
from quizapp.core.gazetteer import points
from quizapp.core.kinds.locate import DEFAULT_KM, EARTH_RADIUS_KM, kilometres
from quizapp.core.questions import Question
from quizapp.services import library
from quizapp.web.extensions import database, site
from quizapp.web.maps.base import LINES, STEPS, UNITS, Base, base, maps_of
from quizapp.web.maps.framing import Scene, View, scene
from quizapp.web.maps.projections import Plane

WIDTH = 640
LEAST, GREATEST = 0.5, 0.95
"""Height of the map as a share of its width."""
MARGIN = 44.0
EVERYTHING = View(zoom=-1)
"""No place is left out: the one that is asked for may be the farthest."""
NUDGES = 16
"""Steps of a nudge without scripts from one side of the map to the other."""
FINE = 10
"""Fine steps in one step."""
WAYS = {"west": (0, -1), "north": (1, 0), "south": (-1, 0), "east": (0, 1)}
"""Nudge: by how many steps latitude and longitude change."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the grid with its degrees."""

    at: float
    """Units from the left edge for a meridian, from the top for a parallel."""
    degrees: str


@dataclass(frozen=True)
class Chart:
    """A map `width` units wide, with what turns its units into degrees."""

    scene: Scene
    ground: Base
    height: int
    scale: float
    """Units per radian of the plane."""
    width: int = WIDTH

    @property
    def ground_scale(self) -> float:
        """By what the outlines are scaled about the middle."""
        return round(self.scale * self.scene.width / UNITS, 5)

    def at(self, point: Point) -> Plane:
        """Where a point lies, in units from the left and the top."""
        x, y = self.scene.place(point.longitude, point.latitude)
        left, top = self.scene.middle
        across, down = self.width / 2 + (x - left) * self.scale, self.height / 2 + (y - top) * self.scale
        return round(across, 1), round(down, 1)

    @cached_property
    def step(self) -> float:
        """Degrees from one line of the grid to the next."""
        across = degrees(self.scene.width)
        return next((step for step in STEPS if across / step <= LINES), STEPS[-1])

    @property
    def meridians(self) -> Iterator[Line]:
        """The meridians that cross the map, by where they meet its middle."""
        for number in range(int(-540 / self.step), int(540 / self.step) + 1):
            east = number * self.step
            x = self.width / 2 + (self.scene.projection(east, 0)[0] - self.scene.middle[0]) * self.scale
            if MARGIN < x < self.width - 8 and (not self.scene.whole_world or abs(east) < 180):
                yield Line(round(x, 1), _degrees((east + 180) % 360 - 180, "E", "W"))

    @property
    def parallels(self) -> Iterator[Line]:
        """The parallels on the map."""
        for number in range(int(-80 / self.step), int(80 / self.step) + 1):
            down = self.scene.projection(0, number * self.step)[1] - self.scene.middle[1]
            y = self.height / 2 + down * self.scale
            if 14 < y < self.height - 24:
                yield Line(round(y, 1), _degrees(number * self.step, "N", "S"))

    def radius(self, about: Point, kilometres: float) -> float:
        """So many kilometres around a point, in units; 0 where the map has no one scale."""
        if self.scene.whole_world:
            return 0.0
        return round(kilometres / EARTH_RADIUS_KM / cos(radians(about.latitude)) * self.scale, 1)

    def nudged(self, point: Point | None, way: str, *, fine: bool) -> Point:
        """The point moved a step; from the middle of the map where there is none yet."""
        if point is None:
            return self.centre
        step = degrees(self.scene.width) / NUDGES / (FINE if fine else 1)
        north, east = WAYS.get(way, (0, 0))
        latitude = max(-85.0, min(85.0, point.latitude + north * step * cos(radians(point.latitude))))
        longitude = (point.longitude + east * step + 180) % 360 - 180
        return Point(round(latitude, 4), round(longitude, 4))

    @property
    def centre(self) -> Point:
        """The point in the middle of the map."""
        low, high = -85.0, 85.0
        for _ in range(24):
            half = (low + high) / 2
            below = self.scene.projection(0, half)[1] > self.scene.middle[1]
            low, high = (half, high) if below else (low, half)
        east = 0.0 if self.scene.whole_world else degrees(self.scene.middle[0])
        return Point(round(low, 4), round((east + 180) % 360 - 180, 4))


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """The answer and what was chosen, on one map."""

    chart: Chart
    right: Plane
    given: Plane | None
    kilometres: float
    reach: float
    """Units around the right point within which an answer counts."""


def chart_of(question: Question) -> Chart:
    """The map of a question's set, from end to end, so that it gives nothing away."""
    generator = library.generator_for(database(), question.id.revision)
    known = points(generator.material)
    own = Point(*question.key)
    framed = scene(list(dict.fromkeys([*known.values(), own])), EVERYTHING)
    ground = base(framed, maps_of(site().question_bank, (question.set, question.card.origin)))
    height = round(WIDTH * min(GREATEST, max(LEAST, framed.height / framed.width)))
    scale = min((WIDTH - 2 * MARGIN) / framed.width, (height - 2 * MARGIN) / framed.height)
    return Chart(framed, ground, height, scale)


def distance(question: Question, response: Any) -> Distance | None:
    """The feedback's map; None for what was not asked on a map."""
    if question.kind != "locate":
        return None
    chart, right = chart_of(question), Point(*question.key)
    given = Point(*response) if isinstance(response, (list, tuple)) else None
    return Distance(
        chart=chart,
        right=chart.at(right),
        given=chart.at(given) if given else None,
        kilometres=kilometres(given, right) if given else 0.0,
        reach=chart.radius(right, question.judging.get("passes_km", DEFAULT_KM)),
    )


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{abs(value):g}°" + (positive if value > 0 else negative if value < 0 else "")
