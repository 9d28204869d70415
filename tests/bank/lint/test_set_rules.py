from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.bank.lint import lint_question, lint_set
from quizapp.bank.load import load_text
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator

TERMS = {"en": ("liberat*", "enemy")}
SET = """\
set: towns
title: Towns
licence: CC0-1.0
sources: {account: {title: The Account, short: the account, party: PARTY}}
types: {town: {one: town, many: towns}}
attributes:
  founded:
    of: town
    value: date
    wording: {forward: "FORWARD", reverse: "which of these was founded in {value}?", statement: "STATEMENT"}
entities:
  baku:
    type: town
    names: Baku
    describe: [DESCRIBE]
    facts: {founded: {value: 1861, LOCATOR, quote: "QUOTE"}}
  other: {type: town, names: NAME, facts: {founded: {value: 1905, locator: 2, note: "NOTED"}}}
"""
PLAIN = {
    "PARTY": "yes",
    "FORWARD": "when was {entity} founded?",
    "STATEMENT": "{entity} was founded in {value}.",
    "DESCRIBE": "the port",
    "LOCATOR": "locator: 1",
    "QUOTE": "founded then",
    "NAME": "Ganja",
    "NOTED": "The records differ.",
}


def with_changes(text: str, changes: dict[str, str]) -> str:
    for word, plain in PLAIN.items():
        text = text.replace(word, changes.get(word.lower(), plain))
    return text


def a_set(**changes: str) -> FactSet:
    return replace(load_text(with_changes(SET, changes), "set.yaml"), loaded_terms=TERMS)


def codes(facts: FactSet) -> list[str]:
    return [row.code for row in lint_set(facts)]


def test_a_sound_set_has_no_row() -> None:
    assert codes(a_set()) == []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"locator": "level: core"}, "S101"),
        ({"quote": "one two three four five six seven eight nine ten eleven twelve thirteen"}, "S104"),
        ({"describe": "the liberated port"}, "S107"),
        ({"forward": "when was {entity} taken from the enemy?"}, "S107"),
        ({"noted": "It was liberated on that day."}, "S107"),
        ({"forward": "When was {entity} founded?"}, "W201"),
        ({"forward": "when was {entity} founded"}, "W202"),
        ({"statement": "{entity} was founded in {value}"}, "W202"),
        ({"forward": "when was it founded?"}, "W203"),
        ({"forward": "was {entity} founded in {value}?"}, "W203"),
        ({"name": '"\u202eGanja"'}, "W204"),
        ({"name": "BAKU"}, "W205"),
    ],
)
def test_each_fault_has_its_code(change: dict[str, str], code: str) -> None:
    assert set(codes(a_set(**change))) == {code}


def test_a_loaded_term_in_quotation_marks_is_a_quotation() -> None:
    assert codes(a_set(describe="the port in “liberated land”")) == []


def test_a_party_needs_a_short_name() -> None:
    text = SET.replace("short: the account, ", "")
    text = with_changes(text, {})
    assert codes(load_text(text, "set.yaml")) == ["S106"]


def test_written_questions_are_judged_by_the_same_rules() -> None:
    question = "{id: q, kind: choice, stem: Which is not one?, options: [Oslo, Baku], key: a}"
    rows = lint_set(load_text(with_changes(SET + f"questions: [{question}]\n", {}), "set.yaml"))
    assert {(row.code, row.path) for row in rows} == {("Q207", ("questions", 0)), ("Q204", ("questions", 0))}


@pytest.mark.parametrize("language", ["en", "az", "hy", "ru", "tr"])
def test_default_wordings_exist_in_these_languages(language: str) -> None:
    unworded = SET.replace("licence:", f"language: {language}\nlicence:")
    unworded = "\n".join(row for row in unworded.splitlines() if "wording:" not in row)
    facts = load_text(with_changes(unworded, {"party": "no"}), "set.yaml")
    assert "W206" not in codes(facts)
    assert "W206" in codes(replace(facts, language="fi"))


def test_a_name_with_an_unseen_character_is_pointed_at() -> None:
    assert codes(a_set(name='"Gan\u200bja"')) == ["W207"]


FILMS = (
    "Film,Director\nTouch of Enemy,Anna Alt\nenemy,Berta Bar\nJaws,Cora Cal\nAlien,Dora Dal\nHeat,Eva Ell\n"
)


def test_what_things_are_called_is_not_our_word() -> None:
    facts = replace(load_text(FILMS, "films.csv"), loaded_terms=TERMS)
    rows = [row for question in Generator(facts).questions() for row in lint_question(question, facts)]
    assert [row.code for row in rows] == []


def test_in_the_account_of_a_party_a_loaded_name_stands_in_quotation_marks() -> None:
    facts = a_set(name="[the enemy town]")
    rows = [row for question in Generator(facts).questions() for row in lint_question(question, facts)]
    assert {row.code for row in rows} == {"S103"}
