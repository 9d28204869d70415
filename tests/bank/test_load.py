from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bank.faults import MOST_FAULTS, Fault, SetFaults
from quizapp.bank.load import document, document_of_text, find_set, from_document, load_set, load_text
from quizapp.core.errors import SetError
from quizapp.core.facts import EntityRef, Number, Unknown

FaultsOf = Callable[..., tuple[Fault, ...]]
RHINE = "entities: {rhine: {type: river, names: Rhine, facts: {length: {value: 1233, locator: 4}}}}\n"
NILE_AND_SEA = """\
entities:
  sea: {type: sea, names: the sea}
  nile: {type: river, names: [Nile, {text: النيل, lang: ar}], facts: {mouth: sea}}
"""


def test_a_fact_has_an_id_a_value_and_its_source(head: str) -> None:
    fact = load_text(head + RHINE, "set.yaml").facts["rhine.length"]
    assert (fact.claims[0].value.amount, fact.claims[0].source, fact.claims[0].locator) == (
        1233,
        "atlas",
        "4",
    )


def test_references_become_entities(head: str) -> None:
    loaded = load_text(head + NILE_AND_SEA, "set.yaml")
    assert loaded.facts["nile.mouth"].claims[0].value == EntityRef("sea")
    assert [name.language for name in loaded.entities["nile"].names] == ["", "ar"]


def test_every_fault_is_named_at_its_place(head: str, faults_of: FaultsOf) -> None:
    text = head + "entities:\n  rhine: {type: rivr, names: Rhine, facts: {length: long, mouht: sea}}\n"
    found = [(fault.line, fault.column, fault.code) for fault in faults_of(text)]
    assert found == [(11, 17, "R101"), (11, 53, "V101"), (11, 66, "R101")]


def test_a_misspelt_key_gets_a_suggestion(head: str, faults_of: FaultsOf) -> None:
    (fault,) = faults_of(head + "entites: {}\n")
    assert (fault.line, fault.column, fault.code) == (10, 1, "F101")
    assert "did you mean 'entities'?" in fault.message


@pytest.mark.parametrize(
    ("addition", "code"),
    [
        ("entities: {a: {type: river}}", "F104"),
        ("entities: {a: {names: A}}", "F102"),
        ("entities: {a: {type: [river], names: A}}", "F103"),
        ("entities: {a b: {type: river, names: A}}", "F106"),
        ("entities: {a: {type: river, names: A, part-of: a}}", "R102"),
        ("entities: {a: {type: river, names: A, at: [99, 0]}}", "V101"),
        ("entities: {a: {type: river, names: A, facts: {mouth: a}}}", "V104"),
        ("entities: {a: {type: sea, names: A, facts: {mouth: a}}}", "R104"),
        ("entities: {a: {type: river, names: A, facts: {length: [{value: 1}, {value: 2}]}}}", "R103"),
        ("entities: {a: {type: river, names: A, facts: {length: {members: [1, 2]}}}}", "V102"),
        ("entities: {a: {type: river, names: A, facts: {length: {locator: 3}}}}", "F103"),
        ("entities: {a: {type: river, names: A, facts: {length: {value: 1, source: b}}}}", "R101"),
        ("entities: {a: {type: river, names: A, facts: {length: {value: 1, after: b}}}}", "R101"),
        ("entities: {a: {type: river, names: A, facts: {length: {value: 1e999}}}}", "V101"),
        ("entities: {a: {type: river, names: A, facts: {charted: 2020-13-01}}}", "V101"),
        ("entities: {a: {type: river, names: A, facts: {mouth: {value: unknown, decoys: oslo}}}}", "V101"),
        ("questions: [{id: q, kind: choice, stem: Which?, options: [a, b], key: c}]", "V105"),
        ("questions: [{id: q, kind: choice, stem: Which?, options: [a], key: a}]", "F105"),
        ("questions: [{id: q, kind: guess, stem: Which?}]", "F103"),
        ("tables: [{file: rivers.csv, type: river}]", "T101"),
        ("source: nobody", "R101"),
        ("topics: [Lengths]\ndefaults: {topic: Width}\n" + RHINE, "R101"),
    ],
)
def test_what_makes_no_sense_is_refused(head: str, faults_of: FaultsOf, addition: str, code: str) -> None:
    assert [fault.code for fault in faults_of(head + addition)] == [code]


def test_types_that_run_in_a_circle_are_refused(faults_of: FaultsOf) -> None:
    (fault,) = faults_of("set: x\ntitle: X\ntypes: {a: {is: b}, b: {is: a}}\n")
    assert (fault.code, fault.line) == ("R102", 3)


@pytest.mark.parametrize("template", ["{0}", "{entity.__class__}", "{entity!r}", "{", "{{{", "{nothing}"])
def test_templates_outside_the_grammar_are_refused(faults_of: FaultsOf, template: str) -> None:
    text = (
        f'set: x\ntitle: X\nattributes: {{a: {{of: [], value: text, wording: {{forward: "{template}"}}}}}}\n'
    )
    assert "W101" in [fault.code for fault in faults_of(text)]


def test_unknown_is_a_value_of_its_own(head: str) -> None:
    loaded = load_text(head + RHINE.replace("1233", "unknown"), "set.yaml")
    assert loaded.facts["rhine.length"].claims[0].value == Unknown()


@pytest.mark.parametrize(
    ("written", "bound"),
    [("about 24", "about"), ("more than 24", "more-than"), ("{amount: 24, bound: at-least}", "at-least")],
)
def test_numbers_keep_their_bound_and_unit(head: str, written: str, bound: str) -> None:
    value = load_text(head + RHINE.replace("1233", written), "set.yaml").facts["rhine.length"].claims[0].value
    assert isinstance(value, Number)
    assert (value.amount, value.unit, value.bound) == (24, "km", bound)


def test_a_list_gives_one_fact_per_member_and_none_for_itself(head: str) -> None:
    text = head.replace("charted: {of: river, value: date}", "countries: {of: river, value: entities}")
    text += "entities:\n  a: {type: sea, names: A}\n  b: {type: sea, names: B}\n"
    text += """\
  rhine:
    type: river
    names: Rhine
    facts: {countries: {members: [a, {value: b, id: last}], complete: yes}}
"""
    facts = load_text(text, "set.yaml").facts
    assert list(facts) == ["rhine.countries.a", "rhine.countries.last"]
    assert {(fact.list_id, fact.complete) for fact in facts.values()} == {("rhine.countries", True)}


def test_qualifiers_are_part_of_the_key(head: str) -> None:
    facts_given = "[{value: 1, for: {part: upper}}, {value: 2, for: {part: [lower, mouth]}}]"
    text = head + f"entities: {{r: {{type: river, names: R, facts: {{length: {facts_given}}}}}}}"
    facts = load_text(text, "set.yaml").facts
    assert list(facts) == ["r.length.upper", "r.length.lower-mouth"]
    assert facts["r.length.lower-mouth"].qualifiers == {"part": "lower|mouth"}


def test_defaults_come_from_the_set_and_then_from_the_entity(head: str) -> None:
    text = head + "defaults: {level: more, asked: no}\n"
    text += (
        "entities: {r: {type: river, names: R, topic: Lengths, facts: {length: {value: 1, level: detail}}}}"
    )
    fact = load_text(text, "set.yaml").facts["r.length"]
    assert (fact.topic, fact.level, fact.asked) == ("Lengths", "detail", False)


def test_one_attribute_may_be_worded_for_several_languages_and_types(head: str) -> None:
    wordings = 'forward: {en: "when?", de: "wann?"}, statement: "S."'
    wordings += ', by-type: {river: {forward: "since when?"}}'
    text = head.replace("value: date}", f"value: date, wording: {{{wordings}}}}}")
    wording = load_text(text, "set.yaml").attributes["charted"].wording
    assert (wording["en"]["river"].forward, wording["en"][""].forward) == ("since when?", "when?")
    assert (wording["de"]["river"].forward, wording["en"]["river"].statement) == ("wann?", "S.")


def test_ten_thousand_names_are_no_trouble(head: str) -> None:
    names = ", ".join(f"name {number}" for number in range(10_000))
    loaded = load_text(head + f"entities: {{r: {{type: river, names: [{names}]}}}}", "set.yaml")
    assert len(loaded.entities["r"].names) == 10_000


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "{{7*7}} {value}", "😀", "نهر", "%s", "' OR 1=1"]
)
def test_a_name_is_only_a_name(head: str, name: str) -> None:
    loaded = load_text(head + f"entities: {{r: {{type: river, names: {json.dumps(name)}}}}}", "set.json")
    assert loaded.entities["r"].names[0].text == name


def test_so_many_faults_are_cut_short(head: str, faults_of: FaultsOf) -> None:
    entities = "".join(f"  e{number}: {{type: nothing, names: E}}\n" for number in range(MOST_FAULTS + 50))
    found = faults_of(head + "entities:\n" + entities)
    assert len(found) == MOST_FAULTS + 1
    assert found[-1].message == "and 50 more faults"


def test_the_document_gives_the_same_set_and_hash(head: str) -> None:
    loaded = load_text(head + NILE_AND_SEA, "set.yaml")
    assert from_document(document_of_text(head + NILE_AND_SEA, "set.yaml")) == loaded


def test_the_hash_is_of_the_content_and_not_of_the_typing(head: str) -> None:
    other = head.replace("one: river, many: rivers", "many: {en: rivers}, one: river")
    assert load_text(other, "a.yaml").hash != load_text(head, "a.yaml").hash
    spaced = "# a comment\n" + head.replace("of: river, value: number", "value:  number,   of: [river]")
    assert load_text(spaced, "b.yaml").hash == load_text(head, "a.yaml").hash


@pytest.mark.parametrize("text", ["", "[]", "{", '{"set": 3}', "[" * 100_000, '{"set": "a"}'])
def test_a_broken_document_is_refused(text: str) -> None:
    with pytest.raises(SetFaults):
        from_document(text)


def test_sets_are_found_by_slug_folder_and_file(tmp_path: Path, head: str) -> None:
    (tmp_path / "rivers").mkdir()
    (tmp_path / "rivers" / "set.yaml").write_text(head, encoding="utf-8")
    for name in ("rivers", str(tmp_path / "rivers"), str(tmp_path / "rivers" / "set.yaml")):
        assert load_set(find_set(name, tmp_path)).slug == "rivers"
    assert from_document(document(tmp_path / "rivers")) == load_set(tmp_path / "rivers")


@pytest.mark.parametrize("name", ["nothing", "../rivers", "", "a\0b", "x" * 5000, "/etc/passwd/x"])
def test_a_name_without_a_set_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(SetError):
        find_set(name, tmp_path / "bank")


def test_a_file_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, head: str) -> None:
    path = tmp_path / "set.yaml"
    path.write_bytes(head.encode() + "summary: Fluß".encode("latin-1"))
    with pytest.raises(SetFaults) as caught:
        load_set(path)
    assert [(fault.line, fault.column, fault.code) for fault in caught.value.faults] == [(10, 13, "Y101")]


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "set.yaml"
    with path.open("wb") as file:
        file.truncate(2**30)
    with pytest.raises(SetFaults, match="Y102"):
        load_set(path)


@pytest.mark.parametrize(
    ("key", "advice"),
    [
        ("revers", "did you mean 'reverse'?"),
        ("forward", "'forward' stands inside 'wording'"),
        ("statment", "'statement' stands inside 'wording'"),
        ("wibble", "known here: of, value, range"),
    ],
)
def test_an_unknown_key_is_compared_with_those_of_its_own_mapping(key: str, advice: str) -> None:
    text = f"set: a\ntitle: A\nattributes: {{founded: {{of: town, value: date, {key}: x}}}}\n"
    with pytest.raises(SetFaults) as raised:
        load_text(text, "set.yaml")
    (fault,) = raised.value.faults
    assert advice in fault.message


def test_spellings_are_accepted_of_one_text_or_entity_only() -> None:
    text = """
set: a
title: A
types: {town: {one: town}}
attributes: {founded: {of: town, value: date}, sign: {of: town, value: text}}
entities:
  baku:
    type: town
    names: Baku
    facts: {founded: {value: 1900, accepts: old}, sign: {value: B, accepts: [Be, Bee]}}
"""
    with pytest.raises(SetFaults) as raised:
        load_text(text, "set.yaml")
    assert [fault.code for fault in raised.value.faults] == ["V106"]
    facts = load_text(text.replace(", accepts: old", ""), "set.yaml").facts
    assert facts["baku.sign"].accepts == ("Be", "Bee")
