"""Sets over HTTP: listed in parts, published whole or not at all."""

from __future__ import annotations

import json
from typing import Any

from quizapp.bank.load import document_of_text
from tests.web.api.conftest import Call, Token, assert_problem
from tests.web.conftest import TABLE


def document(title: str = "More capitals", name: str = "more-capitals.tsv") -> dict[str, Any]:
    made: dict[str, Any] = json.loads(document_of_text(TABLE, name))
    return made | {"title": title}


def test_sets_are_listed_with_their_sources(learner: Call) -> None:
    page = learner("GET", "/sets").get_json()
    assert [item["slug"] for item in page["items"]] == ["capitals"]
    assert page["items"][0]["facts"] == 8
    assert page["next_cursor"] == ""


def test_a_list_comes_in_parts(learner: Call, teacher: Call) -> None:
    teacher("POST", "/sets", json=document())
    first = learner("GET", "/sets?limit=1").get_json()
    second = learner("GET", f"/sets?limit=1&cursor={first['next_cursor']}").get_json()
    assert {item["slug"] for item in first["items"] + second["items"]} == {"capitals", "more-capitals"}
    assert second["next_cursor"] == ""


def test_one_set_is_read_by_its_slug(learner: Call) -> None:
    assert learner("GET", "/sets/capitals").get_json()["slug"] == "capitals"
    assert_problem(learner("GET", "/sets/nothing"), 404)


def test_publishing_makes_a_revision_once(teacher: Call) -> None:
    first, again = (teacher("POST", "/sets", json=document()) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json()["revision"] == again.get_json()["revision"]
    assert len(first.get_json()["added"]) == 8


def test_a_set_may_be_larger_than_an_answer(teacher: Call) -> None:
    large = document() | {"summary": "A long story. " * 10_000}
    assert teacher("POST", "/sets", json=large).status_code in (201, 409)


def test_a_set_with_faults_changes_nothing_and_names_each(teacher: Call, learner: Call) -> None:
    broken = document()
    del broken["title"]
    problem = assert_problem(teacher("POST", "/sets", json=broken), 409)
    assert all(fault["line"] and fault["code"] and fault["message"] for fault in problem["faults"])
    assert_problem(learner("GET", "/sets/more-capitals"), 404)


def test_what_the_lint_refuses_is_not_published_and_every_fault_is_named(
    teacher: Call, learner: Call
) -> None:
    unsourced = document()
    for name in ("france", "norway"):
        del unsourced["entities"][name]["facts"]["capital"][0]["locator"]
    problem = assert_problem(teacher("POST", "/sets", json=unsourced), 409)
    assert [fault["code"] for fault in problem["faults"]].count("S101") == 2
    assert_problem(learner("GET", "/sets/more-capitals"), 404)


def test_a_set_of_somebody_else_is_not_for_the_taking(call: Call, token: Token, teacher: Call) -> None:
    teacher("POST", "/sets", json=document())
    other = token("other", ("learner", "instructor"))
    assert_problem(call("POST", "/sets", other, json=document("Mine now")), 403)
    assert_problem(call("DELETE", "/sets/more-capitals", other), 403)
    assert_problem(call("DELETE", "/sets/capitals", other), 403)


def test_a_set_is_withdrawn_by_its_owner(teacher: Call, learner: Call) -> None:
    teacher("POST", "/sets", json=document())
    assert teacher("DELETE", "/sets/more-capitals").status_code == 204
    assert [item["slug"] for item in learner("GET", "/sets").get_json()["items"]] == ["capitals"]
