import re

import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.generation import Generator, grade
from quizapp.core.questions import Question
from tests.factories import SetDraft, capitals, card, foundings


def make(
    draft: SetDraft, fact: str, seed: int = 0, variant: str = "", direction: str = "forward"
) -> Question:
    question = Generator(draft.build()).make(card(draft, fact, direction), "choice", seed, variant)
    assert question is not None
    return question


def test_four_options_in_natural_order_and_one_right() -> None:
    question = make(capitals(), "france.capital")
    texts = [option.text for option in question.options]
    assert texts == sorted(texts)
    assert len(texts) == 4
    assert [option.text for option in question.options if option.id == question.key] == ["Paris"]
    assert question.guess == 0.25


@pytest.mark.parametrize("variant", ["2", "3", "5"])
def test_the_variant_is_the_number_of_options(variant: str) -> None:
    assert len(make(capitals(), "spain.capital", variant=variant).options) == int(variant)


def test_as_many_options_as_there_are_good_ones() -> None:
    assert len(make(foundings("2020-10-04", "2020-10-17"), "arden.founded").options) == 2


def test_the_year_is_in_the_stem_or_in_every_option() -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-11-20", "2020-12-01", "1994-05-12", "2023-07-31")
    for seed in range(20):
        question = make(draft, "brill.founded", seed)
        with_year = [bool(re.search(r"\d{4}", option.text)) for option in question.options]
        assert all(with_year) if "2020" not in question.stem else not any(with_year)


def test_every_option_says_what_it_is() -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-11-20", "2020-12-01")
    whys = {option.text: option.why for option in make(draft, "brill.founded").options}
    assert whys["4 October"] == "4 October 2020: the founding of Arden"
    backwards = make(draft, "brill.founded", direction="reverse")
    assert {option.text: option.why for option in backwards.options}["Arden"] == "4 October 2020"


def test_a_word_of_the_stem_in_the_key_alone_is_a_hint() -> None:
    draft = (
        capitals().entity("mexico-city", "Mexico City", type="city").fact("mexico", "capital", "mexico-city")
    )
    assert "choice" not in Generator(draft.build()).kinds(card(draft, "mexico.capital"))


def test_two_entities_under_one_label_are_one_option() -> None:
    draft = (
        SetDraft()
        .type("event")
        .attribute("place", "entity", of="event")
        .attribute(
            "on", "date", of="event", label="{place:name}", reverse="which of these was struck on {value}?"
        )
    )
    draft.entity("ganja").entity("barda").entity("tovuz")
    for name, place, date in (
        ("e1", "ganja", "2020-10-04"),
        ("e2", "ganja", "2020-10-11"),
        ("e3", "barda", "2020-10-11"),
        ("e4", "tovuz", "2020-07-12"),
    ):
        draft.entity(name, type="event", describe=("a strike",)).fact(name, "place", place).fact(
            name, "on", date
        )
    question = make(draft, "e3.on", direction="reverse")
    assert [option.text for option in question.options] == ["Barda", "Tovuz"]


def test_only_the_key_is_right() -> None:
    question = make(capitals(), "italy.capital")
    verdicts = {option.id: grade(question, option.id).correct for option in question.options}
    assert [letter for letter, correct in verdicts.items() if correct] == [question.key]
    assert grade(question, {"dont_know": True}).reason == "dont-know"


@pytest.mark.parametrize("response", ["z", "", 1, None, ["a"], {"a": "b"}, True])
def test_what_is_no_letter_has_the_wrong_shape(response: object) -> None:
    with pytest.raises(WrongShape):
        grade(make(capitals(), "italy.capital"), response)
