import json
import subprocess
import sys
from collections import Counter

import pytest

from quizapp.core.errors import UnknownQuestion
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof, contradictions
from quizapp.core.questions import Card, QuestionId
from tests.factories import UNKNOWN, SetDraft, capitals, card, foundings


def test_cards_come_by_level_then_topic_then_place_in_the_set() -> None:
    draft = SetDraft().attribute("motto", reverse=False)
    for name, level, topic in (
        ("a", "detail", "One"),
        ("b", "core", "Two"),
        ("c", "core", "One"),
        ("d", "more", "One"),
        ("e", "core", "One"),
    ):
        draft.fact(name, "motto", name * 3, level=level, topic=topic)
    cards = Generator(draft.build(topics=("One", "Two"))).cards()
    assert [one.fact[0] for one in cards] == ["c", "e", "b", "d", "a"]


def test_a_fact_keeps_the_origin_of_the_set_it_was_written_in() -> None:
    draft = SetDraft().attribute("motto", reverse=False).fact("arden", "motto", "on", origin="first-set")
    assert Generator(draft.build()).cards() == (Card("first-set", "arden.motto"),)


def test_facts_not_asked_by_default_are_listed_and_marked() -> None:
    draft = capitals().fact("atlantis", "capital", "rome", asked=False)
    draft.fact("utopia", "capital", "paris", sensitive="harm")
    marks = {q.card.fact: q.asked for q in Generator(draft.build()).questions(kind="choice")}
    assert not marks["atlantis.capital"]
    assert not marks["utopia.capital"]
    assert marks["france.capital"]


def test_an_unknown_or_derived_value_is_never_asked() -> None:
    draft = foundings("2020-10-04", "2020-10-17").fact("x", "founded", UNKNOWN)
    draft.fact("y", "founded", "2020-11-09", derived="the day after")
    generator = Generator(draft.build())
    assert [generator.kinds(card(draft, f"{name}.founded")) for name in "xy"] == [(), ()]


def test_a_forward_question_needs_a_stem_true_of_one_fact() -> None:
    draft = SetDraft().type("event").attribute("place", "entity", of="event")
    draft.attribute("on", "date", of="event", forward="on which date{in_year} was {place:name} struck?")
    for name, date in (("e1", "2020-10-04"), ("e2", "2020-10-11"), ("e3", "2019-10-11")):
        draft.entity(name, type="event", describe=("a strike",)).fact(name, "on", date)
    draft.entity("ganja").entity("barda")
    draft.fact("e1", "place", "ganja").fact("e2", "place", "ganja").fact("e3", "place", "barda")
    generator = Generator(draft.build())
    assert generator.kinds(card(draft, "e1.on")) == ("truefalse",) or not generator.kinds(
        card(draft, "e1.on")
    )
    assert "date" in generator.kinds(card(draft, "e3.on"))


def test_the_same_id_makes_the_same_question_in_another_process() -> None:
    script = (
        "import json; from tests.factories import capitals; from quizapp.core.generation import Generator;"
        "print(json.dumps([q.line() for q in Generator(capitals().build()).questions(5)]))"
    )
    output = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        text=True,
        env={"PYTHONHASHSEED": "7", "PYTHONPATH": "."},
    )
    assert json.loads(output.stdout) == json.loads(
        json.dumps([question.line() for question in Generator(capitals().build()).questions(5)])
    )


def test_an_id_of_another_revision_generator_or_card_names_nothing() -> None:
    draft = capitals()
    generator = Generator(draft.build())
    good = next(generator.questions()).id
    for changed in (
        QuestionId("0" * 12, good.card, "choice", 0, good.generator),
        QuestionId(good.revision, good.card, "choice", 0, 99),
        QuestionId(good.revision, Card("capitals", "nowhere.capital"), "choice", 0, good.generator),
        QuestionId(good.revision, good.card, "riddle", 0, good.generator),
    ):
        with pytest.raises(UnknownQuestion):
            generator.rebuild(changed)


def test_a_limit_counts_questions() -> None:
    assert len(list(Generator(capitals().build()).questions(limit=3))) == 3


def test_siblings_share_an_entity_a_fact_or_a_value_about_one_place() -> None:
    draft = (
        SetDraft().type("event").attribute("city-day", "month-day").attribute("place", "entity", of="event")
    )
    draft.attribute("on", "date", of="event").attribute("river", reverse=False)
    draft.fact("shusha", "city-day", "--11-08").fact("ganja", "city-day", "--11-08").fact(
        "ganja", "river", "x"
    )
    draft.entity("taken", type="event").fact("taken", "place", "shusha").fact("taken", "on", "2020-11-08")
    related = Generator(draft.build()).related(card(draft, "shusha.city-day"))
    keys = {(one.fact, one.direction) for one in related}
    assert ("shusha.city-day", "reverse") in keys
    assert ("taken.on", "forward") in keys
    assert not any(fact.startswith("ganja") for fact, _ in keys)


def test_an_entity_in_many_facts_makes_no_siblings() -> None:
    draft = SetDraft().attribute("motto", reverse=False)
    for number in range(9):
        draft.fact("arden", "motto", f"words {number}", id=f"arden.{number}")
    assert Generator(draft.build()).related(card(draft, "arden.0")) == frozenset()


def test_over_a_set_the_key_stands_in_every_place_and_rank_of_length() -> None:
    draft = SetDraft().attribute("river", of="town", reverse=False)
    for number in range(150):
        draft.fact(f"t{number}", "river", f"{chr(97 + number * 7 % 26)}{'ab' * (number * 5 % 4)}{number}")
    questions = list(Generator(draft.build()).questions(kind="choice"))
    places = Counter(question.key for question in questions)
    assert len(questions) == 150
    assert chi_squared(places.values(), 150) < CHI_SQUARED_AT_1_PERCENT


CHI_SQUARED_AT_1_PERCENT = 11.34
"""For the three degrees of freedom of four places."""


def chi_squared(counts: object, total: int) -> float:
    return sum((count - total / 4) ** 2 / (total / 4) for count in counts)  # type: ignore[attr-defined]


def test_names_with_markup_braces_or_other_scripts_come_through_as_they_are() -> None:
    draft = capitals()
    for number, name in enumerate(("<script>alert(1)</script>", "{{7*7}}", "ירושלים", "🦉 City", "%(x)s")):
        draft.entity(f"odd{number}", name, type="city").fact(f"land{number}", "capital", f"odd{number}")
    facts = draft.build()
    questions = list(Generator(facts).questions())
    texts = {question.answer for question in questions}
    assert {"<script>alert(1)</script>", "{{7*7}}", "ירושלים", "🦉 City"} <= texts
    assert [flaw for question in questions for flaw in Proof(facts, grade).flaws(question)] == []
    assert list(contradictions(questions)) == []
