"""Moodle XML, type by type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from quizapp.bank.formats import FormatError
from tests.bank.formats.readings import only, reading, texts

SHARED = Path(__file__).parents[3] / ".." / "shared" / "fixtures"
needs_fixtures = pytest.mark.skipif(not SHARED.exists(), reason="the real files are not beside the project")


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
        ("<quiz>" * 1000 + "</quiz>" * 1000, "nested"),
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
