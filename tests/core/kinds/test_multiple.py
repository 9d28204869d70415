import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.generation import Generator, grade
from quizapp.core.questions import Question
from tests.factories import SetDraft, card


def draft_of_lists(complete: bool = True) -> SetDraft:
    draft = SetDraft().type("order").attribute("names", "entity", of="order", range=("town",), many=True)
    for name in ("arden", "brill", "corve", "dulas", "elwy"):
        draft.entity(name)
    return draft.entity("law", type="order").members("law", "names", "arden", "brill", complete=complete)


def make(draft: SetDraft, fact: str, direction: str = "forward", seed: int = 0) -> Question | None:
    return Generator(draft.build()).make(card(draft, fact, direction), "multiple", seed)


def test_members_of_a_complete_list_are_right_together() -> None:
    question = make(draft_of_lists(), "law.names.arden")
    assert question is not None
    right = [option.text for option in question.options if option.id in question.key]
    assert right == ["Arden", "Brill"]
    assert len(question.options) > len(right) + 1
    assert question.stem.endswith("Choose all that apply.")


def test_an_open_list_makes_no_such_question() -> None:
    assert make(draft_of_lists(complete=False), "law.names.arden") is None


def test_entities_that_share_a_value_are_right_together() -> None:
    draft = SetDraft().type("district").attribute("district", "entity", range=("district",))
    for town, district in {"a": "x", "b": "x", "c": "y", "d": "z", "e": "y"}.items():
        draft.entity(district, f"District {district}", type="district").fact(town, "district", district)
    question = make(draft, "a.district", "reverse")
    assert question is not None
    assert {option.text for option in question.options if option.id in question.key} == {"A", "B"}


def test_the_answer_is_judged_as_a_set() -> None:
    question = make(draft_of_lists(), "law.names.arden")
    assert question is not None
    wrong = next(option.id for option in question.options if option.id not in question.key)
    assert grade(question, list(reversed(question.key))).score == 1.0
    partly = grade(question, question.key[:1])
    assert (partly.correct, partly.score) == (False, 0.5)
    assert not grade(question, [*question.key, wrong]).correct
    assert grade(question, []).score == 0
    for response in (question.key[0], ["z"], ["a", "a"], 7):
        with pytest.raises(WrongShape):
            grade(question, response)


def draft_of_counties(**more: str) -> SetDraft:
    draft = SetDraft().attribute("county", "entity", range=("county",), **more)
    for number, name in enumerate(("arden", "brill", "corve", "dulas", "elwy")):
        draft.fact(name, "county", f"county-{number % 2}")
    return draft.entity("county-0", "Shire", type="county").entity("county-1", "Dale", type="county")


def test_the_stem_asks_for_several() -> None:
    draft = draft_of_counties(
        forward="in which county is {entity}?",
        reverse="which of these {types} is in {value}?",
        statement="{entity} is in {value}.",
        label="{entity}",
        why="county of {entity}",
    )
    question = make(draft, "arden.county", "reverse")
    assert question is not None
    assert question.stem == "Which of these towns are in Shire? Choose all that apply."


def test_what_several_have_is_theirs() -> None:
    question = make(draft_of_counties(), "arden.county", "reverse")
    assert question is not None
    assert question.stem == "Which of these towns have Shire as their county? Choose all that apply."
