"""Locate: the nearer the better, at a scale fit for the map."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.errors import WrongShape
from quizapp.core.facts import Point
from quizapp.core.generation import Generator
from quizapp.core.kinds import locate
from quizapp.core.kinds.locate import credit, kilometres, passing_distance
from quizapp.core.questions import Question
from tests.factories import SetDraft, card

TOWNS = {
    "arden": (39.40, 47.03),
    "brill": (39.60, 47.15),
    "corve": (39.76, 46.75),
    "dulas": (39.99, 46.93),
    "elwy": (40.10, 46.04),
}
latitudes, longitudes = st.floats(-90, 90), st.floats(-180, 180)
points = st.builds(Point, latitudes, longitudes)


def asked() -> Question:
    draft = SetDraft().attribute("place", "point")
    for town, point in TOWNS.items():
        draft.fact(town, "place", point)
    question = Generator(draft.build()).make(card(draft, "arden.place"), "locate", seed=1)
    assert question is not None
    return question


def test_the_place_itself_is_right_and_far_away_is_not() -> None:
    question = asked()
    assert question.key == [39.40, 47.03]
    assert locate.grade(question, question.key).score == 1.0
    for other in list(TOWNS.values())[1:]:
        assert locate.grade(question, list(other)).correct is False


def test_the_passing_distance_is_where_the_pass_mark_lies() -> None:
    question = asked()
    passes = question.judging["passes_km"]
    north = passes / 111.2
    assert locate.grade(question, [39.40 + north * 0.98, 47.03]).correct
    assert not locate.grade(question, [39.40 + north * 1.05, 47.03]).correct
    assert credit(passes, passes) == pytest.approx(0.8)


def test_the_verdict_says_how_far_off() -> None:
    assert locate.grade(asked(), [40.40, 47.03]).message == "111 km from the place."


def test_the_scale_follows_the_map() -> None:
    town = [Point(39.40 + i / 100, 47.0 + j / 100) for i in range(5) for j in range(5)]
    world = [Point(i * 10 - 60, j * 20 - 160) for i in range(12) for j in range(16)]
    assert passing_distance(town) == 1.0
    assert 100 < passing_distance(world) < 1300
    assert passing_distance([Point(1, 1)]) == locate.DEFAULT_KM


@pytest.mark.parametrize(
    "response",
    [
        None,
        "39.4, 47",
        [39.4],
        [1, 2, 3],
        ["39", "47"],
        [True, False],
        [91, 0],
        [0, 181],
        [float("nan"), 0],
        [10**400, 0],
    ],
)
def test_a_response_of_another_shape_is_refused(response: object) -> None:
    with pytest.raises(WrongShape):
        locate.grade(asked(), response)


def test_not_known() -> None:
    assert locate.grade(asked(), {"dont_know": True}).reason == "dont-know"


@given(points, points)
def test_distance_is_symmetric_and_at_most_half_round_the_earth(one: Point, other: Point) -> None:
    distance = kilometres(one, other)
    assert distance == pytest.approx(kilometres(other, one), abs=1e-6)
    assert 0 <= distance <= 20_016


@given(st.floats(0, 20_000), st.floats(0, 20_000), st.floats(1, 1_000))
def test_credit_never_rises_with_distance(near: float, far: float, passes: float) -> None:
    near, far = sorted((near, far))
    assert 1 >= credit(near, passes) >= credit(far, passes) >= 0
