import pytest

from quizapp.core.calendar import parse_date
from quizapp.core.facts import NearTruth, Unknown
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof
from quizapp.core.questions import Card, Question
from tests.factories import SetDraft, capitals, card

DATES = {"almanac": "1911", "gazetteer": "12 May 1954", "yearbook": "1998-03", "atlas": "1954"}
ISSUERS = {
    "almanac": "North Press",
    "gazetteer": "South Press",
    "yearbook": "East Press",
    "atlas": "north press",
}


def draft_of_sources() -> SetDraft:
    draft = capitals(party=True)
    for name in ("almanac", "gazetteer", "yearbook"):
        draft.source(name, f"the {name}", kind="book")
    return draft


def draft_of_documents(**facts: object) -> SetDraft:
    draft = capitals(party=True)
    for name, date in DATES.items():
        draft.source(name, f"the {name}", kind="book", date=date, issuer=ISSUERS[name])
    return draft.fact("laos", "capital", facts)


def source_cards(draft: SetDraft) -> list[Card]:
    return [one for one in Generator(draft.build()).cards() if one.direction == "source"]


def asked(draft: SetDraft, variant: str, seed: int = 0, fact: str = "laos.capital") -> Question | None:
    facts, wanted = draft.build(), card(draft, fact, "source")
    generator = Generator(facts)
    question = generator.make(wanted, "choice", seed, variant) if wanted in generator.cards() else None
    assert question is None or Proof(facts, grade).flaws(question) == []
    assert question is None or Generator(facts).rebuild(question.id) == question
    return question


def test_one_document_is_cited_and_the_others_say_nothing_of_it() -> None:
    question = asked(draft_of_sources().fact("laos", "capital", {"almanac": "oslo"}), "source")
    assert question is not None
    assert question.prompt.startswith("According to one of these sources, the capital of Laos is Oslo.")
    assert question.answer == "the almanac"


def test_a_document_that_gives_the_fact_too_is_no_wrong_option() -> None:
    draft = draft_of_sources().fact("laos", "capital", {"almanac": "oslo", "yearbook": "oslo"})
    assert source_cards(draft) == []


def test_few_documents_make_no_such_question() -> None:
    assert source_cards(capitals()) == []


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
    draft.fact("laos", "capital", {"north": "oslo", "south": "rome"})
    found = [asked(draft, variant, seed) for seed in range(6)]
    assert {(question.value, question.answer[:5]) for question in found if question} == {
        ("oslo", "the n" if variant == "source" else "North"),
        ("rome", "the s" if variant == "source" else "South"),
    }
    assert all(question and question.attribution for question in found)


def test_a_document_that_leaves_the_matter_open_says_nothing_else() -> None:
    assert asked(draft_of_documents(almanac="oslo", yearbook=Unknown()), "source") is None


def test_no_document_whose_name_stands_in_the_statement() -> None:
    draft = draft_of_documents(almanac="oslo").source("almanac", "the Oslo almanac")
    assert asked(draft, "source") is None


def test_a_near_truth_with_its_document_is_asked_for_like_a_claim() -> None:
    draft = SetDraft(party=True).attribute("opened", "date", statement="{entity} opened in {value}.")
    draft.source("north", "the northern account").fact("hall", "opened", "1911")
    fact = draft.facts["hall.opened"]
    near = NearTruth(value=parse_date("1913"), source="north", locator="2")
    object.__setattr__(fact, "never_offer", (near,))
    found = [asked(draft, "source", seed, "hall.opened") for seed in range(6)]
    assert {(question.value, question.answer) for question in found if question} == {
        ("1911", "the town register"),
        ("1913", "the northern account"),
    }
    assert {question.statement for question in found if question} == {
        "According to the town register, Hall opened in 1911.",
        "According to the northern account, Hall opened in 1913.",
    }


def test_a_document_that_an_account_only_tells_of_is_asked_for_in_the_name_of_the_account() -> None:
    draft = draft_of_sources().fact("laos", "capital", "oslo").fact("peru", "capital", "rome")
    (claim,) = draft.facts["laos.capital"].claims
    object.__setattr__(claim, "cites", "almanac")
    question = asked(draft, "source")
    assert question is not None
    assert question.prompt == (
        "According to the town register, the capital of Laos is Oslo. Which document is named for it?"
    )
    assert [option.text for option in question.options] == ["the almanac", "the gazetteer", "the yearbook"]


def test_who_says_so_is_a_card_of_its_own_once_for_every_document_but_the_main_one() -> None:
    draft = draft_of_sources().fact("laos", "capital", {"almanac": "oslo"})
    draft.fact("chad", "capital", {"almanac": "rome"})
    assert [one.fact for one in source_cards(draft)] == ["laos.capital"]


def test_it_is_asked_by_choice_alone_and_after_the_core() -> None:
    draft = draft_of_sources().fact("laos", "capital", {"almanac": "oslo"})
    generator, wanted = Generator(draft.build()), card(draft, "laos.capital", "source")
    assert generator.kinds(wanted) == ("choice",)
    assert generator.level(wanted) == "more"
    assert {made.id.variant for made in generator.questions() if made.card == wanted} == {"source"}


def test_another_variant_leaves_the_way_of_asking_to_the_seed() -> None:
    draft = draft_of_documents(almanac="oslo").source("register", "the register", date="1925")
    found = [asked(draft, "4", seed) for seed in range(12)]
    assert {question.stem.rpartition(". ")[2] for question in found if question} == {
        "Which one is cited for it?",
        "Who issued it?",
        "Which date does it bear?",
    }
