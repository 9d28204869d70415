"""JSON: a list of questions in the shape of question lines, or such lines themselves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from string import ascii_lowercase
from typing import Any, BinaryIO

from quizapp.bank import load
from quizapp.bank.faults import SetFaults
from quizapp.bank.formats.items import Choice, FormatError, Item, Reading, Writing
from quizapp.bank.formats.question_table import KINDS
from quizapp.bank.formats.set_questions import reading_of
from quizapp.bank.formats.texts import Ids, read_text, title_of

NAME = "json"
TITLE = "JSON"
ENDINGS = (".json", ".jsonl")
BINARY = False
__all__ = ["BINARY", "ENDINGS", "KINDS", "NAME", "TITLE", "read", "write"]
_TEXTS = ("kind", "stem", "answer", "statement", "topic", "locator", "sensitive")


class BadEntry(ValueError):
    """Something in the list that is no question."""


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of a list, of `{"questions": […]}`, of lines, or of a set. Raises FormatError."""
    text = read_text(file)
    tree = _tree(text)
    if isinstance(tree, dict) and "set" in tree and "kind" not in tree:
        try:
            return reading_of(load.load_text(text, name), KINDS)
        except SetFaults as error:
            raise FormatError(str(error)) from error
    reading = Reading(title_of(name), kind=TITLE)
    entries = tree.get("questions", [tree]) if isinstance(tree, dict) else tree
    if not isinstance(entries, list):
        raise FormatError('expected a list of questions, or {"questions": […]}')
    if isinstance(tree, dict) and isinstance(tree.get("title"), str):
        reading.title = tree["title"]
    ids = Ids()
    for number, entry in enumerate(entries, 1):
        try:
            reading.items.append(_item(entry, ids))
        except BadEntry as error:
            reading.note(f"question {number}", str(error), "error")
    return reading


def _tree(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant)
    except RecursionError as error:
        raise FormatError("the file is nested too deeply") from error
    except ValueError as error:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
            raise FormatError(f"not readable as JSON: {error}") from error
    try:
        return [json.loads(line, parse_constant=_no_constant) for line in lines]
    except (ValueError, RecursionError) as error:
        raise FormatError(f"not readable as JSON lines: {error}") from error


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _item(entry: Any, ids: Ids) -> Item:
    if not isinstance(entry, dict):
        raise BadEntry("a question is an object")
    given = {name: entry.get(name) or "" for name in _TEXTS}
    if not all(isinstance(text, str) for text in given.values()):
        raise BadEntry(f"{', '.join(_TEXTS)} are texts")
    if given["kind"] not in KINDS or not given["stem"]:
        raise BadEntry(f"a question has a stem, and a kind: one of {', '.join(KINDS)}")
    id = entry.get("id") if isinstance(entry.get("id"), str) and len(entry["id"]) <= 60 else ""
    accepts = entry.get("accepts") or []
    if not isinstance(accepts, list) or not all(isinstance(one, str) for one in accepts):
        raise BadEntry("accepts is a list of texts")
    return Item(
        id=ids.make(id or ""),
        options=_choices(entry.get("options")),
        targets=_choices(entry.get("targets")),
        key=_key(given["kind"], entry.get("key")),
        accepts=[one for one in accepts if one != entry.get("key")],
        asked=entry.get("asked") is not False,
        **given,
    )


def _choices(given: Any) -> list[Choice]:
    if not isinstance(given, list | None):
        raise BadEntry("options and targets are lists")
    made = [Choice(one) if isinstance(one, str) else _choice(one) for one in given or []]
    if len(made) > len(ascii_lowercase):
        raise BadEntry(f"at most {len(ascii_lowercase)} options")
    return made


def _choice(given: Any) -> Choice:
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise BadEntry('an option is {"id": "a", "text": …}')
    return Choice(given["text"], str(given.get("why") or ""))


def _key(kind: str, key: Any) -> Any:
    if kind == "flashcard":
        return None
    if key is None or (kind == "truefalse") != isinstance(key, bool):
        raise BadEntry("the key is not in the shape of its kind")
    return str(key) if isinstance(key, int | float) and not isinstance(key, bool) else key


def write(title: str, items: Sequence[Item]) -> Writing:
    """One object with the title and the questions."""
    tree = {"title": title, "questions": [_entry(item) for item in items]}
    return Writing((json.dumps(tree, ensure_ascii=False, indent=1) + "\n").encode())


def _entry(item: Item) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": item.id, "kind": item.kind, "stem": item.stem}
    entry["options"] = _written(item.options)
    if item.targets:
        entry["targets"] = _written(item.targets)
    entry |= {"key": item.key, "accepts": item.accepts, "answer": item.answer, "statement": item.statement}
    return entry | {
        "topic": item.topic,
        "locator": item.locator,
        "asked": item.asked,
        "sensitive": item.sensitive,
    }


def _written(choices: Sequence[Choice]) -> list[dict[str, str]]:
    return [
        {"id": letter, "text": one.text, "why": one.why}
        for letter, one in zip(ascii_lowercase, choices, strict=False)
    ]
