import pytest

from quizapp.core.errors import WrongShape
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof
from quizapp.core.questions import Question
from tests.factories import SetDraft, capitals, card


def make(
    draft: SetDraft, fact: str, kind: str = "typed", direction: str = "forward", variant: str = ""
) -> Question:
    question = Generator(draft.build()).make(card(draft, fact, direction), kind, 0, variant)
    assert question is not None
    return question


@pytest.mark.parametrize("response", ["Havana", "havana", " HAVANA ", "Habana", "La Habana", "Havanna"])
def test_honest_spellings_pass(response: str) -> None:
    draft = capitals().entity("havana", "Havana", "La Habana", "Habana", type="city")
    assert grade(make(draft, "cuba.capital"), response).correct


@pytest.mark.parametrize("response", ["Vienna", "Paris", "Ha", "", "Cuba"])
def test_other_names_do_not(response: str) -> None:
    assert not grade(make(capitals(), "cuba.capital"), response).correct


def test_a_slip_that_is_another_town_is_refused() -> None:
    draft = capitals().entity("romes", "Romes", type="city")
    assert not grade(make(draft, "italy.capital"), "Romes").correct


def test_another_account_s_name_gets_its_note() -> None:
    draft = capitals().fact("laos", "capital", "oslo", never_offer={"vienna": "until 1975"})
    verdict = grade(make(draft, "laos.capital"), "Vienna")
    assert (verdict.correct, verdict.message) == (None, "until 1975")


def test_every_source_s_value_is_accepted() -> None:
    draft = capitals().source("other", "another account")
    draft.fact("laos", "capital", {"book": "oslo", "other": "vienna"})
    question = make(draft, "laos.capital")
    assert grade(question, "Oslo").correct
    assert grade(question, "Vienna").correct
    assert [citation.id for citation in question.others] == ["other"]


def test_long_names_are_not_typed() -> None:
    draft = capitals().entity("long", "Llanfairpwllgwyngyll", type="city").fact("wales", "capital", "long")
    kinds = Generator(draft.build()).kinds(card(draft, "wales.capital"))
    assert not {"typed", "cloze"} & set(kinds)


def test_backwards_only_where_the_author_says_it_is_one_entity_s() -> None:
    for declared in (True, False):
        draft = SetDraft().attribute("sign", inverse_functional=declared, reverse="which town has {value}?")
        draft.fact("arden", "sign", "Ar")
        assert ("typed" in Generator(draft.build()).kinds(card(draft, "arden.sign", "reverse"))) is declared


def test_what_the_stem_says_is_not_asked_for() -> None:
    draft = capitals().entity("lux", "Luxembourg", type="city").fact("luxembourg", "capital", "lux")
    assert "typed" not in Generator(draft.build()).kinds(card(draft, "luxembourg.capital"))


def test_only_text_is_typed() -> None:
    with pytest.raises(WrongShape):
        grade(make(capitals(), "cuba.capital"), ["Havana"])


def test_what_the_author_accepts_of_one_fact_is_right_for_it() -> None:
    draft = (
        SetDraft().attribute("sign").fact("gold", "sign", "Au", accepts=("aurum",)).fact("iron", "sign", "Fe")
    )
    assert grade(make(draft, "gold.sign"), "Aurum").correct
    assert grade(make(draft, "gold.sign", "cloze"), "aurum").correct
    assert not grade(make(draft, "iron.sign"), "aurum").correct


def test_a_slip_that_is_what_another_fact_accepts_is_refused() -> None:
    draft = SetDraft().attribute("juice").fact("gold", "juice", "Colophon")
    draft.fact("iron", "juice", "Fe", accepts=("Colophan",))
    assert not grade(make(draft, "gold.juice"), "Colophan").correct


@pytest.mark.parametrize("accepted", ["Fe", "Fer"])
def test_the_proof_refuses_a_spelling_that_is_another_s_or_open(accepted: str) -> None:
    draft = SetDraft().attribute("sign").fact("iron", "sign", "Fe")
    draft.fact("gold", "sign", "Au", accepts=(accepted,), never_offer={"Fer": "an older sign"})
    facts = draft.build()
    question = Generator(facts).make(card(draft, "gold.sign"), "typed", 0)
    assert question is not None
    assert "P110" in [flaw.code for flaw in Proof(facts, grade).flaws(question)]


def test_a_text_that_is_accepted_of_a_fact_is_no_wrong_option_for_it() -> None:
    draft = SetDraft().attribute("sign").fact("gold", "sign", "Au", accepts=("Aurum",))
    for name, sign in (("iron", "Fe"), ("lead", "Aurum"), ("zinc", "Zn"), ("neon", "Ne")):
        draft.fact(name, "sign", sign)
    assert "Aurum" not in [option.text for option in make(draft, "gold.sign", "choice", variant="5").options]


@pytest.mark.parametrize(
    ("response", "right"),
    [
        ("6:15", True),
        ("06.15", True),
        ("6:15 am", True),
        ("0615", True),
        ("6:15 pm", False),
        ("16:15", False),
    ],
)
def test_a_time_of_day_is_typed_as_people_write_it(response: str, right: bool) -> None:
    draft = SetDraft().attribute("departs", "text").fact("arden", "departs", "06:15")
    assert grade(make(draft, "arden.departs"), response).correct is right


@pytest.mark.parametrize(("response", "right"), [("platform 2a", True), ("2 A", True), ("2b", False)])
def test_what_is_asked_for_may_be_said_with_it(response: str, right: bool) -> None:
    draft = SetDraft().attribute("platform", "text").fact("arden", "platform", "2a")
    assert grade(make(draft, "arden.platform"), response).correct is right


def test_further_spellings_of_another_answer_are_refused() -> None:
    draft = capitals().entity("aldona", "Aldona", type="city").fact("malta", "capital", "aldona")
    assert grade(make(draft, "malta.capital"), "Aldonia").correct
    draft.fact("italy", "capital", "rome", accepts=("Aldonia",))
    assert not grade(make(draft, "malta.capital"), "Aldonia").correct
