"""Sets that are awkward, wrong or malicious: coded rows or questions that hold, and never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from quizapp.bank.checking import check_text
from quizapp.bank.faults import SetFaults
from quizapp.bank.load import load_text
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof
from quizapp.core.questions import Question, QuestionId

HEAD = """
set: awkward
title: Awkward
licence: CC0-1.0
sources: {book: {title: A book, short: the book}, paper: {title: A paper, short: the paper}}
source: book
types: {place: {one: place}, town: {is: place, one: town}, district: {is: place, one: district}}
attributes:
  founded: {of: town, value: date}
  country: {of: town, value: text}
  district: {of: town, value: entity, range: district}
  mayor: {of: town, value: text}
entities:
"""


def town(id: str, name: str, founded: str = "", more: str = "", **facts: str) -> str:
    given = {"founded": founded, **facts}
    whole = {
        key: value if value[:1] == "{" else f"{{value: {value}, locator: 1}}" for key, value in given.items()
    }
    lines = "".join(f"      {key}: {whole[key]}\n" for key, value in given.items() if value)
    head = f"  {id}:\n    type: town\n    names: [{json.dumps(name, ensure_ascii=False)}]\n"
    return f"{head}{more}    facts:\n{lines}"


ORDINARY = "".join(
    town(name.lower(), name, f"1{n}00-0{n}-1{n}", country=f"{name}land")
    for n, name in enumerate(("Arden", "Borel", "Corin", "Delm", "Evora"), 1)
)


def codes(text: str) -> set[str]:
    return {fault.code for fault in check_text(text, "awkward.yaml") if fault.severity == "error"}


def asked(text: str, name: str = "awkward.yaml") -> list[Question]:
    """Every question of three seeds, each proven, graded and rebuilt."""
    facts = load_text(text, name)
    generator, proof = Generator(facts), Proof(facts, grade)
    questions = [question for seed in range(3) for question in generator.questions(seed)]
    for question in questions:
        assert proof.flaws(question) == [], question.prompt
        assert generator.rebuild(QuestionId.parse(str(question.id))) == question
        if question.kind != "flashcard":
            assert grade(question, question.key).correct, question.prompt
        if question.kind == "choice":
            wrong = [option.id for option in question.options if option.id != question.key]
            assert not any(grade(question, letter).correct for letter in wrong)
        json.dumps(question.line())
    return questions


def wrong_texts(questions: list[Question], fact: str, direction: str = "forward") -> set[str]:
    return set(_wrong(questions, fact, direction))


def _wrong(questions: list[Question], fact: str, direction: str) -> Iterator[str]:
    for question in questions:
        if question.card.fact == fact and question.direction == direction:
            keys = question.key if isinstance(question.key, list) else [question.key]
            if question.kind in ("choice", "multiple"):
                yield from (option.text for option in question.options if option.id not in keys)


def test_homonyms_are_told_apart_or_not_asked() -> None:
    twins = town("springfield", "Springfield", "1850-01-01") + town(
        "springfield-2", "Springfield", "1860-02-02"
    )
    questions = asked(HEAD + ORDINARY + twins)
    open_ones = [
        q for q in questions if q.card.fact.startswith("springfield") and q.kind in ("date", "typed")
    ]
    assert open_ones == []
    assert "2 February 1860" not in wrong_texts(questions, "springfield.founded")


def test_a_container_and_its_content_under_one_name_are_never_rivals() -> None:
    places = "  lachin-district: {type: district, names: [Lachin]}\n" + "".join(
        f"  d{n}: {{type: district, names: [District {n}]}}\n" for n in range(4)
    )
    inside = town(
        "lachin", "Lachin", "1900-03-04", "    part-of: lachin-district\n", district="lachin-district"
    )
    others = "".join(town(f"t{n}", f"Town {n}", f"190{n}-05-06", district=f"d{n}") for n in range(4))
    questions = asked(HEAD + places + inside + others)
    assert "Lachin" not in {text for n in range(4) for text in wrong_texts(questions, f"t{n}.district")}


def test_a_value_given_twice_is_right_for_both() -> None:
    questions = asked(HEAD + ORDINARY + town("twin", "Twin", "1100-01-11", country="Ardenland"))
    assert "Twin" not in wrong_texts(questions, "arden.founded", "reverse")
    assert "Twin" not in wrong_texts(questions, "arden.country", "reverse")


def test_an_unknown_date_makes_no_wrong_answer() -> None:
    questions = asked(HEAD + ORDINARY + town("dark", "Dark", "unknown", country="Darkland"))
    assert not [q for q in questions if q.card.fact == "dark.founded"]
    for name in ("arden", "borel", "corin"):
        assert "Dark" not in wrong_texts(questions, f"{name}.founded", "reverse")


def test_an_announcement_is_no_other_day_of_the_same_event() -> None:
    extra = HEAD.replace("entities:", "  announced: {of: town, value: date, role: announced-on}\nentities:")
    town_announced = town("fenn", "Fenn", "unknown", announced="1300-03-20")
    questions = asked(extra + ORDINARY + town_announced)
    assert "Fenn" not in wrong_texts(questions, "corin.founded", "reverse")


def test_values_of_other_accounts_are_never_offered() -> None:
    others = "[1200-02-12, {value: 1300-03-13, note: Others say so.}]"
    near = f"{{value: 1500-06-01, locator: 1, never-offer: {others}}}"
    questions = asked(HEAD + ORDINARY + town("near", "Near", near))
    assert wrong_texts(questions, "near.founded").isdisjoint({"12 February 1200", "13 March 1300"})
    date = next(q for q in questions if q.card.fact == "near.founded" and q.kind == "date")
    assert grade(date, "13 March 1300").correct is None


def test_an_attribute_of_one_entity_has_no_options_of_its_own() -> None:
    questions = asked(HEAD + ORDINARY + town("lone", "Lone", "1700-07-07", mayor="Kim"))
    kinds = {q.kind for q in questions if q.card.fact == "lone.mayor"}
    assert kinds == {"typed", "cloze", "flashcard"}


def test_claims_that_disagree_are_asked_with_the_account_and_both_accepted() -> None:
    both = [("1400-01-02", "book"), ("1401-03-04", "paper")]
    listed = ", ".join(f"{{value: {date}, source: {source}, locator: 1}}" for date, source in both)
    claims = f"{{claims: [{listed}]}}"
    text = HEAD + ORDINARY + town("split", "Split", claims)
    questions = [q for q in asked(text) if q.card.fact == "split.founded"]
    assert codes(text) == set()
    assert {q.attribution for q in questions} <= {"the book", "one of these sources"}
    assert "4 March 1401" not in {o.text for q in questions if not q.id.variant for o in q.options}
    date = next(q for q in questions if q.kind == "date")
    assert grade(date, "4 March 1401").correct
    assert grade(date, "2 January 1400").correct
    source = next(q for q in questions if q.id.variant == "source")
    assert [option.text for option in source.options] == ["the book", "the paper"]


def test_places_that_contain_each_other_in_a_circle_are_refused() -> None:
    circle = town("a", "Alpha", "1900", "    part-of: b\n") + town("b", "Beta", "1901", "    part-of: a\n")
    assert codes(HEAD + circle) == {"R102"}


def test_ten_thousand_aliases_change_nothing() -> None:
    names = ", ".join(f"Name{n:05}" for n in range(10_000))
    many = town("many", "Many", "1800-08-08").replace('["Many"]', f"[Many, {names}]")
    questions = asked(HEAD + ORDINARY + many)
    assert any(q.card.fact == "many.founded" for q in questions)


NAMES = {
    "right to left": ["القاهرة", "دمشق", "بغداد", "الرياض", "تونس"],
    "emoji": ["😀", "🎉", "🚀", "🍕", "👩‍👩‍👧"],
    "markup": ["<b>x</b>", "<script>alert(1)</script>", "&amp;", "[a](javascript:b)", "</textarea>"],
    "templates": ["{entity}", "{{7*7}}", "%s %(a)d", "${x}", "{0.__class__}"],
    "punctuation": ["...", "-", "?!", "C++", "D#"],
    "one letter": ["A", "B", "E", "I", "O"],
    "controls of direction": ["a\u200eb", "c\u200fd", "e", "f", "g"],
}


@pytest.mark.parametrize("sort", NAMES)
def test_names_come_through_as_they_are(sort: str) -> None:
    towns = "".join(
        town(f"t{n}", name, f"1{n}00-0{n + 1}-1{n}", country=json.dumps(f"{name} {n}", ensure_ascii=False))
        for n, name in enumerate(NAMES[sort])
    )
    shown = {option.text.casefold() for question in asked(HEAD + towns) for option in question.options}
    assert any(name.casefold() in shown for name in NAMES[sort])


def test_names_that_differ_in_case_accents_and_signs_only_are_pointed_at_and_not_asked() -> None:
    names = ("Polish", "polish", "Pólish", "Polish.")
    towns = "".join(town(f"t{n}", name, f"1{n}00-01-01") for n, name in enumerate(names))
    assert asked(HEAD + towns) == []
    assert [fault.code for fault in check_text(HEAD + towns, "x.yaml")] == ["W205"] * 3


def test_a_name_that_turns_the_text_is_an_error_and_an_unseen_sign_a_warning() -> None:
    found = check_text(
        HEAD + ORDINARY + town("x", "ab\u202ecd", "1900") + town("y", "e\u200bf", "1901"), "x.yaml"
    )
    assert {(fault.code, fault.severity) for fault in found} >= {("W204", "error"), ("W207", "warning")}


@pytest.mark.parametrize("name", ["", " ", "\u00a0"])
def test_an_entity_without_a_name_is_refused(name: str) -> None:
    with pytest.raises(SetFaults) as caught:
        load_text(HEAD + ORDINARY + town("nameless", name, "1900"), "awkward.yaml")
    assert {fault.code for fault in caught.value.faults} <= {"F103", "F104"}


TABLES = {
    "yes and no": "Planet,Has rings\nMars,no\nSaturn,yes\nUranus,yes\nVenus,no\nEarth,no\n",
    "all alike": "Thing,Colour\n" + "".join(f"Thing {n},grey\n" for n in range(300)),
    "very long texts": "Thing,Text\n" + "".join(f"Thing {n},{'word ' * 400}{n}\n" for n in range(6)),
    "far away": "Person,Born\nA B,-0099-07-12\nC D,0053-09-18\nE F,9999-12-31\nG H,-9998-01-01\n",
    "ranges inside months": "Fair,Held\nA A,2020-10-05/2020-10-07\nB B,2020-10\nC C,2020-10-06\nD D,2021\n",
    "times within days": "Call,At\nA A,2020-10-10T12:00\nB B,2020-10-10\nC C,2020-10-10T08:00\nD D,2020-10\n",
    "figures about": "River,Length (km)\nA A,about 100\nB B,105\nC C,more than 90\nD D,at least 300\n",
    "huge figures": "Thing,Count\nA A,1e30\nB B,123456789012345678901234567890123456789\nC C,1e-9\nD D,0\n",
    "blank cells": "Country,Capital,Founded\nA A,Aa,\n,,\nB B,,1821\nC C,Cc,1960\n",
    "quotation marks": 'Saying,Author\n"He said ""no"", twice",Anon\n“Eureka”,Archimedes\n«Veni»,Caesar\n',
}


@pytest.mark.parametrize("sort", TABLES)
def test_awkward_tables_give_sound_questions(sort: str) -> None:
    asked(TABLES[sort], "table.csv")
    assert {
        fault.code for fault in check_text(TABLES[sort], "table.csv") if fault.severity == "error"
    } == set()


def test_yes_and_no_are_asked_in_a_whole_sentence() -> None:
    prompts = {q.prompt for q in asked(TABLES["yes and no"], "table.csv") if q.kind == "choice"}
    assert "What is given under “has rings” for Mars?" in prompts


def test_a_figure_beside_one_that_is_about_as_large_is_not_offered() -> None:
    questions = asked(TABLES["figures about"], "table.csv")
    assert "105 km" not in wrong_texts(questions, "a-a.length")


def test_an_attribute_with_no_kinds_is_never_asked() -> None:
    text = (HEAD + ORDINARY).replace(
        "country: {of: town, value: text}", "country: {of: town, value: text, kinds: []}"
    )
    assert not [q for q in asked(text) if q.card.fact.endswith(".country")]


@pytest.mark.parametrize("language", ["az", "hy", "ru", "tr"])
def test_unworded_attributes_are_asked_in_the_language_of_the_set(language: str) -> None:
    text = (HEAD + ORDINARY).replace("licence:", f"language: {language}\nlicence:")
    facts: FactSet = load_text(text, "awkward.yaml")
    questions = asked(text)
    assert {"choice", "matching", "timeline", "truefalse", "typed", "multiple"} - {
        q.kind for q in questions
    } <= {"multiple"}
    assert not [q.stem for q in questions if " the " in q.stem or " of " in q.stem]
    assert facts.language == language
    assert not [fault for fault in check_text(text, "x.yaml") if fault.code == "W206"]


def test_a_language_without_wordings_gets_english_ones_and_a_warning() -> None:
    text = (HEAD + ORDINARY).replace("licence:", "language: pl\nlicence:")
    assert {fault.code for fault in check_text(text, "x.yaml")} == {"W206"}
    assert any(q.stem.startswith("What is the") for q in asked(text))


def test_who_says_so_is_asked_only_where_one_document_is_the_one() -> None:
    near = "never-offer: [{value: Sam, source: paper, locator: 2}]"
    contested = town("xeno", "Xeno", mayor=f"{{value: Kim, locator: 1, {near}}}")
    both = town("yalta", "Yalta", mayor=f"{{value: Sam, locator: 1, {near}}}")
    found = [
        question for question in asked(HEAD + ORDINARY + contested + both) if question.direction == "source"
    ]
    assert {question.card.fact for question in found} == {"xeno.mayor"}
    teller = {"Kim": "the book", "Sam": "the paper"}
    assert all(question.answer == teller[str(question.value)] for question in found)
