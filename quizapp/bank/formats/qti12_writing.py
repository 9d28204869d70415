"""Writing QTI 1.2 in the form that Canvas takes."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from xml.etree.ElementTree import Element, SubElement

from quizapp.bank.formats import markup
from quizapp.bank.formats.answers import lettered
from quizapp.bank.formats.items import Choice, Item, Remark, Writing
from quizapp.bank.formats.qti_files import package

LONGEST_TYPED = 60
_SPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
_TYPED = frozenset({"typed", "cloze", "date", "number", "flashcard"})
_NAMES = {
    "choice": "multiple_choice_question",
    "multiple": "multiple_answers_question",
    "truefalse": "true_false_question",
    "number": "numerical_question",
    "matching": "matching_question",
}


def written(title: str, items: Sequence[Item]) -> Writing:
    """The package; what QTI 1.2 has no form for is left out."""
    root = Element("questestinterop", xmlns=_SPACE)
    assessment = SubElement(root, "assessment", ident="quizapp", title=markup.legal(title))
    section = SubElement(assessment, "section", ident="root_section")
    remarks = []
    for number, item in enumerate(items, 1):
        if item.kind in ("locate", "timeline") or (item.kind in _TYPED and not _typable(item)):
            remarks.append(
                Remark(item.id, 0, "warning", f"left out: QTI 1.2 has no such {item.kind} question")
            )
            continue
        if item.kind == "flashcard":
            remarks.append(Remark(item.id, 0, "info", "a flashcard became a typed question"))
        if any(one.why for one in item.options):
            remarks.append(Remark(item.id, 0, "info", "without the feedback to its options"))
        _add(section, item, number)
    return Writing(package("imsqti_xmlv1p2", {"questions.xml": root}), remarks)


def _typable(item: Item) -> bool:
    text = _texts(item)[0]
    return 0 < len(text) <= LONGEST_TYPED and "\n" not in text


def _texts(item: Item) -> list[str]:
    return [str(item.key) if item.key is not None else item.answer, *item.accepts]


def _add(section: Element, item: Item, number: int) -> None:
    element = SubElement(section, "item", ident=f"q{number}", title=markup.legal(item.id))
    fields = SubElement(SubElement(SubElement(element, "itemmetadata"), "qtimetadata"), "qtimetadatafield")
    SubElement(fields, "fieldlabel").text = "question_type"
    SubElement(fields, "fieldentry").text = _NAMES.get(item.kind, "short_answer_question")
    presentation = SubElement(element, "presentation")
    _material(presentation, item.stem)
    processing = SubElement(element, "resprocessing")
    outcomes = SubElement(processing, "outcomes")
    SubElement(outcomes, "decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    if item.kind == "matching":
        _match(presentation, processing, item)
    elif item.kind in _TYPED:
        _fill_in(presentation, processing, item)
    else:
        _choose(presentation, processing, item)
    if item.statement:
        _material(SubElement(element, "itemfeedback", ident="general_fb"), item.statement)


def _material(parent: Element, text: str) -> None:
    SubElement(SubElement(parent, "material"), "mattext", texttype="text/plain").text = markup.legal(text)


def _offer(response: Element, options: Sequence[Choice]) -> None:
    render = SubElement(response, "render_choice")
    for letter, option in zip(ascii_lowercase, options, strict=False):
        _material(SubElement(render, "response_label", ident=letter), option.text)


def _condition(processing: Element, share: float, action: str = "Set") -> Element:
    """A condition whose marks are already said; gives the place for what has to be equal."""
    condition = SubElement(processing, "respcondition")
    condition.set("continue", "Yes" if action == "Add" else "No")
    variables = SubElement(condition, "conditionvar")
    SubElement(condition, "setvar", action=action, varname="SCORE").text = f"{share:g}"
    return variables


def _equal(parent: Element, name: str, value: str) -> None:
    SubElement(parent, "varequal", respident=name).text = markup.legal(value)


def _choose(presentation: Element, processing: Element, item: Item) -> None:
    several = item.kind == "multiple"
    options = [Choice("True"), Choice("False")] if item.kind == "truefalse" else item.options
    response = SubElement(presentation, "response_lid", ident="response1")
    response.set("rcardinality", "Multiple" if several else "Single")
    _offer(response, options)
    variables = _condition(processing, 100)
    if not several:
        key = ("a" if item.key else "b") if item.kind == "truefalse" else item.key
        _equal(variables, "response1", key)
        return
    together = SubElement(variables, "and")
    for letter, _ in zip(ascii_lowercase, options, strict=False):
        _equal(together if letter in item.key else SubElement(together, "not"), "response1", letter)


def _match(presentation: Element, processing: Element, item: Item) -> None:
    texts = lettered(item.options)
    for letter, right in item.key.items():
        response = SubElement(presentation, "response_lid", ident=f"response_{letter}")
        _material(response, texts[letter])
        _offer(response, item.targets)
        _equal(_condition(processing, 100 / len(item.key), "Add"), f"response_{letter}", right)


def _fill_in(presentation: Element, processing: Element, item: Item) -> None:
    response = SubElement(presentation, "response_str", ident="response1", rcardinality="Single")
    kind = "Decimal" if item.kind == "number" else "String"
    SubElement(SubElement(response, "render_fib", fibtype=kind), "response_label", ident="answer1")
    for text in _texts(item):
        _equal(_condition(processing, 100), "response1", text)
