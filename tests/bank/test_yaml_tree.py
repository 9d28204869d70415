from __future__ import annotations

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.bank.faults import SetFaults
from quizapp.bank.yaml_tree import DEEPEST, positions, read_tree

SAFE_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=20)


def codes(text: str) -> list[str]:
    with pytest.raises(SetFaults) as caught:
        read_tree(text, "set.yaml")
    return [fault.code for fault in caught.value.faults]


@pytest.mark.parametrize("written", ["No", "12:30", "3.80", "2020-10-04", "1861", "~", "0x1F", "1e3", "null"])
def test_every_scalar_stays_the_text_that_was_written(written: str) -> None:
    assert read_tree(f"a: {written}", "set.yaml") == {"a": written}


def test_a_key_with_nothing_behind_it_counts_as_absent() -> None:
    assert read_tree("a:\nb: ''", "set.yaml") == {"b": ""}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x 1", "Y104"),
        ("a: *x", "Y104"),
        ("a: !!python/object/apply:os.system [true]", "Y104"),
        ("a: 1\na: 2", "Y105"),
        ("a: " + "[" * (DEEPEST + 2), "Y106"),
        ("a: 1\n---\nb: 2", "Y108"),
        ("a: [1", "Y103"),
        ("{a: 1}: 2", "Y103"),
        ("a: '\x07'", "Y107"),
        ("a: '\0'", "Y107"),
        ('a: "\ud800"', "Y107"),
        ("", "Y109"),
        ("- a", "Y109"),
        ("text", "Y109"),
    ],
)
def test_what_has_no_place_in_a_set_is_refused(text: str, code: str) -> None:
    assert codes(text) == [code]


def test_every_doubled_key_is_named() -> None:
    assert codes("a: 1\na: 2\nb: {c: 1, c: 2}") == ["Y105", "Y105"]


def test_aliases_are_refused_before_they_unfold() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}]\n" for n in range(20))
    assert codes(bomb) == ["Y104"]


def test_positions_are_those_of_the_value_or_of_the_key() -> None:
    text = "a: 1\nb:\n  - c: two\n  - d\n"
    wanted = [(("b", 0, "c"), False), (("b", 0, "c"), True), (("b",), False), (("b", 1), False)]
    assert list(positions(text, "set.yaml", wanted).values()) == [(3, 8), (3, 5), (2, 1), (4, 5)]


def test_a_step_that_a_shorthand_left_out_is_skipped() -> None:
    assert positions("a: {b: 1}", "set.yaml", [(("a", 0, "b"), False)]) == {(("a", 0, "b"), False): (1, 8)}


@given(st.recursive(SAFE_TEXT, lambda inner: st.dictionaries(SAFE_TEXT, inner, max_size=3), max_leaves=8))
def test_json_reads_as_it_was_written(value: object) -> None:
    tree = read_tree(json.dumps({"top": value}, ensure_ascii=False), "set.json")
    assert tree == {"top": value}


@given(st.text(max_size=200))
def test_no_text_makes_it_crash(text: str) -> None:
    with contextlib.suppress(SetFaults):
        assert isinstance(read_tree(text, "set.yaml"), dict)
