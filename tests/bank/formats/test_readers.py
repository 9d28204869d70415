"""Files as other programs write them, format by format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.formats import FormatError
from quizapp.bank.formats.workbooks import write_rows
from tests.bank.formats.readings import faults, only, reading, texts

SHARED = Path(__file__).parents[3] / ".." / "shared" / "fixtures"
needs_fixtures = pytest.mark.skipif(not SHARED.exists(), reason="the real files are not beside the project")


# GIFT


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("Sky?{T}", "truefalse", True),
        ("Sky?{FALSE#no#yes}", "truefalse", False),
        ("Who?{~Grant ~Jefferson =no one}", "choice", "c"),
        ("Which?{~%50%a ~%50%b ~%-100%c}", "multiple", ["a", "b"]),
        ("Who?{=no one =nobody}", "typed", "no one"),
        ("Two and two is {=four =4}.", "cloze", "four"),
        ("When?{#1822}", "number", "1822"),
        ("Pi?{#3.14:0}", "number", "3.14"),
        ("Match{=a -> 1 =b -> 2}", "matching", {"a": "a", "b": "b"}),
    ],
)
def test_gift_has_every_kind(text: str, kind: str, key: Any) -> None:
    item = only("gift", text)
    assert (item.kind, item.key) == (kind, key)


def test_gift_escapes_stand_for_themselves() -> None:
    item = only("gift", r"Which is \{ or \}\:{~ \= =\# ~ \~ #not \=\n}")
    assert (item.stem, texts(item), item.options[2].why) == ("Which is { or }:", ["=", "#", "~"], "not =")


def test_gift_titles_categories_and_comments() -> None:
    item = only(
        "gift",
        "// a remark\n$CATEGORY: $course$/top/Towns/South\n\n::First one::[html]<b>Sky</b>?{T####So it is.}",
    )
    assert (item.id, item.topic, item.stem, item.statement) == (
        "first-one",
        "Towns: South",
        "Sky?",
        "So it is.",
    )


def test_gift_ranges_of_whole_numbers_are_taken_whole() -> None:
    item = only("gift", "One to five?{#1..5}")
    assert sorted([item.key, *item.accepts]) == ["1", "2", "3", "4", "5"]


def test_gift_spare_targets() -> None:
    item = only("gift", "M{=a -> 1 =b -> 2 = -> 3}")
    assert ([target.text for target in item.targets], len(item.options)) == (["1", "2", "3"], 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Who?{=a", "never closed"),
        ("Who?}", "never opened"),
        ("Who?{=a}{=b}", "more than one pair"),
        ("Who?{~a ~b}", "no option is right"),
        ("Who?{a}", "begins with ="),
        ("Who?{#x}", "number:tolerance"),
        ("{T}", "without a text"),
    ],
)
def test_gift_faults_have_their_line(text: str, said: str) -> None:
    ((line, message),) = faults("gift", f"// first\n\n{text}\n")
    assert (line, said in message) == (3, True)


def test_what_cannot_be_asked_is_left_out_and_told() -> None:
    found = reading("gift", "Essay?{}\n\nA description.\n\nSky?{T}")
    assert [(one.severity, one.line) for one in found.remarks] == [("warning", 1), ("warning", 3)]
    assert len(found.items) == 1


@needs_fixtures
def test_real_gift_files_hold_what_their_peer_says() -> None:
    kinds = {"TF": {"truefalse"}, "MC": {"choice", "multiple"}, "Short": {"typed", "cloze"}}
    kinds |= {"Numerical": {"number"}, "Matching": {"matching"}, "Essay": set(), "Description": set()}
    for path in sorted((SHARED / "gift").glob("*.gift")):
        expected = [
            one for one in json.loads(path.with_suffix(".json").read_text()) if kinds.get(one["type"])
        ]
        found = reading("gift", path.read_bytes())
        assert not found.faulty, path.name
        assert len(found.items) == len(expected), path.name
        for item, one in zip(found.items, expected, strict=True):
            assert item.kind in kinds[one["type"]], path.name
            if item.kind in ("choice", "multiple"):
                assert len(item.options) == len(one["choices"]), path.name


# Aiken


def test_aiken_takes_either_bracket() -> None:
    item = only("aiken", "Which <b>?\nA) one\nB. two\nANSWER: B\n")
    assert (item.stem, texts(item), item.key) == ("Which <b>?", ["one", "two"], "b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Which?\nA) one\nB) two\nANSWER: C", "none of the options"),
        ("Which?\nA) one\nANSWER: A", "two options"),
        ("Which?\nA) one\nB) two\nANSWER:", "names no letter"),
        ("Which?\nA) one\nB) two\n", "without a line ANSWER"),
        ("A) one\nB) two\nANSWER: A", "without a text"),
    ],
)
def test_aiken_faults(text: str, said: str) -> None:
    ((_, message),) = faults("aiken", text)
    assert said in message


@needs_fixtures
def test_the_real_aiken_file() -> None:
    found = reading("aiken", (SHARED / "aiken" / "questions.aiken.txt").read_bytes())
    assert [(item.key, len(item.options)) for item in found.items] == [("b", 4), ("a", 2)]


# Quizlet, Kahoot and tables


def test_quizlet_pairs_and_faults() -> None:
    found = reading("quizlet", "Peru\tLima\n\nno tab\nChile\t\n")
    assert [(item.stem, item.answer) for item in found.items] == [("Peru", "Lima")]
    assert [(remark.line, remark.severity) for remark in found.remarks] == [(3, "error"), (4, "warning")]


def kahoot(*rows: list[str]) -> bytes:
    header = [
        "",
        "Question - max 120 characters",
        *(f"Answer {n}" for n in range(1, 5)),
        "Time limit",
        "Correct answer(s)",
    ]
    return write_rows([["Quiz template"], header, *rows])


def test_kahoot_finds_its_header_below_the_title() -> None:
    item = only("kahoot", kahoot(["1", "Capital of Peru?", "Quito", "", "Lima", "", "20", "3"]))
    assert (item.kind, texts(item), item.key) == ("choice", ["Quito", "Lima"], "b")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (["1", "Q?", "a", "b", "", "", "20", "3"], "no numbers of its answers"),
        (["1", "Q?", "a", "b", "", "", "20", ""], "no numbers of its answers"),
        (["1", "Q?", "a", "", "", "", "20", "1"], "two answers"),
        (["1", "", "a", "b", "", "", "20", "1"], "empty"),
    ],
)
def test_kahoot_faults_have_their_row(row: list[str], said: str) -> None:
    ((line, message),) = faults("kahoot", kahoot(row))
    assert (line, said in message) == (3, True)


@needs_fixtures
def test_the_real_kahoot_template() -> None:
    item = only("kahoot", (SHARED / "kahoot" / "KahootQuizTemplate.xlsx").read_bytes())
    assert (item.kind, texts(item)) == ("multiple", ["Excel", "Google Docs", "Numbers", "LibreOffice"])


def test_a_table_of_questions_names_its_faults() -> None:
    rows = ("choice,Which?,b,one,two", "choice,Which?,z,one,two", "riddle,What?,x,,")
    found = reading("csv", "\n".join(("kind,stem,key,option a,option b", *rows)))
    assert [item.key for item in found.items] == ["b"]
    assert [remark.line for remark in found.remarks] == [3, 4]


def test_a_table_of_facts_is_asked_as_its_set_would() -> None:
    found = reading("csv", "Country,Capital (entity)\nPeru,Lima\nChile,Santiago\nCuba,Havana\n")
    assert {item.kind for item in found.items} == {"choice"}
    assert "capital" in found.items[0].stem.lower()


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 cut off"])
def test_what_is_no_spreadsheet_is_told_plainly(content: bytes) -> None:
    with pytest.raises(FormatError, match="no spreadsheet"):
        reading("xlsx", content)


# JSON and sets


def test_lines_of_questions_are_read() -> None:
    line = {
        "id": "x",
        "kind": "choice",
        "stem": "Which?",
        "options": [{"id": "a", "text": "one"}, "two"],
        "key": "a",
    }
    found = reading("json", "\n".join([json.dumps(line)] * 2))
    assert [item.id for item in found.items] == ["x", "x-2"]


@pytest.mark.parametrize("text", ["{", "[1]", '{"questions": 3}', '[{"kind": "choice"}]', "[" * 100_000])
def test_json_that_holds_no_questions_is_told_plainly(text: str) -> None:
    try:
        assert reading("json", text).faulty
    except FormatError as refused:
        assert str(refused)  # noqa: PT017


def test_a_set_gives_its_written_questions_as_they_are() -> None:
    written = "- {id: q1, kind: choice, stem: Which?, options: [{text: one}, {text: two}], key: b}"
    item = only("set", f"set: towns\ntitle: Towns\nquestions:\n  {written}\n")
    assert (item.id, item.kind, item.key, texts(item)) == ("q1", "choice", "b", ["one", "two"])
