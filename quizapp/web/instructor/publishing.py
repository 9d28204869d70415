"""From what an instructor sends to a set that can be looked at and published."""

from __future__ import annotations

import json
from dataclasses import dataclass

from quizapp.bank.load import document_of_text, from_document
from quizapp.bank.slugs import set_slug
from quizapp.core.facts import FactSet
from quizapp.services import library
from quizapp.web.extensions import database, now
from quizapp.web.visitors import visitor

TAB = "\t"


@dataclass(frozen=True, slots=True)
class Draft:
    """A set that was read and found sound, not yet published."""

    document: str
    """Its canonical JSON."""
    facts: FactSet


def draft_of_table(title: str, summary: str | None, table: str, header: str) -> Draft:
    """The set of a pasted table; `header` names the columns of a table without titles. Raises SetFaults."""
    name = set_slug(title, "table")
    text = f"{_titles(header, table)}\n{table}" if header else table
    raw = json.loads(document_of_text(text, f"{name}.tsv"))
    raw |= {"title": title.strip()} | ({"summary": summary.strip()} if summary and summary.strip() else {})
    return _draft(json.dumps(raw, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def draft_of_file(text: str, filename: str) -> Draft:
    """The set of an uploaded file. Raises SetFaults with every fault at its line and column."""
    return _draft(document_of_text(text, filename))


def publish(draft: Draft) -> library.Published:
    """Publish a draft as the visitor's own. Raises SetError and NotAllowed; nothing is changed then."""
    return library.publish(database(), draft.document, visitor().user_id, now())


def _draft(document: str) -> Draft:
    return Draft(document, from_document(document))


def _titles(header: str, table: str) -> str:
    """The titles with the separator that the table uses."""
    first = table.lstrip("\r\n").split("\n", 1)[0]
    separator = max((TAB, ";", ","), key=first.count)
    return separator.join(part.strip() for part in header.replace(TAB, ",").replace(";", ",").split(","))
