"""Locate: a point on the map, with credit that falls off with the distance from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import asin, cos, radians, sin, sqrt
from statistics import median

from quizapp.core import wording
from quizapp.core.errors import WrongShape
from quizapp.core.facts import Fact, Point
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.neighbours import Chart
from quizapp.core.questions import PASS_MARK, Direction, Question
from quizapp.core.stems import open_stem
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know

NAME = "locate"
CLOSED = False
EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""
NEAREST_SHARE = 0.5
"""A right answer lies within this share of the usual distance between neighbours …"""
REGION_SHARES = (0.025, 0.06)
"""… but within no less and no more than these shares of the map's extent."""
LEAST_KM = 1.0
DEFAULT_KM = 25.0
"""The distance that still passes, where a question does not say it."""


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward, where the value is a point."""
    return direction == "forward" and material.attribute(fact).value_type == "point"


def make(material: Material, request: Request) -> Question | None:
    """The question, if its stem is true of this fact alone."""
    stem = open_stem(material, request.fact, request.direction)
    value = material.value(request.fact)
    if stem is None or not isinstance(value, Point):
        return None
    return frame(
        material,
        request,
        stem=stem.text,
        key=[value.latitude, value.longitude],
        answer=wording.words(material, value),
        judging={"passes_km": _passing_distance(material, request.fact.attribute)},
    )


def _passing_distance(material: Material, attribute: str) -> float:
    known: dict[str, float] = material.memory("passing distances")
    if attribute not in known:
        values = (material.value(fact) for fact in material.facts_with(attribute))
        known[attribute] = passing_distance([value for value in values if isinstance(value, Point)])
    return known[attribute]


def passing_distance(points: Sequence[Point]) -> float:
    """How far off, in km, an answer among these points may be: half the median distance of neighbours.

    On a map of few or of crowded points the extent of the map sets the bounds: a finger is no pin.
    """
    distinct = list(dict.fromkeys(points))
    if len(distinct) < 2:
        return DEFAULT_KM
    extent = _extent(distinct)
    chart = Chart([(point, point) for point in distinct])
    nearest = [_nearest(point, chart.near(point, 2)) for point in distinct]
    usual = NEAREST_SHARE * median([distance for distance in nearest if distance] or [extent])
    low, high = (share * extent for share in REGION_SHARES)
    return round(max(LEAST_KM, min(max(usual, low), high)), 1)


def _nearest(point: Point, others: Iterable[Point]) -> float:
    return min((kilometres(point, other) for other in others if other != point), default=0.0)


def _extent(points: Sequence[Point]) -> float:
    """The diagonal of the smallest box of latitudes and longitudes around the points, in km."""
    south, north = min(p.latitude for p in points), max(p.latitude for p in points)
    west, east = min(p.longitude for p in points), max(p.longitude for p in points)
    return kilometres(Point(south, west), Point(north, min(east, west + 180)))


def kilometres(one: Point, other: Point) -> float:
    """The great-circle distance in km, by the haversine formula (Sinnott 1984)."""
    up = radians(other.latitude - one.latitude)
    across = radians(other.longitude - one.longitude)
    shrink = cos(radians(one.latitude)) * cos(radians(other.latitude))
    chord = sin(up / 2) ** 2 + shrink * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def credit(distance: float, passes: float) -> float:
    """The score of an answer `distance` km off: 1 on the spot, the pass mark at `passes` km, then ever less.

    pass mark ^ (distance / passes)²: flat near the point, a half at about 1.8 times the passing distance.
    """
    return float(PASS_MARK[NAME] ** ((distance / passes) ** 2))


def grade(question: Question, response: object) -> Verdict:
    """The credit for [latitude, longitude]. Raises WrongShape for anything else."""
    if is_dont_know(response):
        return DONT_KNOW
    given = _point(response)
    latitude, longitude = question.key
    distance = kilometres(given, Point(latitude, longitude))
    score = credit(distance, question.judging.get("passes_km", DEFAULT_KM))
    right = score >= PASS_MARK[NAME]
    off = f"{distance:.0f}" if distance >= 10 else f"{distance:.1f}"
    return Verdict(right, score, "near" if right else "far", f"{off} km from the place.")


def _point(response: object) -> Point:
    if not isinstance(response, (list, tuple)) or len(response) != 2:
        raise WrongShape("the response to this question is a point: [latitude, longitude] in degrees")
    latitude, longitude = response
    for number, bound in ((latitude, 90), (longitude, 180)):
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            raise WrongShape("latitude and longitude are numbers, in degrees")
        if not abs(number) <= bound:
            raise WrongShape("a latitude lies between -90 and 90, a longitude between -180 and 180")
    return Point(float(latitude), float(longitude))
