"""Writing Moodle XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from string import ascii_lowercase
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from quizapp.bank.formats.answers import pairs, spare_targets
from quizapp.bank.formats.items import BLANK, Item, Remark, Writing
from quizapp.bank.formats.topics import path_of

LONGEST_TYPED = 60
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_GAP_SIGNS = re.compile(r"([~=#{}\\\"%])")


def written(title: str, items: Sequence[Item]) -> Writing:
    """The items as Moodle XML; what it has no type for is left out."""
    root = Element("quiz")
    remarks = []
    topic = ""
    for item in items:
        write = _WRITERS.get(item.kind)
        if write is None or (item.kind in _TYPED and not _typable(item)):
            remarks.append(
                Remark(item.id, 0, "warning", f"left out: Moodle has no such {item.kind} question")
            )
            continue
        if item.kind == "flashcard":
            remarks.append(Remark(item.id, 0, "info", "a flashcard became a typed question"))
        if (item.topic or title) != topic:
            topic = item.topic or title
            category = SubElement(SubElement(root, "question", type="category"), "category")
            SubElement(category, "text").text = _clean(path_of(topic))
        write(root, item)
    indent(root)
    return Writing(tostring(root, encoding="utf-8", xml_declaration=True) + b"\n", remarks)


def _question(root: Element, item: Item, kind: str, text: str = "") -> Element:
    question = SubElement(root, "question", type=kind)
    SubElement(SubElement(question, "name"), "text").text = _clean(item.id)
    _html(question, "questiontext", text or item.stem, escaped=bool(text))
    _html(question, "generalfeedback", item.statement)
    return question


def _html(parent: Element, name: str, text: str, *, escaped: bool = False) -> Element:
    holder = SubElement(parent, name, format="html")
    lines = text if escaped else escape(text, quote=False).replace("\n", "<br>")
    SubElement(holder, "text").text = _clean(lines)
    return holder


def _clean(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def _answer(question: Element, text: str, share: str, why: str = "", *, html: bool = False) -> Element:
    answer = SubElement(question, "answer", fraction=share, format="html" if html else "plain_text")
    SubElement(answer, "text").text = _clean(
        escape(text, quote=False).replace("\n", "<br>") if html else text
    )
    if why:
        _html(answer, "feedback", why)
    return answer


def _choice(root: Element, item: Item) -> None:
    right = item.key if isinstance(item.key, list) else [item.key]
    question = _question(root, item, "multichoice")
    SubElement(question, "single").text = "true" if item.kind == "choice" else "false"
    SubElement(question, "shuffleanswers").text = "true"
    SubElement(question, "answernumbering").text = "abc"
    share, wrong = f"{100 / len(right):.7g}", "0" if item.kind == "choice" else "-100"
    for letter, option in zip(ascii_lowercase, item.options, strict=False):
        _answer(question, option.text, share if letter in right else wrong, option.why, html=True)


def _truefalse(root: Element, item: Item) -> None:
    question = _question(root, item, "truefalse")
    for text in ("true", "false"):
        _answer(question, text, "100" if (text == "true") == item.key else "0")


def _typed(root: Element, item: Item) -> None:
    question = _question(root, item, "shortanswer")
    SubElement(question, "usecase").text = "0"
    for text in _texts(item):
        _answer(question, text, "100")


def _cloze(root: Element, item: Item) -> None:
    if item.stem.count(BLANK) != 1:
        _typed(root, item)
        return
    answers = "~".join("=" + _GAP_SIGNS.sub(r"\\\1", escape(text, quote=False)) for text in _texts(item))
    stem = escape(item.stem, quote=False).replace("\n", "<br>").replace("{", "&#123;")
    _question(root, item, "cloze", stem.replace(BLANK, f"{{1:SHORTANSWER:{answers}}}"))


def _number(root: Element, item: Item) -> None:
    question = _question(root, item, "numerical")
    for text in _texts(item):
        SubElement(_answer(question, text, "100"), "tolerance").text = "0"


def _matching(root: Element, item: Item) -> None:
    question = _question(root, item, "matching")
    SubElement(question, "shuffleanswers").text = "true"
    for left, right in [*pairs(item), *(("", text) for text in spare_targets(item))]:
        subquestion = _html(question, "subquestion", left)
        SubElement(SubElement(subquestion, "answer"), "text").text = _clean(escape(right, quote=False))


def _timeline(root: Element, item: Item) -> None:
    question = _question(root, item, "ordering")
    for letter in item.key:
        _answer(question, item.options[ascii_lowercase.index(letter)].text, "1", html=True)


def _texts(item: Item) -> list[str]:
    return [str(item.key) if item.key is not None else item.answer, *item.accepts]


def _typable(item: Item) -> bool:
    texts = _texts(item)
    return 0 < len(texts[0]) <= LONGEST_TYPED and not any("*" in text or "\n" in text for text in texts)


_TYPED = frozenset({"typed", "date", "flashcard", "cloze"})
_WRITERS: Mapping[str, Callable[[Element, Item], None]] = {
    "choice": _choice,
    "multiple": _choice,
    "truefalse": _truefalse,
    "typed": _typed,
    "date": _typed,
    "flashcard": _typed,
    "cloze": _cloze,
    "number": _number,
    "matching": _matching,
    "timeline": _timeline,
}
