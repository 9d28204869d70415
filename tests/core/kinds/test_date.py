"""Dates by hand: made from a fact, judged by its own precision."""

from __future__ import annotations

import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.facts import WrittenQuestion
from quizapp.core.generation import Generator
from quizapp.core.kinds import date
from quizapp.core.questions import Card, Question
from tests.factories import UNKNOWN, SetDraft, card, foundings


def asked(draft: SetDraft, fact: str) -> Question:
    question = Generator(draft.build()).make(card(draft, fact), "date", seed=1)
    assert question is not None
    return question


def test_the_year_stands_in_the_stem_and_need_not_be_typed() -> None:
    question = asked(foundings("2020-10-04"), "arden.founded")
    assert question.stem == "On which date in 2020 was Arden founded?"
    assert (question.key, question.answer) == ("2020-10-04", "4 October 2020")
    for response in ("4 October", "4 October 2020", question.key):
        assert date.grade(question, response).correct


def test_a_month_is_judged_as_a_month() -> None:
    question = asked(foundings("2020-07"), "arden.founded")
    assert date.grade(question, "12 July 2020").correct
    assert date.grade(question, "2020").score == 0.5


def test_any_sources_date_is_right_where_sources_differ() -> None:
    draft = foundings().source("other", "another account")
    draft.fact("arden", "founded", {"book": "1991-11-23", "other": "1991-11-26"})
    question = asked(draft, "arden.founded")
    assert date.grade(question, "23 November 1991").correct
    assert date.grade(question, "26 November 1991").correct
    assert not date.grade(question, "24 November 1991").correct


def test_a_near_truth_is_answered_with_its_note() -> None:
    draft = foundings().fact("arden", "founded", "2020-10-18", never_offer={"2020-10-17": "announced on 17"})
    verdict = date.grade(asked(draft, "arden.founded"), "17 October")
    assert (verdict.correct, verdict.message) == (None, "announced on 17")


def test_a_recurring_day() -> None:
    draft = SetDraft().attribute("city-day", "month-day").fact("arden", "city-day", "--10-04")
    question = asked(draft, "arden.city-day")
    assert date.grade(question, "October 4").correct
    assert date.grade(question, question.answer).correct


def test_what_is_left_open_is_not_asked() -> None:
    draft = foundings().fact("arden", "founded", UNKNOWN)
    assert Generator(draft.build()).make(card(draft, "arden.founded"), "date", seed=1) is None


@pytest.mark.parametrize(("key", "response"), [("4 October 2020", "2020-10-04"), ("2020-10-04", "4.10.2020")])
def test_a_written_question_may_have_its_key_in_any_form(key: str, response: str) -> None:
    own = WrittenQuestion(id="q1", kind="date", body={"stem": "when?", "key": key})
    facts = SetDraft().build(written={"q1": own})
    question = Generator(facts).make(Card("towns", "q1"), "date", seed=1)
    assert question is not None
    assert date.grade(question, response).correct
    assert not date.grade(question, "5 October 2020").correct


def test_a_response_that_is_no_text_is_refused() -> None:
    with pytest.raises(WrongShape):
        date.grade(asked(foundings("2020-10-04"), "arden.founded"), ["4 October"])
