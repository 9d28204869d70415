from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof
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
