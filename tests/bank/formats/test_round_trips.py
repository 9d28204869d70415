"""What a format writes, it reads again as the same questions."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.bank.formats import FORMATS, Item
from tests.bank.formats.strategies import items, of_kind, same, texts, topics

few = settings(max_examples=30, deadline=None)
ALL_BUT_DATES_AND_PLACES = (
    *("choice", "multiple", "truefalse", "typed", "cloze"),
    *("number", "matching", "timeline", "flashcard"),
)
KEPT = {
    **dict.fromkeys(("set", "csv", "xlsx", "json"), ALL_BUT_DATES_AND_PLACES),
    "gift": ("choice", "multiple", "truefalse", "typed", "cloze", "number", "matching"),
    "moodle-xml": ("choice", "multiple", "truefalse", "typed", "cloze", "number", "matching", "timeline"),
    "qti21": ("choice", "multiple", "truefalse", "typed", "cloze", "number", "matching", "timeline"),
    "qti12": ("choice", "multiple", "truefalse", "typed", "cloze", "number", "matching"),
    "aiken": ("choice",),
    "quizlet": ("flashcard",),
    "kahoot": ("choice", "multiple"),
}


def again(name: str, given_items: list[Item]) -> tuple[list[Item], list[Item]]:
    """What was written (without what the format left out, and said so), and what was read of it."""
    written = FORMATS[name].write("Title", given_items)
    out = {remark.item for remark in written.remarks if remark.left_out}
    reading = FORMATS[name].read(io.BytesIO(written.content), "title.txt")
    assert not reading.faulty, reading.remarks
    return [item for item in given_items if item.id not in out], reading.items


@pytest.mark.parametrize("name", KEPT)
@few
@given(data=st.data())
def test_what_is_written_is_read_again(name: str, data: st.DataObject) -> None:
    kept, read = again(name, data.draw(items(*KEPT[name])))
    assert [same(item) for item in read] == [same(item) for item in kept]


@pytest.mark.parametrize("name", ["set", "csv", "xlsx", "json", "gift", "moodle-xml"])
@few
@given(choice=of_kind("choice"), why=texts, statement=texts, topic=topics)
def test_feedback_and_topics_come_along(
    name: str, choice: Item, why: str, statement: str, topic: str
) -> None:
    choice.options[0].why, choice.statement, choice.topic = why, statement, topic
    _, (read,) = again(name, [choice])
    assert (read.options[0].why, read.statement, read.topic) == (why, statement, topic)


@pytest.mark.parametrize("name", ["set", "csv", "xlsx", "json", "gift", "moodle-xml", "qti21", "qti12"])
@few
@given(
    item=of_kind("typed"),
    others=st.lists(texts.filter(lambda text: "*" not in text), unique=True, max_size=3),
)
def test_every_right_answer_comes_along(name: str, item: Item, others: list[str]) -> None:
    item.accepts = [text for text in others if text != item.key]
    kept, read = again(name, [item])
    assert [one.accepts for one in read] == [one.accepts for one in kept]


@pytest.mark.parametrize("name", ["set", "csv", "xlsx", "json"])
def test_what_is_not_asked_stays_so(name: str) -> None:
    _, (read,) = again(name, [Item("q", "flashcard", "front", answer="back", asked=False)])
    assert not read.asked


@pytest.mark.parametrize("name", FORMATS)
@few
@given(content=st.binary(max_size=200))
def test_no_bytes_make_a_reader_fall(name: str, content: bytes) -> None:
    from quizapp.core.errors import QuizappError

    try:
        FORMATS[name].read(io.BytesIO(content), "file")
    except QuizappError as refused:
        said = str(refused)
        assert said


@pytest.mark.parametrize("name", ["gift", "aiken", "quizlet", "csv", "json", "set", "moodle-xml"])
@few
@given(content=st.text(st.sampled_from("{}=~#:%->a1 \n\t\"',|[]<>/&;ANSWER.)$"), max_size=80))
def test_no_text_makes_a_reader_fall(name: str, content: str) -> None:
    test_no_bytes_make_a_reader_fall.hypothesis.inner_test(name, content.encode())  # type: ignore[attr-defined]
