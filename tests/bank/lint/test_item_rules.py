from __future__ import annotations

from typing import Any

import pytest

from quizapp.bank.lint import lint_items, of_line


def line(*options: str, key: Any = "a", **more: Any) -> dict[str, Any]:
    """A question line as other programs write it."""
    offered = [{"id": "abcdef"[n], "text": text} for n, text in enumerate(options)]
    right = options["abcdef".index(key)] if offered and isinstance(key, str) else ""
    return {
        "id": "q",
        "kind": "choice",
        "stem": "Which is it?",
        "options": offered,
        "key": key,
        "answer": right,
        **more,
    }


def codes(question: dict[str, Any], language: str = "en") -> list[str]:
    return [row.code for row in lint_items([of_line(question, language)])]


@pytest.mark.parametrize(
    "options",
    [
        ("Baku", "Ganja", "Shusha"),
        ("4 October", "17 October"),
        ("6", "7", "20", "1,000"),
        ("about 24 hours", "about 48 hours"),
        ("1861", "1905", "1918"),
        ("Always Coming Home", "Never Let Me Go"),
        ("the Bahamas", "Cuba", "the Gambia"),
    ],
)
def test_good_options_are_left_alone(options: tuple[str, ...]) -> None:
    assert codes(line(*options)) == []


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("Baku", "baku "), "Q201"),
        (("Cəbrayıl", "CƏBRAYIL", "Shusha"), "Q201"),
        (("4 October 2020", "October 2020"), "Q202"),
        (("7", "several"), "Q202"),
        (("Ganja", "Baku"), "Q204"),
        (("17 October", "4 October"), "Q204"),
        (("20", "6", "7"), "Q204"),
        (("Baku", "None of the above"), "Q205"),
        (("it always rains", "it rains"), "Q206"),
        (("it rains", "it usually rains"), "Q206"),
        (("Baku", ""), "Q214"),
        (("Baku",), "Q200"),
        (("1 villages", "2 villages"), "Q209"),
    ],
)
def test_each_fault_of_options_has_its_code(options: tuple[str, ...], code: str) -> None:
    assert code in codes(line(*options))


def test_the_right_option_is_not_told_by_its_length() -> None:
    long = "because it was founded by sailors who wanted a port in deep water"
    assert codes(line(long, "for its copper")) == ["Q203"]


def test_the_length_of_a_name_is_no_hint() -> None:
    assert codes(line("Saint Vincent and the Grenadines", "Tonga")) == []


@pytest.mark.parametrize(
    ("stem", "code"),
    [
        ("Which of these is not a town?", "Q207"),
        ("Which of these is NOT a town?", "Q207"),
        ("All are towns except which?", "Q207"),
        ("Which city is Great Baku?", "Q208"),
        ("It was a event of which year?", "Q209"),
        ("The capital is an", "Q209"),
        ("   ", "Q214"),
    ],
)
def test_each_fault_of_a_stem_has_its_code(stem: str, code: str) -> None:
    assert code in codes(line("Baku", "Oslo", stem=stem))


@pytest.mark.parametrize(
    "stem",
    [
        "Who wrote “To Have and Have Not”?",
        "Which is an hour or a union?",
        "Where is Notting Hill?",
    ],
)
def test_good_stems_are_left_alone(stem: str) -> None:
    assert codes(line("Baku", "Oslo", stem=stem)) == []


def test_negative_words_are_those_of_the_language() -> None:
    stem = "Welche Stadt liegt nicht am Meer?"
    assert codes(line("Bonn", "Kiel", stem=stem), "de") == ["Q207"]
    assert codes(line("Bonn", "Kiel", stem=stem), "en") == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"kind": "choice", "key": "z"}, "Q200"),
        ({"kind": "multiple", "key": ["a", "b"]}, "Q200"),
        ({"kind": "multiple", "key": []}, "Q200"),
        ({"accepts": ["oslo"]}, "Q213"),
    ],
)
def test_the_key_is_one_of_what_is_offered(more: dict[str, Any], code: str) -> None:
    assert code in codes({**line("Baku", "Oslo"), **more})


@pytest.mark.parametrize(("stem", "good"), [("It is ____.", True), ("It is.", False), ("__ is __.", False)])
def test_a_cloze_has_one_blank(stem: str, good: bool) -> None:
    assert (codes({"kind": "cloze", "stem": stem, "answer": "Baku"}) == []) is good


@pytest.mark.parametrize(("answer", "code"), [("San Marino", "Q208"), ("Llanfairpwllgwyngyll", "Q216")])
def test_what_is_typed_is_short_and_not_in_the_stem(answer: str, code: str) -> None:
    stem = "What is the capital of San Marino?"
    source = {"id": "s", "locator": "1"}
    typed = {"kind": "typed", "stem": stem, "answer": answer, "card": "s/f/forward", "source": source}
    assert codes(typed) == [code]


def test_a_party_is_named_in_the_prompt() -> None:
    generated = line("Baku", "Oslo", card="set/fact/forward")
    party = {"id": "p", "locator": "3", "attributed": True}
    named = {"attribution": "the account", "prompt": "According to the account, which is it?"}
    assert codes({**generated, "source": party}) == ["S102"]
    assert codes({**generated, "source": party, **named}) == []
    assert codes({**generated, "source": {}}) == ["S109"]


@pytest.mark.parametrize("key", ["a", ["a"], None, {"a": "b"}, 3, True])
@pytest.mark.parametrize("kind", ["choice", "multiple", "matching", "timeline", "typed", "nonsense"])
def test_no_line_makes_lint_crash(kind: str, key: Any) -> None:
    assert isinstance(codes({"kind": kind, "key": key, "options": [{"id": "a", "text": "0" * 500}]}), list)


def test_a_name_that_is_a_capital_a_is_no_article() -> None:
    assert codes(line("Oslo", "Rome", stem="Which city begins like the town of A?")) == []
    assert codes(line("Oslo", "Rome", stem="The city is a"))[:1] == ["Q209"]


def test_an_option_is_no_paragraph() -> None:
    assert codes(line("word " * 30, "word " * 50)) == ["Q217"]
