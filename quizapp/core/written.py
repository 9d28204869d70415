"""Questions an instructor wrote: whole already, they only need an id and a place among the others."""

from __future__ import annotations

from math import factorial
from typing import Any

from quizapp.core import wording
from quizapp.core.facts import FactSet, WrittenQuestion
from quizapp.core.questions import Citation, Option, Question, QuestionId


def question(facts: FactSet, written: WrittenQuestion, identity: QuestionId) -> Question:
    """The written question under its id. Its key and options are as its author gave them."""
    body = written.body
    options, targets = _options(body, "options"), _options(body, "targets")
    source = facts.sources.get(str(body.get("source", "")))
    attribution = (source.short or source.title) if source and source.party else ""
    stem = str(body["stem"])
    return Question(
        id=identity,
        set=facts.slug,
        cards=(identity.card,),
        kind=written.kind,
        direction="forward",
        attribution=attribution,
        stem=wording.raised(stem),
        prompt=wording.prompt(attribution, stem, facts.language),
        options=options,
        targets=targets,
        key=body.get("key"),
        value=body.get("key") if isinstance(body.get("key"), str) else "",
        answer=str(body.get("answer") or _answer(body, options)),
        accepts=_accepts(body),
        guess=_guess(written.kind, len(options), len(targets)),
        statement=str(body.get("statement", "")),
        topic=written.topic,
        level=written.level,
        sensitive=str(body.get("sensitive", "")),
        asked=written.asked and not body.get("sensitive"),
        source=Citation(
            id=source.id if source else "",
            title=source.title if source else "",
            short=source.short if source else "",
            locator=str(body.get("locator", "")),
            quote=str(body.get("quote", "")),
            attributed=bool(attribution),
            issuer=source.issuer if source else "",
            date=source.date if source else "",
        ),
        language=facts.language,
    )


def _options(body: Any, name: str) -> tuple[Option, ...]:
    return tuple(
        Option(str(option["id"]), str(option["text"]), str(option.get("why", "")))
        for option in body.get(name, ())
    )


def _answer(body: Any, options: tuple[Option, ...]) -> str:
    key = body.get("key")
    texts = {option.id: option.text for option in options}
    if isinstance(key, str):
        return texts.get(key, key)
    if isinstance(key, (list, tuple)) and texts:
        return ", ".join(texts.get(str(one), str(one)) for one in key)
    return "" if key is None or isinstance(key, dict) else str(key)


def _accepts(body: Any) -> tuple[str, ...]:
    key = body.get("key")
    given = tuple(str(text) for text in body.get("accepts", ()))
    return tuple(dict.fromkeys((key, *given))) if isinstance(key, str) else given


def _guess(kind: str, options: int, targets: int) -> float:
    """The chance of a blind right answer (learning rule 3.5)."""
    chances = {
        "choice": 1 / max(options, 1),
        "truefalse": 0.5,
        "multiple": 1 / max(2**options - 1, 1),
        "matching": 1 / max(targets, 1),
        "timeline": 1.0 / factorial(options),
    }
    return float(chances.get(kind, 0.0))
