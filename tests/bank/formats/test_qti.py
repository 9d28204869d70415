"""QTI files as other programs write them."""

from __future__ import annotations

import pytest

from quizapp.bank.formats import FormatError, Item
from tests.bank.formats.readings import faults, only, reading, texts

CANVAS = """<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2">
<assessment ident="a" title="Towns">
<section ident="root"><item ident="i" title="One"><itemmetadata><qtimetadata><qtimetadatafield>
<fieldlabel>question_type</fieldlabel>
<fieldentry>{kind}</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material>
<mattext texttype="text/html">&lt;p&gt;What &lt;b&gt;now&lt;/b&gt;?&lt;/p&gt;</mattext></material>
{response}</presentation><resprocessing><respcondition><conditionvar>{right}</conditionvar>
<setvar action="Set" varname="SCORE">100</setvar></respcondition></resprocessing>
</item></section></assessment>
</questestinterop>"""
LABELS = "".join(
    f'<response_label ident="{name}"><material><mattext>{text}</mattext></material></response_label>'
    for name, text in (("11", "Quito"), ("12", "Lima"), ("13", "Cusco"))
)


def canvas(kind: str, response: str, right: str) -> Item:
    return only("qti12", CANVAS.format(kind=kind, response=response, right=right))


def test_canvas_choices() -> None:
    offered = f"<render_choice>{LABELS}</render_choice>"
    one = f'<response_lid ident="r" rcardinality="Single">{offered}</response_lid>'
    item = canvas("multiple_choice_question", one, '<varequal respident="r">12</varequal>')
    assert (item.stem, texts(item), item.key) == ("What now?", ["Quito", "Lima", "Cusco"], "b")
    some = '<and><varequal respident="r">12</varequal><not><varequal respident="r">11</varequal></not>'
    item = canvas(
        "multiple_answers_question",
        one.replace("Single", "Multiple"),
        f'{some}<varequal respident="r">13</varequal></and>',
    )
    assert (item.kind, item.key) == ("multiple", ["b", "c"])


def test_canvas_numbers_and_texts() -> None:
    blank = '<response_str ident="r"><render_fib><response_label ident="x"/></render_fib></response_str>'
    equal = '<varequal respident="r">{}</varequal>'
    between = "<or>" + equal.format(7) + "<and><vargte>6</vargte><varlte>8</varlte></and></or>"
    assert canvas("numerical_question", blank, between).key == "7"
    item = canvas("short_answer_question", blank, equal.format("Lima") + equal.format("Callao"))
    assert (item.kind, item.key, item.accepts) == ("typed", "Lima", ["Callao"])


@pytest.mark.parametrize("name", ["qti12", "qti21"])
@pytest.mark.parametrize("content", [b"", b"hello", b"<other/>", b"PK cut off"])
def test_what_is_no_qti_is_told_plainly(name: str, content: bytes) -> None:
    with pytest.raises(FormatError):
        reading(name, content)


def test_an_item_that_is_right_nowhere_is_a_fault() -> None:
    asked = '<choiceInteraction responseIdentifier="R"><prompt>Q?</prompt></choiceInteraction>'
    body = f"<itemBody>{asked}</itemBody>"
    declared = '<responseDeclaration identifier="R" cardinality="single"/>'
    ((_, message),) = faults("qti21", f'<assessmentItem identifier="i">{declared}{body}</assessmentItem>')
    assert "no correct response" in message
