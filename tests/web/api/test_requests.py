"""Hostile and mistaken requests: the right status, a plain problem, and nothing of the input in it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.web.api.conftest import Call, assert_problem

MARK = "do-not-repeat-me"
REVIEW = "0190b5a0-0000-7000-8000-000000000000"
ANSWER = {"review_id": REVIEW, "question_id": "abc", "response": "a", "ms": 1000}


def test_a_body_that_is_not_json_is_415(learner: Call) -> None:
    response = learner("POST", "/study/answers", data="review_id=1", content_type="text/plain")
    assert_problem(response, 415)


@pytest.mark.parametrize(
    "body",
    [
        *(b"{", b"", b"[]", b'"text"', b"null", b"{'a': 1}", b"\xff\xfe", b"[" * 20_000, b'{"a": ' * 5_000),
        *(b'{"ms": NaN}', b'{"ms": Infinity}', b'{"ms": 1e999}', b'{"ms": ' + b"9" * 4_000 + b"}"),
    ],
)
def test_a_body_that_is_no_object_is_422(learner: Call, body: bytes) -> None:
    response = learner("POST", "/study/answers", data=body, content_type="application/json")
    assert_problem(response, 422)


def test_a_very_long_number_is_json_all_the_same(teacher: Call) -> None:
    response = teacher("POST", "/sets", json={"title": 7 * 10**32})
    assert assert_problem(response, 409)["faults"]


@pytest.mark.parametrize(
    "change",
    [
        {"review_id": 5},
        {"review_id": MARK},
        {"question_id": ""},
        {"question_id": None},
        {"question_id": "a b"},
        {"ms": "1"},
        {"ms": -1},
        {"ms": 1.5},
        {"ms": True},
        {"answered_at": 1_700_000_000},
        {"answered_at": "2026-01-01T00:00:00"},
        {"answered_at": MARK},
        {MARK: 1},
    ],
)
def test_a_wrong_shape_is_422_and_names_its_place(learner: Call, change: dict[str, Any]) -> None:
    response = learner("POST", "/study/answers", json=ANSWER | change)
    problem = assert_problem(response, 422)
    assert problem["errors"]
    assert MARK not in response.text


@pytest.mark.parametrize("field", ["review_id", "question_id", "response"])
def test_a_missing_field_is_422_and_named(learner: Call, field: str) -> None:
    body = {name: value for name, value in ANSWER.items() if name != field}
    problem = assert_problem(learner("POST", "/study/answers", json=body), 422)
    assert [fault["loc"] for fault in problem["errors"]] == [[field]]


def test_an_answer_of_a_megabyte_is_413(learner: Call) -> None:
    assert_problem(learner("POST", "/study/answers", json=ANSWER | {"response": "x" * 1_000_000}), 413)


def test_what_is_not_there_is_404_without_its_name(learner: Call) -> None:
    for method, path in [("GET", f"/sets/{MARK}"), ("POST", f"/study/{MARK}/next"), ("GET", f"/{MARK}")]:
        response = learner(method, path)
        assert_problem(response, 404)
        assert MARK not in response.text


def test_a_wrong_method_is_405_and_says_which_are_right(learner: Call) -> None:
    response = learner("PATCH", "/me")
    assert_problem(response, 405)
    assert {"GET", "DELETE"} <= set(response.headers["Allow"].replace(" ", "").split(","))


@pytest.mark.parametrize("query", ["limit=0", "limit=501", "limit=x", "cursor=%00", f"{MARK}=1"])
def test_a_wrong_query_is_422(learner: Call, query: str) -> None:
    response = learner("GET", f"/sets?{query}")
    assert_problem(response, 422)
    assert MARK not in response.text


@pytest.mark.parametrize("path", ["/sets", "/reviews", "/progress/capitals"])
def test_a_cursor_that_no_list_gave_is_404(learner: Call, path: str) -> None:
    assert_problem(learner("GET", f"{path}?cursor=abc"), 404)


def test_every_response_names_its_request(learner: Call) -> None:
    assert learner("GET", "/me", headers={"X-Request-ID": "abc-1"}).headers["X-Request-ID"] == "abc-1"
    assert learner("GET", "/me", headers={"X-Request-ID": "a b\t"}).headers["X-Request-ID"] != "a b\t"
