from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.load import load_set, load_text
from quizapp.core.facts import EntityRef, Point

FaultsOf = Callable[..., tuple[Fault, ...]]
TABLE = """\
tables:
  - {file: rivers.csv, type: river, id: code, names: [name, also], point: [lat, lon], locator: page,
     columns: {km: {attribute: length, topic: Lengths, never-offer: others, note: remark}}}
"""
ROWS = """\
code,name,also,lat,lon,km,others,remark,page
R1,Rhine,Rhein|Rijn,51.98,4.08,1233,1320,An older figure.,7
"""


@pytest.fixture
def folder(tmp_path: Path, head: str) -> Path:
    """A set with a table beside it."""
    (tmp_path / "set.yaml").write_text(head + TABLE, encoding="utf-8")
    (tmp_path / "rivers.csv").write_text(ROWS, encoding="utf-8")
    return tmp_path


def test_a_row_is_an_entity_with_facts(folder: Path) -> None:
    loaded = load_set(folder)
    entity, fact = loaded.entities["r1"], loaded.facts["r1.length"]
    assert [name.text for name in entity.names] == ["Rhine", "Rhein", "Rijn"]
    assert entity.point == Point(51.98, 4.08)
    assert (fact.topic, fact.claims[0].locator, fact.never_offer[0].note) == (
        "Lengths",
        "7",
        "An older figure.",
    )


def test_a_bad_cell_is_named_by_file_line_and_cell(folder: Path) -> None:
    (folder / "rivers.csv").write_text(ROWS.replace("1233", "long"), encoding="utf-8")
    with pytest.raises(SetFaults) as caught:
        load_set(folder)
    place = (str(folder / "rivers.csv"), 2, 6, "V101")
    assert [(f.path, f.line, f.column, f.code) for f in caught.value.faults] == [place]


@pytest.mark.parametrize("file", ["../secret.csv", "/etc/passwd", "a\\0.csv", "missing.csv", ""])
def test_a_table_stands_in_the_folder_of_its_set(folder: Path, head: str, file: str) -> None:
    (folder.parent / "secret.csv").write_text(ROWS, encoding="utf-8")
    (folder / "set.yaml").write_text(head + TABLE.replace("rivers.csv", f'"{file}"'), encoding="utf-8")
    with pytest.raises(SetFaults, match=r"T10[12]"):
        load_set(folder)


def test_a_link_does_not_lead_out_of_the_folder(folder: Path) -> None:
    outside = folder.parent / "outside.csv"
    outside.write_text(ROWS, encoding="utf-8")
    (folder / "rivers.csv").unlink()
    (folder / "rivers.csv").symlink_to(outside)
    with pytest.raises(SetFaults, match="T102"):
        load_set(folder)


def test_a_column_that_is_not_there_is_named_with_those_that_are(folder: Path) -> None:
    (folder / "rivers.csv").write_text(ROWS.replace("km", "miles"), encoding="utf-8")
    with pytest.raises(SetFaults, match="no column 'km'; it has code, name"):
        load_set(folder)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "T105"),
        ("a,b", "T104"),
        ("a\nx", "T104"),
        ("a,a\nx,y", "T104"),
        ("a,\nx,y", "T104"),
        ("a,b\nx,y,z", "T104"),
        ("a,b\n,y", "T104"),
        ('a,b\n"x,y', "T105"),
        ("a,b\nx,1\nx,2", "R103"),
        ("a,b (date)\nx,soon", "V101"),
        ("a,b\nx\0,1", "T105"),
    ],
)
def test_a_table_alone_is_checked_too(faults_of: FaultsOf, text: str, code: str) -> None:
    assert {fault.code for fault in faults_of(text, "words.csv")} == {code}


@pytest.mark.parametrize(
    ("header", "cell", "value_type"),
    [
        ("Founded", "1861", "date"),
        ("Founded", "2020-10-04", "date"),
        ("Holiday", "--10-04", "month-day"),
        ("Height", "8848", "number"),
        ("Height (m)", "1500", "number"),
        ("Height", "about 24", "number"),
        ("Meaning", "dog", "text"),
        ("Capital (entity)", "Oslo", "entity"),
        ("Year (text)", "1861", "text"),
    ],
)
def test_a_column_has_the_type_of_its_values_or_of_its_header(
    header: str, cell: str, value_type: str
) -> None:
    loaded = load_text(f"Thing,{header}\nX,{cell}\n", "things.csv")
    assert [attribute.value_type for attribute in loaded.attributes.values()] == [value_type]


def test_cells_of_entities_name_each_thing_once() -> None:
    loaded = load_text("Country,Capital (entity)\nNorway,Oslo\nElsewhere,Oslo\n", "capitals.csv")
    assert {fact.claims[0].value for fact in loaded.facts.values()} == {EntityRef("oslo")}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_what_a_spreadsheet_exports_is_read(separator: str) -> None:
    text = "\ufeff" + f"Word{separator}Meaning\r\nHund{separator}dog\r\n\r\nKatze{separator}\r\n"
    loaded = load_text(text, "words.csv")
    assert [fact.id for fact in loaded.facts.values()] == ["hund.meaning"]
    assert loaded.facts["hund.meaning"].claims[0].locator == "row 1"


def test_names_that_look_alike_stay_apart() -> None:
    loaded = load_text("Language,Year\nC,1972\nC++,1985\n漢,1990\n", "languages.csv")
    assert list(loaded.entities) == ["c", "c-2", "漢"]
