"""What a process keeps of a day is used only for the very text it was read from, and written as it is."""

from __future__ import annotations

import json
from datetime import date

from quizapp.core.memory import Role
from quizapp.core.queue import Session, Shown
from quizapp.services.study.memo import Memo, Reading, queue_of, queue_values, session_text

FIGURES, SESSION = '{"sets":{}}', '{"left_out":{},"steps":[]}'


def test_the_same_text_gives_the_same_reading_once() -> None:
    memo = Memo()
    reading = memo.take(7, FIGURES, SESSION)
    memo.give(7, FIGURES, SESSION, reading)
    assert memo.take(7, FIGURES, SESSION) is reading
    assert memo.take(7, FIGURES, SESSION) is not reading


def test_another_text_is_read_anew() -> None:
    memo = Memo()
    memo.give(7, FIGURES, SESSION, Reading({"stale": 1}, {"stale": 1}))
    assert memo.take(7, FIGURES, '{"left_out":{"1/2":1},"steps":[]}').session["left_out"] == {"1/2": 1}


def test_plans_are_kept_by_their_stamp() -> None:
    memo = Memo()
    memo.keep_plan("one", {"due": []})
    assert memo.plan("one") == {"due": []}
    assert memo.plan("two") is None


def test_the_text_of_a_session_says_what_it_holds() -> None:
    steps = [{"review": "a"}]
    reading = Reading({}, {"current": {"0": {"q": "é"}}, "moved": {}, "steps": steps})
    assert json.loads(session_text(reading)) == reading.session
    reading.session = {**reading.session, "steps": [*steps, {"review": "b"}]}
    assert json.loads(session_text(reading)) == reading.session


def test_a_queue_is_stored_and_read_back() -> None:
    queue = Session(date(2024, 5, 1)).after(
        Shown("1/2", Role.COUNTED, right=False, at=5.0, siblings=frozenset({"1/3"}), exposed=["1/4"])
    )
    assert queue_of(json.loads(json.dumps(queue_values(queue)))) == queue
