import pytest

from quizapp.core.facts import Unknown
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof
from quizapp.core.questions import Question
from tests.factories import SetDraft, capitals, card


def draft_of_sources() -> SetDraft:
    draft = capitals(party=True)
    for name in ("almanac", "gazetteer", "yearbook"):
        draft.source(name, f"the {name}", kind="book")
    return draft


def test_one_document_is_cited_and_the_others_say_nothing_of_it() -> None:
    draft = draft_of_sources().fact("laos", "capital", {"almanac": "oslo"})
    facts = draft.build()
    question = Generator(facts).make(card(draft, "laos.capital"), "choice", 0, "source")
    assert question is not None
    assert question.prompt.startswith("According to one of these sources, the capital of Laos is Oslo.")
    assert [option.text for option in question.options if option.id == question.key] == ["the almanac"]
    assert Proof(facts, grade).flaws(question) == []


def test_a_document_that_gives_the_fact_too_is_no_wrong_option() -> None:
    draft = draft_of_sources().fact("laos", "capital", {"almanac": "oslo", "yearbook": "oslo"})
    assert Generator(draft.build()).make(card(draft, "laos.capital"), "choice", 0, "source") is None


def test_few_documents_make_no_such_question() -> None:
    draft = capitals()
    assert Generator(draft.build()).make(card(draft, "cuba.capital"), "choice", 0, "source") is None


DATES = {"almanac": "1911", "gazetteer": "12 May 1954", "yearbook": "1998-03", "atlas": "1954"}
ISSUERS = {
    "almanac": "North Press",
    "gazetteer": "South Press",
    "yearbook": "East Press",
    "atlas": "north press",
}


def draft_of_documents(**facts: object) -> SetDraft:
    draft = capitals(party=True)
    for name, date in DATES.items():
        draft.source(name, f"the {name}", kind="book", date=date, issuer=ISSUERS[name])
    return draft.fact("laos", "capital", facts)


def asked(draft: SetDraft, variant: str, seed: int = 0) -> Question | None:
    facts = draft.build()
    question = Generator(facts).make(card(draft, "laos.capital"), "choice", seed, variant)
    assert question is None or Proof(facts, grade).flaws(question) == []
    return question


@pytest.mark.parametrize("seed", range(4))
def test_who_issued_the_document(seed: int) -> None:
    question = asked(draft_of_documents(gazetteer="oslo"), "issuer", seed)
    assert question is not None
    assert question.answer == "South Press"
    assert question.prompt.endswith("the capital of Laos is Oslo. Who issued it?")
    assert len({option.text.casefold() for option in question.options}) == len(question.options) == 3


@pytest.mark.parametrize("seed", range(4))
def test_when_the_document_was_issued(seed: int) -> None:
    draft = draft_of_documents(almanac="oslo").source("register", "the register", date="1925")
    draft.source("ledger", "the ledger", date="about 1911")
    question = asked(draft, "issued", seed)
    assert question is not None
    assert [option.text for option in question.options] == ["1911", "1925", "1954"]
    assert question.answer == "1911"


def test_dates_said_less_finely_or_overlapping_do_not_stand_together() -> None:
    assert asked(draft_of_documents(gazetteer="oslo"), "issued") is None


@pytest.mark.parametrize("variant", ["source", "issuer"])
def test_where_two_documents_disagree_one_wrong_option_is_enough(variant: str) -> None:
    draft = capitals()
    draft.source("north", "the northern account", issuer="North Press").source(
        "south", "the southern account", issuer="South Press"
    )
    question = asked(draft.fact("laos", "capital", {"north": "oslo", "south": "rome"}), variant)
    assert question is not None
    wrong = next(option for option in question.options if option.id != question.key)
    assert wrong.why.endswith("Rome")
    assert question.attribution


def test_a_document_that_leaves_the_matter_open_says_nothing_else() -> None:
    draft = draft_of_documents(almanac="oslo", yearbook=Unknown())
    assert asked(draft, "source") is None


def test_no_document_whose_name_stands_in_the_statement() -> None:
    draft = draft_of_documents(almanac="oslo").source("almanac", "the Oslo almanac")
    assert asked(draft, "source") is None
