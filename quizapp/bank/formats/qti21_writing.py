"""Writing QTI 2.1."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from xml.etree.ElementTree import Element, SubElement

from quizapp.bank.formats import markup
from quizapp.bank.formats.items import BLANK, Choice, Item, Remark, Writing
from quizapp.bank.formats.qti_files import package

LONGEST_TYPED = 60
_SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_MATCH = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"
_MAP = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/map_response"
_TYPED = frozenset({"typed", "cloze", "date", "number", "flashcard"})
_CARDINALITY = {"multiple": "multiple", "matching": "multiple", "timeline": "ordered"}


def written(title: str, items: Sequence[Item]) -> Writing:
    """The package; what QTI has no interaction for is left out."""
    del title
    files: dict[str, Element] = {}
    remarks = []
    for number, item in enumerate(items, 1):
        if item.kind == "locate" or (item.kind in _TYPED and not _typable(item)):
            remarks.append(
                Remark(item.id, 0, "warning", f"left out: no interaction suits this {item.kind} question")
            )
            continue
        if item.kind == "flashcard":
            remarks.append(Remark(item.id, 0, "info", "a flashcard became a typed question"))
        files[f"items/{number:05}.xml"] = _assessment(item, number)
    return Writing(package("imsqti_item_xmlv2p1", files), remarks)


def _typable(item: Item) -> bool:
    text = _texts(item)[0]
    return 0 < len(text) <= LONGEST_TYPED and "\n" not in text


def _texts(item: Item) -> list[str]:
    return [str(item.key) if item.key is not None else item.answer, *item.accepts]


def _assessment(item: Item, number: int) -> Element:
    head = {"xmlns": _SPACE, "identifier": f"q{number}", "title": item.id}
    root = Element("assessmentItem", head | {"adaptive": "false", "timeDependent": "false"})
    declaration = SubElement(root, "responseDeclaration", identifier="RESPONSE")
    declaration.set("cardinality", _CARDINALITY.get(item.kind, "single"))
    declaration.set("baseType", _base_type(item))
    correct = SubElement(declaration, "correctResponse")
    for value in _values(item):
        SubElement(correct, "value").text = _clean(value)
    if item.kind in _TYPED and item.accepts:
        mapping = SubElement(declaration, "mapping", defaultValue="0")
        for text in _texts(item):
            SubElement(mapping, "mapEntry", mapKey=_clean(text), mappedValue="1")
    SubElement(root, "outcomeDeclaration", identifier="SCORE", cardinality="single", baseType="float")
    body = SubElement(root, "itemBody")
    _WRITERS.get(item.kind, _entry)(body, item)
    SubElement(root, "responseProcessing", template=_MAP if item.accepts else _MATCH)
    if item.statement:
        feedback = SubElement(
            root, "modalFeedback", outcomeIdentifier="SCORE", identifier="0", showHide="hide"
        )
        _fill(feedback, item.statement)
    return root


def _base_type(item: Item) -> str:
    if item.kind in _TYPED:
        return "float" if item.kind == "number" else "string"
    return "directedPair" if item.kind == "matching" else "identifier"


def _values(item: Item) -> list[str]:
    match item.key:
        case bool():
            return ["true" if item.key else "false"]
        case dict():
            return [f"{left} t{right}" for left, right in item.key.items()]
        case list():
            return [str(one) for one in item.key]
        case _:
            return _texts(item)[:1]


def _clean(text: str) -> str:
    return markup.legal(text)


def _fill(parent: Element, text: str) -> None:
    """The text, a line break between its lines."""
    first, *others = markup.legal(text).split("\n")
    parent.text = first
    for line in others:
        SubElement(parent, "br").tail = line


def _interaction(body: Element, item: Item, name: str, **more: str) -> Element:
    interaction = SubElement(body, name, {"responseIdentifier": "RESPONSE", **more})
    _fill(SubElement(interaction, "prompt"), item.stem)
    return interaction


def _offer(parent: Element, name: str, options: Sequence[Choice], prefix: str = "", **more: str) -> None:
    for letter, option in zip(ascii_lowercase, options, strict=False):
        one = SubElement(parent, name, {"identifier": prefix + letter, **more})
        _fill(one, option.text)
        if option.why:
            told = {"outcomeIdentifier": "FEEDBACK", "identifier": prefix + letter, "showHide": "show"}
            _fill(SubElement(one, "feedbackInline", told), option.why)


def _choice(body: Element, item: Item) -> None:
    most = "0" if item.kind == "multiple" else "1"
    _offer(
        _interaction(body, item, "choiceInteraction", shuffle="true", maxChoices=most),
        "simpleChoice",
        item.options,
    )


def _truefalse(body: Element, item: Item) -> None:
    interaction = _interaction(body, item, "choiceInteraction", shuffle="false", maxChoices="1")
    for name in ("true", "false"):
        SubElement(interaction, "simpleChoice", identifier=name).text = name.capitalize()


def _order(body: Element, item: Item) -> None:
    _offer(_interaction(body, item, "orderInteraction", shuffle="true"), "simpleChoice", item.options)


def _match(body: Element, item: Item) -> None:
    interaction = _interaction(body, item, "matchInteraction", shuffle="true", maxAssociations="0")
    sides = [SubElement(interaction, "simpleMatchSet") for _ in range(2)]
    _offer(sides[0], "simpleAssociableChoice", item.options, matchMax="1")
    _offer(sides[1], "simpleAssociableChoice", item.targets, "t", matchMax="0")


def _entry(body: Element, item: Item) -> None:
    """The place to type: in the blank, or on a line of its own."""
    if item.stem.count(BLANK) == 1:
        before, after = item.stem.split(BLANK)
        line = SubElement(body, "p")
        _fill(line, before)
        entry = SubElement(line, "textEntryInteraction", responseIdentifier="RESPONSE")
        first, *others = markup.legal(after).split("\n")
        entry.tail = first
        for text in others:
            SubElement(line, "br").tail = text
        return
    _fill(SubElement(body, "p"), item.stem)
    SubElement(SubElement(body, "p"), "textEntryInteraction", responseIdentifier="RESPONSE")


_WRITERS = {
    "choice": _choice,
    "multiple": _choice,
    "truefalse": _truefalse,
    "timeline": _order,
    "matching": _match,
}
