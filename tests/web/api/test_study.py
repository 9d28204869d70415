"""Studying over HTTP: the question stays, answers count once, and nothing tells the key."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.web.api.conftest import Call, Token, assert_problem


def ask(learner: Call, path: str = "/study/capitals/next") -> dict[str, Any]:
    question: dict[str, Any] = learner("POST", path).get_json()["question"]
    return question


def earlier() -> str:
    return datetime.now(UTC).isoformat()


def body(question: dict[str, Any], **changes: Any) -> dict[str, Any]:
    own = {"review_id": question["review_id"], "question_id": question["id"], "ms": 900}
    return own | {"response": {"dont_know": True}} | changes


def test_a_question_comes_without_its_key(learner: Call) -> None:
    question = ask(learner)
    assert question["new"] is True
    assert {option["id"] for option in question["options"]} <= set("abcdefgh")
    assert not {"key", "answer", "accepts", "value", "why"} & (set(question) | set(question["options"][0]))


def test_a_question_stays_until_it_is_answered(learner: Call) -> None:
    assert ask(learner)["id"] == ask(learner)["id"] == ask(learner, "/study/next")["id"]


def test_an_answer_gets_verdict_feedback_memory_and_what_comes_next(learner: Call) -> None:
    question = ask(learner)
    done = learner("POST", "/study/answers", json=body(question)).get_json()
    assert done["verdict"] == {"correct": False, "score": 0.0, "reason": "dont-know"} | {
        "message": done["verdict"]["message"]
    }
    assert done["feedback"]["answer"]
    assert done["feedback"]["source"]["title"]
    assert done["card"]["stability"] > 0
    assert done["next"]["id"] != question["id"]
    assert done["today"]["answered"] == 1


def test_an_option_is_right_if_it_is_the_key(learner: Call) -> None:
    done = learner("POST", "/study/answers", json=body(ask(learner), response="a")).get_json()
    assert done["verdict"]["correct"] is (done["feedback"]["key"] == "a")


def test_practice_for_offline_use_comes_with_keys_and_is_answered_in_order(learner: Call) -> None:
    items = learner("POST", "/study/batch", json={"n": 3, "set": "capitals"}).get_json()["items"]
    assert len(items) == 3
    for item in items:
        sent = body(item["question"], response=item["feedback"]["key"], answered_at=earlier())
        assert learner("POST", "/study/answers", json=sent).get_json()["verdict"]["correct"] is True
    assert len(learner("GET", "/reviews").get_json()["items"]) == 3


def test_the_same_answer_sent_twice_counts_once(learner: Call) -> None:
    sent = body(ask(learner))
    first, again = (learner("POST", "/study/answers", json=sent).get_json() for _ in range(2))
    assert (first["recorded"], again["recorded"]) == (True, False)
    assert again["verdict"] == first["verdict"]
    assert len(learner("GET", "/reviews").get_json()["items"]) == 1


def test_another_answer_under_the_same_id_is_a_conflict(learner: Call) -> None:
    sent = body(ask(learner))
    learner("POST", "/study/answers", json=sent)
    assert_problem(learner("POST", "/study/answers", json=sent | {"response": "a"}), 409)


def test_an_answer_to_a_question_passed_by_gets_the_current_one(learner: Call) -> None:
    old = ask(learner)
    new = learner("POST", "/study/answers", json=body(old)).get_json()["next"]
    problem = assert_problem(
        learner("POST", "/study/answers", json=body(old, review_id=str(uuid.uuid4()))), 409
    )
    assert problem["current"]["question"]["id"] == new["id"]


def test_a_question_of_another_learner_is_no_question(learner: Call, call: Call, token: Token) -> None:
    theirs = ask(learner)
    assert_problem(call("POST", "/study/answers", token("bert"), json=body(theirs)), 404)


@pytest.mark.parametrize("question_id", ["abc", "x" * 4000, "_" * 64])
def test_an_id_that_names_nothing_is_404(learner: Call, question_id: str) -> None:
    sent = body({"review_id": str(uuid.uuid4()), "id": question_id})
    assert_problem(learner("POST", "/study/answers", json=sent), 404)


@pytest.mark.parametrize(
    "response",
    [
        None,
        5,
        1e300,
        True,
        "zz",
        "",
        [],
        ["a", ["b"]],
        {},
        {"dont_know": "yes"},
        {"a": {"b": 1}},
        "x" * 30_000,
        "\0",
    ],
)
def test_a_response_of_another_shape_is_422_and_the_question_stays(learner: Call, response: Any) -> None:
    question = ask(learner)
    assert_problem(learner("POST", "/study/answers", json=body(question, response=response)), 422)
    assert ask(learner)["id"] == question["id"]
    assert learner("GET", "/reviews").get_json()["items"] == []


def test_undo_brings_the_question_back(learner: Call) -> None:
    question = ask(learner)
    learner("POST", "/study/answers", json=body(question))
    turn = learner("POST", "/study/undo").get_json()
    assert turn["question"]["id"] == question["id"]
    assert turn["today"]["answered"] == 0


def test_with_nothing_to_take_back_undo_is_404(learner: Call) -> None:
    assert_problem(learner("POST", "/study/undo"), 404)


def test_my_answer_was_right_needs_an_answer(learner: Call) -> None:
    assert_problem(learner("POST", f"/study/answers/{uuid.uuid4()}/override"), 404)
    assert_problem(learner("POST", "/study/answers/not-a-uuid/override"), 404)


def test_progress_and_the_log_tell_what_was_answered(learner: Call) -> None:
    question = ask(learner)
    learner("POST", "/study/answers", json=body(question))
    progress = learner("GET", "/progress").get_json()
    assert (progress["today"]["answered"], progress["introduced"]) == (1, 1)
    assert [line["slug"] for line in progress["sets"]] == ["capitals"]
    lines = learner("GET", "/progress/capitals?limit=3").get_json()
    assert (len(lines["items"]), lines["next_cursor"]) == (3, "3")
    [review] = learner("GET", "/reviews").get_json()["items"]
    assert review["review_id"] == question["review_id"]


def test_the_log_comes_in_parts(learner: Call) -> None:
    question = ask(learner)
    for _ in range(3):
        question = learner("POST", "/study/answers", json=body(question)).get_json()["next"]
    first = learner("GET", "/reviews?limit=2").get_json()
    second = learner("GET", f"/reviews?limit=2&cursor={first['next_cursor']}").get_json()
    assert [len(first["items"]), len(second["items"]), second["next_cursor"]] == [2, 1, ""]
    assert not {r["review_id"] for r in first["items"]} & {r["review_id"] for r in second["items"]}
