"""From items to the canonical document of a set of written questions."""

from __future__ import annotations

import json
from typing import Any

from quizapp.bank.formats.items import Choice, Item, Reading
from quizapp.bank.slugs import set_slug

SHORT, LONG = 500, 8_000
"""Letters that a short and a long text of a set may have (`bank.shorthands`)."""
MOST_OPTIONS = 26
SOURCE = "imported"


def slug_of(name: str) -> str:
    """The slug of a set that came as a file of this name."""
    return set_slug(name, "imported")


def document(reading: Reading, set_slug: str, file_name: str) -> str:
    """The canonical JSON document of what was read; items that do not fit are taken out and noted.

    It is what `bank.canonical` would write of it, without the cost of reading it first.
    """
    tree: dict[str, Any] = {"set": set_slug, "title": reading.title[:SHORT] or set_slug}
    if reading.language != "en":
        tree["language"] = reading.language
    source = {"title": file_name[:SHORT], "kind": reading.kind}
    if reading.language != "en":
        source["language"] = reading.language
    tree["sources"] = {SOURCE: {key: value for key, value in source.items() if value}}
    tree["source"] = SOURCE
    _keep_fitting(reading)
    tree["questions"] = [shape(item) for item in reading.items]
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def _keep_fitting(reading: Reading) -> None:
    known: set[str] = set()
    kept = []
    for item in reading.items:
        reason = "another item has the same id" if item.id in known else misfit(item)
        if reason:
            reading.note(item.id, f"left out: {reason}")
        else:
            known.add(item.id)
            kept.append(item)
    reading.items = kept


def misfit(item: Item) -> str | None:
    """Why the item cannot stand in a set; None if it can."""
    if not item.stem:
        return "it asks nothing"
    if max(len(item.stem), len(item.answer), len(item.statement)) > LONG:
        return f"a text is longer than {LONG:,} letters"
    if len(item.options) > MOST_OPTIONS or len(item.targets) > MOST_OPTIONS:
        return f"it has more than {MOST_OPTIONS} options"
    shorter = [one.text for one in (*item.options, *item.targets)] + item.accepts
    if any(not text or len(text) > SHORT for text in shorter):
        return f"an option is empty, or longer than {SHORT} letters"
    if any(len(one.why) > LONG for one in (*item.options, *item.targets)):
        return f"a feedback is longer than {LONG:,} letters"
    return None


def shape(item: Item) -> dict[str, Any]:
    """The item as a written question of a document: keys in the order of the schema, defaults left out."""
    parts: dict[str, Any] = {"id": item.id, "kind": item.kind, "stem": item.stem}
    if item.options:
        parts["options"] = [_option(one) for one in item.options]
    if item.targets:
        parts["targets"] = [_option(one) for one in item.targets]
    if item.key is not None:
        parts["key"] = item.key
    for name in ("accepts", "answer", "statement", "locator", "topic"):
        value = getattr(item, name)
        if value:
            parts[name] = value
    if not item.asked:
        parts["asked"] = False
    if item.sensitive:
        parts["sensitive"] = item.sensitive
    return parts


def _option(choice: Choice) -> dict[str, str]:
    return {"text": choice.text, "why": choice.why} if choice.why else {"text": choice.text}
