"""Questions an instructor wrote: their options get letters, their key the shape of its kind."""

from __future__ import annotations

from collections.abc import Callable
from string import ascii_lowercase
from typing import Any

from quizapp.bank.compilation.context import Context
from quizapp.bank.compilation.heads import default_source
from quizapp.bank.faults import Path
from quizapp.bank.schema import OptionShape, WrittenShape
from quizapp.bank.values import BadValue, parse_number, parse_point
from quizapp.core.facts import Source, WrittenQuestion

MOST_OPTIONS = len(ascii_lowercase)
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_NEEDS_OPTIONS = frozenset({"choice", "multiple", "matching", "timeline"})


class BadKey(Exception):
    """A key that does not fit its kind."""


def compile_written(context: Context, sources: dict[str, Source], first: int) -> dict[str, WrittenQuestion]:
    """The written questions by id, their order beginning at `first`."""
    written: dict[str, WrittenQuestion] = {}
    for position, shape in enumerate(context.document.questions):
        path: Path = ("questions", position)
        if shape.id in written:
            context.findings.add((*path, "id"), "R103", f"the question {shape.id!r} stands twice")
            continue
        if shape.source:
            context.known(shape.source, sources, "source", (*path, "source"))
        written[shape.id] = WrittenQuestion(
            id=shape.id,
            kind=shape.kind,
            body=_body(context, shape, path),
            topic=shape.topic,
            level=shape.level,
            order=first + position,
            asked=shape.asked,
            origin=shape.origin,
        )
    return written


def _body(context: Context, shape: WrittenShape, path: Path) -> dict[str, Any]:
    options = _lettered(context, shape.options, (*path, "options"))
    targets = _lettered(context, shape.targets, (*path, "targets"))
    if shape.kind in _NEEDS_OPTIONS and len(options) < 2:
        context.findings.add(path, "F105", f"a {shape.kind} question needs at least two options")
    if shape.kind == "matching" and not targets:
        context.findings.add(path, "F105", "a matching question needs `targets`")
    key: Any = None
    try:
        key = _key(shape, [option["id"] for option in options], [target["id"] for target in targets])
    except (BadKey, BadValue) as error:
        context.findings.add((*path, "key"), "V105", str(error))
    return {
        "stem": shape.stem,
        "options": options,
        "targets": targets,
        "key": key,
        "accepts": list(shape.accepts),
        "answer": shape.answer,
        "statement": shape.statement,
        "source": shape.source or default_source(context),
        "locator": shape.locator,
        "quote": shape.quote,
        "sensitive": shape.sensitive,
    }


def _lettered(context: Context, shapes: list[OptionShape], path: Path) -> list[dict[str, str]]:
    if len(shapes) > MOST_OPTIONS:
        context.findings.add(path, "F105", f"at most {MOST_OPTIONS} options")
    return [
        {"id": letter, "text": shape.text, "why": shape.why}
        for letter, shape in zip(ascii_lowercase, shapes, strict=False)
    ]


def _key(shape: WrittenShape, options: list[str], targets: list[str]) -> Any:
    """The key in the shape of a question line. Raises BadKey or BadValue."""
    if shape.kind == "flashcard":
        return None
    readers: dict[str, Callable[[], Any]] = {
        "choice": lambda: _one_of(shape.key, options),
        "multiple": lambda: sorted({_one_of(letter, options) for letter in _list(shape.key)}),
        "timeline": lambda: _order(shape.key, options),
        "matching": lambda: _pairs(shape.key, options, targets),
        "truefalse": lambda: _truth(shape.key),
        "number": lambda: float(parse_number(str(shape.key)).amount),
        "locate": lambda: _place(shape.key),
    }
    return readers.get(shape.kind, lambda: _text(shape.key))()


def _order(key: Any, options: list[str]) -> list[str]:
    order = [_one_of(letter, options) for letter in _list(key)]
    if sorted(order) != sorted(options):
        raise BadKey("the key of a timeline names every option once, in their order in time")
    return order


def _pairs(key: Any, options: list[str], targets: list[str]) -> dict[str, str]:
    if not isinstance(key, dict) or set(key) != set(options):
        raise BadKey("the key of a matching question gives every option its target: {a: b, b: a}")
    return {left: _one_of(right, targets) for left, right in key.items()}


def _truth(key: Any) -> bool:
    try:
        return _TRUTH[str(key).lower()]
    except KeyError as error:
        raise BadKey("the key is true or false") from error


def _place(key: Any) -> list[float]:
    point = parse_point([str(part) for part in _list(key)])
    return [point.latitude, point.longitude]


def _text(key: Any) -> str:
    if not isinstance(key, str) or not key.strip():
        raise BadKey("the key is the right answer as text")
    return key


def _list(key: Any) -> list[Any]:
    if not isinstance(key, list) or not key:
        raise BadKey("the key is a list here, such as [a, c]")
    return key


def _one_of(letter: Any, letters: list[str]) -> str:
    if letter not in letters:
        raise BadKey(f"{str(letter)[:40]!r} is no option: the key is one of {', '.join(letters) or 'none'}")
    return str(letter)
