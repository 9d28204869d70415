"""QTI 2.1: assessment items, alone or in a content package."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase
from typing import BinaryIO
from xml.etree.ElementTree import Element

from quizapp.bank.formats import markup, numeric
from quizapp.bank.formats.items import BLANK, Choice, FormatError, Item, Reading, Writing
from quizapp.bank.formats.qti_files import find_all, first, inner_html, local, roots
from quizapp.bank.formats.texts import Ids, title_of

NAME = "qti21"
TITLE = "QTI 2.1"
ENDINGS = (".qti21",)
KINDS = (
    "choice",
    "typed",
    "multiple",
    "truefalse",
    "cloze",
    "date",
    "number",
    "matching",
    "timeline",
    "flashcard",
)
BINARY = True
_TRUTH = {"true", "false"}


class BadItem(ValueError):
    """An item that the file itself has wrong."""


def read(file: BinaryIO, name: str) -> Reading:
    """The items of a file or package. Raises FormatError."""
    reading = Reading(title_of(name), kind=TITLE)
    ids = Ids()
    found = 0
    for _, root in roots(file, "QTI package (.zip or .xml)"):
        if local(root) == "assessmentTest":
            reading.title = root.get("title") or reading.title
        for element in find_all(root, "assessmentItem"):
            found += 1
            _take(element, reading, ids)
    if not found:
        raise FormatError("this is no QTI 2.1: it has no assessmentItem")
    return reading


def _take(element: Element, reading: Reading, ids: Ids) -> None:
    id = ids.make(element.get("title") or element.get("identifier") or "")
    interactions = [one for one in element.iter() if local(one).endswith("Interaction")]
    body = first(element, "itemBody")
    try:
        if body is None or not interactions:
            raise BadItem("it has no interaction: nothing is asked")
        if len(interactions) > 1 or local(interactions[0]) not in _READERS:
            kinds = ", ".join(dict.fromkeys(local(one) for one in interactions))
            reading.note(id, f"left out: {kinds[:100]} is not asked here, or not several at a time")
            return
        item = _item(element, body, interactions[0])
    except BadItem as error:
        reading.note(id, str(error), "error")
        return
    text = markup.read(inner_html(body))
    item.id, item.asked = id, not text.blind
    if text.media:
        reading.note(id, f"without {', '.join(text.media)[:200]}, since only text is kept")
    reading.items.append(item)


def _item(element: Element, body: Element, interaction: Element) -> Item:
    """Raises BadItem."""
    named = interaction.get("responseIdentifier")
    declared = find_all(element, "responseDeclaration")
    declaration = next((one for one in declared if one.get("identifier") == named), None)
    if declaration is None:
        raise BadItem("its response is not declared")
    item = _READERS[local(interaction)](interaction, declaration)
    entry = local(interaction) == "textEntryInteraction"
    blanks = {id(interaction): BLANK} if entry else None
    around = markup.plain(inner_html(body, [interaction], blanks=blanks))
    prompt = markup.plain(inner_html(first(interaction, "prompt")))
    item.stem = "\n".join(part for part in (around, prompt) if part)
    if entry and item.stem.endswith("\n" + BLANK):
        item.stem = item.stem.removesuffix("\n" + BLANK)
    elif entry and item.kind == "typed":
        item.kind = "cloze"
    if not item.stem.replace(BLANK, "").strip():
        raise BadItem("it asks nothing: its text is empty")
    item.statement = markup.plain(inner_html(first(element, "modalFeedback")))
    return item


def _values(declaration: Element) -> list[str]:
    correct = first(declaration, "correctResponse")
    values = [(one.text or "").strip() for one in find_all(correct, "value")] if correct is not None else []
    found = [value for value in values if value]
    if not found:
        raise BadItem("it has no correct response")
    return found


def _offered(interaction: Element, name: str) -> dict[str, Choice]:
    """Identifier to what is offered under it."""
    found = {}
    for one in find_all(interaction, name):
        why = [part for part in one.iter() if local(part) == "feedbackInline"]
        text = markup.plain(inner_html(one, why))
        found[one.get("identifier", "")] = Choice(text, markup.plain(inner_html(why[0])) if why else "")
    if len(found) > len(ascii_lowercase):
        raise BadItem("it has more than 26 options")
    return found


def _letters(offered: Mapping[str, Choice], wanted: Sequence[str]) -> list[str]:
    known = list(offered)
    if any(one not in offered for one in wanted):
        raise BadItem("its correct response is none of what is offered")
    return [ascii_lowercase[known.index(one)] for one in wanted]


def _choice(interaction: Element, declaration: Element) -> Item:
    offered = _offered(interaction, "simpleChoice")
    values = _values(declaration)
    letters = sorted(_letters(offered, values))
    if len(offered) < 2:
        raise BadItem("it needs two options")
    options = list(offered.values())
    if declaration.get("cardinality", "single") != "single":
        return Item("", "multiple", "", options=options, key=letters)
    if {one.lower() for one in offered} == _TRUTH:
        return Item("", "truefalse", "", key=values[0].lower() == "true")
    return Item("", "choice", "", options=options, key=letters[0])


def _order(interaction: Element, declaration: Element) -> Item:
    offered = _offered(interaction, "simpleChoice")
    letters = _letters(offered, _values(declaration))
    if sorted(letters) != list(ascii_lowercase[: len(offered)]):
        raise BadItem("its correct response does not name every option once")
    return Item("", "timeline", "", options=list(offered.values()), key=letters)


def _match(interaction: Element, declaration: Element) -> Item:
    sides = list(find_all(interaction, "simpleMatchSet"))
    if len(sides) != 2:
        raise BadItem("it needs two sets to match")
    left, right = (_offered(side, "simpleAssociableChoice") for side in sides)
    parted = [value.partition(" ") for value in _values(declaration)]
    pairs = {one: other.strip() for one, _, other in parted}
    if set(pairs) != set(left) or set(pairs.values()) - set(right):
        raise BadItem("its correct response does not give every item a target")
    keys = zip(_letters(left, list(pairs)), _letters(right, list(pairs.values())), strict=True)
    return Item(
        "", "matching", "", options=list(left.values()), targets=list(right.values()), key=dict(sorted(keys))
    )


def _entry(_interaction: Element, declaration: Element) -> Item:
    values = _values(declaration)
    mapped = [
        one.get("mapKey", "").strip()
        for one in find_all(declaration, "mapEntry")
        if _number(one.get("mappedValue", "")) > 0
    ]
    accepted = list(dict.fromkeys(value for value in (*values, *mapped) if value))
    if declaration.get("baseType") not in ("float", "integer"):
        return Item("", "typed", "", key=accepted[0], accepts=accepted[1:])
    try:
        figures, _ = numeric.accepted([numeric.Range(Decimal(value)) for value in accepted])
    except InvalidOperation as error:
        raise BadItem("its correct response is no number") from error
    return Item("", "number", "", key=figures[0], accepts=figures[1:])


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


_READERS: Mapping[str, Callable[[Element, Element], Item]] = {
    "choiceInteraction": _choice,
    "orderInteraction": _order,
    "matchInteraction": _match,
    "textEntryInteraction": _entry,
    "extendedTextInteraction": _entry,
}


def write(title: str, items: Sequence[Item]) -> Writing:
    """A content package of one file for each item."""
    from quizapp.bank.formats.qti21_writing import written

    return written(title, items)
