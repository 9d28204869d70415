"""QTI 1.2, as Canvas and older systems write it: items in one file, alone or in a content package."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase
from typing import BinaryIO
from xml.etree.ElementTree import Element

from quizapp.bank.formats import markup, numeric
from quizapp.bank.formats.answers import matching
from quizapp.bank.formats.items import BLANK, Choice, FormatError, Item, Reading, Writing
from quizapp.bank.formats.qti_files import find_all, first, inner_html, local, roots
from quizapp.bank.formats.texts import Ids, title_of

NAME = "qti12"
TITLE = "QTI 1.2"
ENDINGS = (".qti12",)
KINDS = ("choice", "typed", "multiple", "truefalse", "cloze", "date", "number", "matching", "flashcard")
BINARY = True
_RESPONSES = ("response_lid", "response_str", "response_num")
_TRUTH = ["true", "false"]
_LOWEST, _HIGHEST = ("vargte", "vargt"), ("varlte", "varlt")


class BadItem(ValueError):
    """An item that the file itself has wrong."""


def read(file: BinaryIO, name: str) -> Reading:
    """The items of a file or package. Raises FormatError."""
    reading = Reading(title_of(name), kind=TITLE)
    ids = Ids()
    found = 0
    for _, root in roots(file, "QTI package (.zip or .xml)"):
        if local(root) != "questestinterop":
            continue
        assessment = first(root, "assessment")
        if assessment is not None:
            reading.title = markup.plain(assessment.get("title", "")) or reading.title
        for element in find_all(root, "item"):
            found += 1
            _take(element, reading, ids)
    if not found:
        raise FormatError("this is no QTI 1.2: it has no questestinterop with an item in it")
    return reading


def _take(element: Element, reading: Reading, ids: Ids) -> None:
    id = ids.make(element.get("title") or element.get("ident") or "")
    try:
        presentation = first(element, "presentation")
        if presentation is None:
            raise BadItem("it has no presentation")
        item, asked, reason = _item(element, presentation)
    except BadItem as error:
        reading.note(id, str(error), "error")
        return
    if item is None:
        reading.note(id, f"left out: {reason}")
        return
    item.id, item.asked = id, not asked.blind
    if asked.media:
        reading.note(id, f"without {', '.join(asked.media)[:200]}, since only text is kept")
    reading.items.append(item)


def _item(element: Element, presentation: Element) -> tuple[Item | None, markup.Text, str]:
    """The item, its text, and why there is none. Raises BadItem."""
    responses = list(find_all(presentation, *_RESPONSES))
    asked = _text(presentation, *_RESPONSES)
    rules = list(_rules(element))
    if not responses:
        return None, asked, "nothing is asked in it that a program can mark"
    if not asked.plain.replace(BLANK, "").strip():
        raise BadItem("it asks nothing: its text is empty")
    if not rules:
        kind = "an essay cannot be marked by a program" if local(responses[0]) != "response_lid" else ""
        if kind:
            return None, asked, kind
        raise BadItem("no response is marked as right")
    if local(responses[0]) != "response_lid":
        if len(responses) > 1:
            return None, asked, "several blanks are not asked at a time"
        item = _typed(rules, asked.plain, number=_is_number(element, responses[0]))
    else:
        item = _matching(responses, rules) if len(responses) > 1 else _choice(responses[0], rules)
    item.stem = asked.plain
    item.statement = _feedback(element)
    return item, asked, ""


def _text(parent: Element, *without: str) -> markup.Text:
    """The materials of an element, but for those inside its responses."""
    inside = {id(one) for part in find_all(parent, *without) for one in part.iter()} if without else set()
    pieces = []
    for one in find_all(parent, "mattext", "matimage", "mataudio", "matvideo"):
        if id(one) in inside:
            continue
        if local(one) != "mattext":
            pieces.append(f'<img src="{markup.escaped(one.get("uri", ""))}">')
        elif one.get("texttype", "text/plain") == "text/html" and not len(one):
            pieces.append(one.text or "")
        else:
            pieces.append(inner_html(one).replace("\n", "<br>"))
    return markup.read("<br>".join(pieces))


class _Rule:
    """One condition that brings marks."""

    def __init__(self, condition: Element, score: float) -> None:
        self.score = score
        negated = {id(one) for part in find_all(condition, "not") for one in part.iter()}
        terms = [one for one in condition.iter() if id(one) not in negated]
        self.equal = [
            (one.get("respident", ""), (one.text or "").strip()) for one in terms if local(one) == "varequal"
        ]
        self.low = [(one.text or "").strip() for one in terms if local(one) in _LOWEST]
        self.high = [(one.text or "").strip() for one in terms if local(one) in _HIGHEST]


def _rules(element: Element) -> Iterator[_Rule]:
    """The conditions that bring marks, the highest first."""
    found = []
    for condition in find_all(element, "respcondition"):
        scores = [_score(one.text or "") for one in find_all(condition, "setvar")]
        variables = first(condition, "conditionvar")
        if variables is not None and max(scores, default=0.0) > 0:
            found.append(_Rule(variables, max(scores)))
    yield from sorted((one for one in found if one.equal or one.low), key=lambda one: -one.score)


def _score(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _labels(response: Element) -> dict[str, Choice]:
    labels = {one.get("ident", ""): Choice(_text(one).plain) for one in find_all(response, "response_label")}
    if not 2 <= len(labels) <= len(ascii_lowercase):
        raise BadItem("it needs two options, and takes 26")
    return labels


def _choice(response: Element, rules: list[_Rule]) -> Item:
    labels = _labels(response)
    right = [name for _, name in rules[0].equal]
    if any(name not in labels for name in right) or not right:
        raise BadItem("its right response is none of what is offered")
    letters = sorted({ascii_lowercase[list(labels).index(name)] for name in right})
    options = list(labels.values())
    if response.get("rcardinality", "Single").lower() == "multiple":
        return Item("", "multiple", "", options=options, key=letters)
    if [one.text.lower() for one in options] == _TRUTH:
        return Item("", "truefalse", "", key=letters[0] == "a")
    return Item("", "choice", "", options=options, key=letters[0])


def _matching(responses: list[Element], rules: list[_Rule]) -> Item:
    given = dict(pair for rule in rules for pair in rule.equal)
    pairs = []
    offered: dict[str, str] = {}
    for response in responses:
        labels = {name: one.text for name, one in _labels(response).items()}
        offered |= labels
        right = labels.get(given.get(response.get("ident", ""), ""))
        if right is None:
            raise BadItem("its right response is none of what is offered")
        pairs.append((_text(response, "render_choice").plain, right))
    used = {right for _, right in pairs}
    spare = [("", text) for text in dict.fromkeys(offered.values()) if text not in used]
    return matching("", "", [*pairs, *spare])


def _is_number(element: Element, response: Element) -> bool:
    fields = {markup.plain(one.text or "") for one in find_all(element, "fieldentry")}
    fill = first(response, "render_fib")
    kind = fill.get("fibtype", "String").lower() if fill is not None else "string"
    return (
        local(response) == "response_num" or "numerical_question" in fields or kind in ("decimal", "integer")
    )


def _typed(rules: list[_Rule], stem: str, *, number: bool) -> Item:
    best = [rule for rule in rules if rule.score == rules[0].score]
    texts = list(dict.fromkeys(text for rule in best for _, text in rule.equal if text))
    if not number:
        if not texts:
            raise BadItem("no response is marked as right")
        return Item("", "cloze" if BLANK in stem else "typed", "", key=texts[0], accepts=texts[1:])
    try:
        exact = [numeric.Range(Decimal(text)) for text in texts]
        pairs = [pair for rule in best for pair in zip(rule.low, rule.high, strict=False)]
        between = [numeric.between(Decimal(low), Decimal(high)) for low, high in pairs]
        figures, _ = numeric.accepted(exact or between)
    except InvalidOperation as error:
        raise BadItem("its right response is no number") from error
    if not figures:
        raise BadItem("no response is marked as right")
    return Item("", "number", "", key=figures[0], accepts=figures[1:])


def _feedback(element: Element) -> str:
    """The general feedback; that to single responses is not kept."""
    for one in find_all(element, "itemfeedback"):
        if one.get("ident") in ("general_fb", "correct_fb"):
            return _text(one).plain
    return ""


def write(title: str, items: Sequence[Item]) -> Writing:
    """A content package with all items in one file."""
    from quizapp.bank.formats.qti12_writing import written

    return written(title, items)
