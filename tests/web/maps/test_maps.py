"""Outlines, frames and names of maps."""

from __future__ import annotations

import json
from itertools import pairwise
from math import cos, radians
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.facts import Point
from quizapp.web.maps import Spot, draw
from quizapp.web.maps.base import WORLD, Base, base
from quizapp.web.maps.drawing import APART, SHAPES
from quizapp.web.maps.framing import View, scene, trimmed
from quizapp.web.maps.labels import LETTER, place_labels
from quizapp.web.maps.projections import equal_earth, mercator
from quizapp.web.maps.topology import NotATopology, read_outlines

POINTS = st.builds(Point, st.floats(-80, 80), st.floats(-180, 180))
EMPTY = Base((), "", "")
QUANTISED = {
    "type": "Topology",
    "transform": {"scale": [1, 1], "translate": [10, 40]},
    "arcs": [[[0, 0], [1, 0]], [[1, 0], [0, 1], [-1, 0], [0, -1]], [[1, 0], [1, 0], [0, 1], [-1, 0]]],
    "objects": {
        "parts": {
            "type": "GeometryCollection",
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]]},
                {"type": "MultiPolygon", "arcs": [[[2, 0]], [[~1, ~0]]]},
            ],
        }
    },
}


def written(path: Path, topology: object) -> Path:
    path.write_text(json.dumps(topology))
    return path


def test_arcs_are_steps_on_a_grid_joined_end_to_end(tmp_path: Path) -> None:
    ring = read_outlines(written(tmp_path / "a.topo.json", QUANTISED)).rings[0]
    assert ring == ((10, 40), (11, 40), (11, 41), (10, 41), (10, 40))


def test_a_negative_number_is_an_arc_backwards(tmp_path: Path) -> None:
    rings = read_outlines(written(tmp_path / "a.topo.json", QUANTISED)).rings
    assert rings[2] == tuple(reversed(rings[0]))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"arcs": [], "objects": {"a": {"type": "Polygon"}}}'])
def test_what_is_no_topology_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.topo.json"
    path.write_text(text)
    with pytest.raises(NotATopology, match=r"a\.topo\.json"):
        read_outlines(path)


def test_outlines_run_on_across_the_date_line() -> None:
    for ring in read_outlines(WORLD).rings:
        leaps = [abs(one[0] - other[0]) for one, other in pairwise(ring)]
        assert max(leaps) < 180


def test_the_projections_keep_north_up_and_east_right() -> None:
    for projection in (mercator, equal_earth):
        assert projection(0, 0) == (0, 0)
        assert projection(10, 0)[0] > 0
        assert projection(0, 10)[1] < 0


def test_equal_earth_is_about_twice_as_wide_as_high() -> None:
    assert equal_earth(180, 0)[0] / -equal_earth(0, 90)[1] == pytest.approx(2.05458, rel=1e-4)


@given(st.integers(-170, 170), st.integers(-85, 85))
def test_equal_earth_keeps_areas(longitude: int, latitude: int) -> None:
    left, right = equal_earth(longitude, latitude)[0], equal_earth(longitude + 0.01, latitude)[0]
    top, bottom = equal_earth(longitude, latitude + 0.005)[1], equal_earth(longitude, latitude - 0.005)[1]
    area = (right - left) * (bottom - top)
    assert area == pytest.approx(radians(0.01) ** 2 * cos(radians(latitude)), rel=1e-3)


@given(st.lists(POINTS, min_size=1, max_size=40))
def test_everything_is_in_the_frame_when_everything_is_asked_for(points: list[Point]) -> None:
    spots = [Spot(str(number), "Name", point, "new") for number, point in enumerate(points)]
    shown = scene(points, View(zoom=-1))
    for shape in SHAPES:
        drawing = draw(shown, EMPTY, spots, shape)
        told = [spot.id for mark in drawing.marks for spot in mark.spots] + [
            spot.id for spot in drawing.beyond
        ]
        assert sorted(told) == sorted(spot.id for spot in spots)
        if not shown.whole_world:
            assert not drawing.beyond


@given(st.lists(POINTS, min_size=1, max_size=60))
def test_no_two_marks_are_nearer_than_a_finger_is_wide(points: list[Point]) -> None:
    spots = [Spot(str(number), "Name", point, "new") for number, point in enumerate(points)]
    marks = draw(scene(points, View()), EMPTY, spots, "narrow").marks
    for number, mark in enumerate(marks):
        for other in marks[:number]:
            assert (mark.x - other.x) ** 2 + (mark.y - other.y) ** 2 >= (APART - 0.2) ** 2


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 500), st.text(max_size=20)), max_size=40))
def test_no_name_covers_another_or_leaves_the_map(marks: list[tuple[float, float, str]]) -> None:
    size = 13.0
    boxes: list[tuple[float, float, float, float]] = []
    for label in place_labels(marks, 900, 500, size):
        if label is None:
            continue
        wide = len(label.text) * LETTER * size
        left = label.x - {"start": 0, "middle": 0.5, "end": 1}[label.anchor] * wide
        box = (left, label.y - 0.8 * size, left + wide, label.y + 0.25 * size)
        assert 0 <= box[0] <= box[2] <= 900
        assert all(box[2] <= b[0] or b[2] <= box[0] or box[3] <= b[1] or b[3] <= box[1] for b in boxes)
        boxes.append(box)


def test_one_far_place_does_not_make_the_others_tiny() -> None:
    near = [(x / 100, y / 100) for x in range(4) for y in range(4)]
    assert trimmed([*near, (5.0, 5.0)]) == near
    assert trimmed([*near[:3], (5.0, 5.0)]) == [*near[:3], (5.0, 5.0)]


def test_a_region_across_the_date_line_stays_whole() -> None:
    shown = scene([Point(-18, 178), Point(-21, -175)], View())
    assert shown.width < 0.2


def test_a_small_region_has_a_grid_and_a_wide_one_outlines() -> None:
    assert base(scene([Point(46, 7), Point(47, 8)], View()), ()).note == ""
    assert base(scene([Point(36, -9), Point(60, 30)], View()), ()).note == "world"
