"""Anki packages: what becomes of each sort of card, and what is said of what does not come along."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.formats import FormatError, Reading, anki
from quizapp.bank.formats.items import Choice, Item
from tests.bank.formats.packages import (
    BASIC,
    CLOZE,
    REVERSED,
    TABLES,
    TYPED,
    Package,
    archive,
    items,
    message,
    stored,
)

few = settings(max_examples=50, deadline=None)
REAL = Path(__file__).parents[3] / ".." / "shared" / "fixtures" / "apkg" / "templates.apkg"


def reading(content: bytes) -> Reading:
    return anki.read(io.BytesIO(content), "deck.apkg")


def refusal(content: bytes) -> str:
    with pytest.raises(FormatError) as refused:
        reading(content)
    return str(refused.value)


@pytest.mark.parametrize("schema", ["old", "new"])
def test_a_basic_note_is_a_flashcard_in_either_schema(schema: str) -> None:
    package = Package(BASIC, [(["Capital of <b>Peru</b>?", "Lima &amp; Callao"], [0])])
    (item,) = items(getattr(package, schema)())
    assert (item.kind, item.stem, item.answer) == ("flashcard", "Capital of Peru?", "Lima & Callao")


def test_a_reversed_note_is_asked_both_ways() -> None:
    one, other = items(Package(REVERSED, [(["Peru", "Lima"], [0, 1])]).old())
    assert [(one.stem, one.answer), (other.stem, other.answer)] == [("Peru", "Lima"), ("Lima", "Peru")]


def test_a_typed_field_is_typed() -> None:
    (item,) = items(Package(TYPED, [(["Capital of Peru?", "Lima"], [0])]).new())
    assert (item.kind, item.stem, item.key) == ("typed", "Capital of Peru?", "Lima")


def test_each_deletion_is_a_blank_of_its_own() -> None:
    text = "{{c1::Lima}} is in {{c2::Peru::country}}."
    one, other = items(Package(CLOZE, [([text, "More"], [0, 1])], cloze=True).old())
    assert (one.kind, one.stem, one.key) == ("cloze", "____ is in Peru.", "Lima")
    assert (other.stem, other.key) == ("Lima is in ____ (country).", "Peru")
    assert one.statement == "Lima is in Peru.\nMore"


def test_a_deletion_inside_another_and_one_in_two_places() -> None:
    nested = Package(CLOZE, [(["{{c1::the {{c2::red}} rose}}", ""], [0, 1])], cloze=True)
    twice = Package(CLOZE, [(["{{c1::a}} and {{c1::b}}", ""], [0])], cloze=True)
    assert [(item.stem, item.key) for item in items(nested.old())] == [
        ("____", "the red rose"),
        ("the ____ rose", "red"),
    ]
    (item,) = items(twice.old())
    assert (item.kind, item.stem, item.answer) == ("flashcard", "____ and ____", "a\nb")


def test_sections_stand_only_where_their_field_is_filled() -> None:
    template = ("{{#Hint}}({{Hint}}) {{/Hint}}{{^Hint}}no hint: {{/Hint}}{{Front}}", "{{Back}}")
    package = Package(
        (["Front", "Back", "Hint"], [template]), [(["q", "a", ""], [0]), (["q", "a", "h"], [0])]
    )
    assert [item.stem for item in items(package.old())] == ["no hint: q", "(h) q"]


def test_sections_that_cross_are_closed_with_the_one_around_them() -> None:
    template = ("{{#Front}}{{#Back}}{{Front}}?{{/Front}}{{/Back}}", "{{Back}}")
    (item,) = items(Package((["Front", "Back"], [template]), [(["q", "a"], [0])]).old())
    assert item.stem == "q?"


def test_markup_becomes_lines_and_letters() -> None:
    front = "a<div>b</div><ul><li>c</li></ul>H<sub>2</sub>O x<sup>n</sup>&nbsp;1 &lt; 2<script>x()</script>"
    (item,) = items(Package(BASIC, [([front, "a"], [0])]).old())
    assert item.stem == "a\nb\n- c\nH₂O xⁿ 1 < 2"


def test_the_deck_is_the_title_and_the_first_tag_the_topic() -> None:
    package = Package(BASIC, [(["q", "a"], [0])], tags=" South_America capitals ", decks={7: "Geo::Towns"})
    found = reading(package.new())
    assert (found.title, found.items[0].topic) == ("Geo: Towns", "South America")
    assert [(one.severity, one.message) for one in found.remarks] == [("info", "without the tags capitals")]


def test_what_only_shows_in_pictures_is_kept_but_not_asked() -> None:
    notes = [(['Name this: <img src="x.jpg">', "Lima"], [0]), (["q", "a [sound:../../etc/x.mp3]"], [0])]
    found = reading(Package(BASIC, notes).old())
    assert [item.asked for item in found.items] == [False, True]
    assert ["x.jpg" in found.remarks[0].message, "x.mp3" in found.remarks[1].message] == [True, True]


def test_each_card_without_a_question_has_a_line() -> None:
    notes = [(["", "a"], [0]), (["q", ""], [0]), (['<img src="x.png">', "a"], [0]), (["q", "a"], [5])]
    found = reading(Package(BASIC, [*notes, (["q", "a"], [])]).old())
    assert not found.items
    assert [remark.item for remark in found.remarks] == ["n100-1", "n101-1", "n102-1", "n103-6", "n104"]
    assert all(remark.message.startswith("left out: ") for remark in found.remarks)


def test_ids_stay_when_a_deck_is_exported_again() -> None:
    package = Package(REVERSED, [(["q", "a"], [0, 1])])
    assert [item.id for item in items(package.old())] == [item.id for item in items(package.new())]


def test_the_newer_collection_goes_before_the_older() -> None:
    inside = zipfile.ZipFile(io.BytesIO(Package(BASIC, [(["newer", "a"], [0])]).old())).read(
        "collection.anki2"
    )
    older = zipfile.ZipFile(io.BytesIO(Package(BASIC, [(["older", "a"], [0])]).old())).read(
        "collection.anki2"
    )
    (item,) = items(archive({"collection.anki21": inside, "collection.anki2": older}))
    assert item.stem == "newer"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a zip archive"),
        (b"hello", "not a zip archive"),
        (Package().old()[:-30], "not a zip archive"),
        (archive({"x": b""}), "no collection in it"),
        (archive({"collection.anki2": b"hello"}), "no SQLite file"),
        (archive({"collection.anki2": b"SQLite format 3\0" + b"\xff" * 5000}), "damaged"),
        (archive({"collection.anki21b": b"hello"}), "damaged"),
        (archive({"meta": b"\x08\x09", "collection.anki2": b""}), "version 9"),
        (archive({"meta": b"\xff\xff"}), "meta file is damaged"),
        (Package().old(name="elsewhere/collection.anki2"), "no collection in it"),
    ],
)
def test_what_is_no_package_is_told_plainly(content: bytes, said: str) -> None:
    assert said in refusal(content)


def test_another_database_is_no_collection() -> None:
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE notes (id integer)")
    assert "its table notes lacks" in refusal(archive({"collection.anki2": stored(connection)}))
    connection.executescript(f"DROP TABLE notes; {TABLES}")
    assert "it has no models" in refusal(archive({"collection.anki2": stored(connection)}))


def test_a_view_in_the_place_of_a_table_is_never_run() -> None:
    endless = (
        "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 1 mid, '' tags FROM n"
    )
    hostile = Package().old(more=f"DROP TABLE notes; CREATE VIEW notes AS {endless};")
    assert "its table notes lacks" in refusal(hostile)


def test_a_collection_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.bank.formats.archives.MOST_BYTES", 1_000)
    monkeypatch.setattr("quizapp.bank.formats.anki.package.MOST_BYTES", 1_000_000)
    from backports import zstd

    bomb = archive({"collection.anki21b": zstd.compress(b"\0" * 50_000_000)})
    assert "larger than 1 MB" in refusal(bomb)


def test_a_template_that_repeats_a_field_without_end_makes_no_question() -> None:
    package = Package((["Front"], [("{{Front}}" * 5000, "{{Front}}")]), [(["x" * 50_000], [0])])
    found = reading(package.old())
    assert not found.items
    assert "longer than any question" in found.remarks[0].message


@few
@given(st.integers(0, 10**6))
def test_damage_anywhere_is_told_and_never_a_crash(seed: int) -> None:
    content = bytearray(WHOLE)
    chance = random.Random(seed)
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    with contextlib.suppress(FormatError):
        reading(archive({"collection.anki2": bytes(content)}))


WHOLE = zipfile.ZipFile(io.BytesIO(Package(REVERSED, [(["q", "a"], [0, 1])] * 50).old())).read(
    "collection.anki2"
)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp")), min_size=1)
plain_words = words.map(lambda text: " ".join(text.split())).filter(
    lambda text: text and not {"[", "{", "}"} & set(text) and "____" not in text
)
short_words = plain_words.filter(lambda text: len(text) <= 40)
written = st.one_of(
    st.builds(lambda stem, answer: Item("x", "flashcard", stem, answer=answer), plain_words, plain_words),
    st.builds(lambda stem, key: Item("x", "typed", stem, key=key), plain_words, short_words),
    st.builds(lambda stem, key: Item("x", "cloze", f"{stem} ____", key=key), plain_words, short_words),
)


@few
@given(st.lists(written, max_size=5))
def test_what_is_written_is_read_again(given_items: list[Item]) -> None:
    again = items(anki.write("Deck", given_items).content)
    assert [(item.kind, item.stem, item.key, item.answer) for item in again] == [
        (item.kind, item.stem, item.key, item.answer) for item in given_items
    ]


def test_a_question_of_another_kind_becomes_two_sides() -> None:
    choice = Item("q1", "choice", "Which?", options=[Choice("Lima"), Choice("Quito")], key="b")
    written = anki.write("Deck", [choice])
    (item,) = items(written.content)
    assert (item.kind, item.stem, item.answer) == ("flashcard", "Which?\na) Lima\nb) Quito", "Quito")
    assert [remark.item for remark in written.remarks] == ["q1"]


def test_long_texts_of_a_protocol_buffer_are_read() -> None:
    from quizapp.bank.formats.anki import wire

    assert wire.text(message(2, "x" * 70_000), 2) == "x" * 70_000
    with pytest.raises(wire.BadMessage):
        wire.fields(message(2, "x" * 70_000)[:-1])


def test_media_and_reviews_that_are_not_taken_over_are_counted_in_the_report() -> None:
    package = Package(BASIC, [(["Peru", "Lima"], [0])])
    log = "CREATE TABLE revlog (id integer); INSERT INTO revlog VALUES (1), (2), (3);"
    with zipfile.ZipFile(io.BytesIO(package.old(more=log))) as old:
        members = {name: old.read(name) for name in old.namelist()}
    found = reading(archive(members | {"0": b"a picture", "1": b"a sound"}))
    assert len(found.items) == 1
    assert [(one.item, one.message.partition(";")[0]) for one in found.remarks] == [
        ("", "media files not taken over: 2"),
        ("", "reviews not taken over: 3"),
    ]


@pytest.mark.skipif(not REAL.exists(), reason="the real package is not beside the project")
def test_a_real_package_is_read_whole_but_for_what_it_lacks() -> None:
    found = anki.read(io.BytesIO(REAL.read_bytes()), REAL.name)
    assert len(found.items) + sum("left out" in remark.message for remark in found.remarks) == 146
    assert {item.kind for item in found.items} == {"flashcard", "typed", "cloze"}
    assert not found.faulty
