"""Files as other programs write them, format by format."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.formats import FORMATS, FormatError, Item, Reading
from quizapp.bank.formats.workbooks import write_rows

SHARED = Path(__file__).parents[3] / ".." / "shared" / "fixtures"
needs_fixtures = pytest.mark.skipif(not SHARED.exists(), reason="the real files are not beside the project")


def reading(name: str, text: str | bytes) -> Reading:
    content = text.encode() if isinstance(text, str) else text
    return FORMATS[name].read(io.BytesIO(content), "file.txt")


def only(name: str, text: str | bytes) -> Item:
    found = reading(name, text)
    assert [str(remark) for remark in found.remarks if remark.severity == "error"] == []
    (item,) = found.items
    return item


def faults(name: str, text: str | bytes) -> list[tuple[int, str]]:
    return [
        (remark.line, remark.message) for remark in reading(name, text).remarks if remark.severity == "error"
    ]


def texts(item: Item) -> list[str]:
    return [option.text for option in item.options]


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


# Moodle XML


def moodle(kind: str, inside: str, text: str = "What?") -> str:
    name = "<name><text>The name</text></name>"
    asked = f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>'
    return f'<?xml version="1.0"?><quiz><question type="{kind}">{name}{asked}{inside}</question></quiz>'


def answers(*pairs: tuple[str, str]) -> str:
    return "".join(f'<answer fraction="{share}"><text>{text}</text></answer>' for share, text in pairs)


@pytest.mark.parametrize(
    ("kind", "inside", "key"),
    [
        ("truefalse", answers(("0", "true"), ("100", "false")), False),
        ("multichoice", answers(("0", "a"), ("100", "b")), "b"),
        (
            "multichoice",
            "<single>false</single>" + answers(("50", "a"), ("50", "b"), ("-100", "c")),
            ["a", "b"],
        ),
        ("shortanswer", answers(("100", "Lima"), ("50", "Quito")), "Lima"),
        ("numerical", answers(("100", "1822")), "1822"),
        ("ordering", answers(("1", "a"), ("1", "b")), ["a", "b"]),
    ],
)
def test_moodle_has_every_kind(kind: str, inside: str, key: Any) -> None:
    item = only("moodle-xml", moodle(kind, inside))
    assert (item.id, item.stem, item.key) == ("the-name", "What?", key)


def test_moodle_pairs() -> None:
    pair = "<subquestion><text>{}</text><answer><text>{}</text></answer></subquestion>"
    item = only(
        "moodle-xml", moodle("matching", pair.format("a", "1") + pair.format("b", "2") + pair.format("", "3"))
    )
    assert (texts(item), item.key) == (["a", "b"], {"a": "a", "b": "b"})
    assert [target.text for target in item.targets] == ["1", "2", "3"]


def test_each_gap_is_a_question_with_the_others_filled() -> None:
    text = "{1:SHORTANSWER:=Lima~%50%Callao} is in {1:MC:Chile~=Peru#yes}, since {1:NM:=1535:0}."
    found = reading("moodle-xml", moodle("cloze", "", text))
    assert [(item.kind, item.stem, item.key) for item in found.items] == [
        ("cloze", "____ is in Peru, since 1535.", "Lima"),
        ("choice", "Lima is in ____, since 1535.", "b"),
        ("number", "Lima is in Peru, since ____.", "1535"),
    ]


def test_what_hangs_on_a_missing_file_is_not_asked() -> None:
    linked = '<a href="@@PLUGINFILE@@/hello.mp3">Listen</a>: what is it?'
    item = only("moodle-xml", moodle("shortanswer", answers(("100", "Lima")), linked))
    assert (item.stem, item.asked) == ("Listen: what is it?", False)
    named = '<img src="@@PLUGINFILE@@/a.png" alt="a flag">: what is it?'
    item = only("moodle-xml", moodle("shortanswer", answers(("100", "Lima")), named))
    assert (item.stem, item.asked) == ("[a flag] : what is it?", True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<quiz>", "line 1, column 7"),
        ("<other/>", "not 'quiz'"),
        ('<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', "document type"),
        ("", "not well formed"),
        (b"\xff\xfe<\x00", "UTF-8"),
    ],
)
def test_what_is_no_moodle_xml_is_told_plainly(text: str, said: str) -> None:
    with pytest.raises(FormatError, match=said.replace("'", ".")):
        reading("moodle-xml", text)


@needs_fixtures
def test_real_moodle_files() -> None:
    counts = {"multianswer": 5, "multichoice": 1, "truefalse": 2}
    for name, count in counts.items():
        found = reading("moodle-xml", (SHARED / "moodle_xml" / f"{name}.xml").read_bytes())
        assert (len(found.items), found.faulty) == (count, False)


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
