"""The canonical document: what a revision stores, and what its hash is taken of.

It is the set as authored, with tables taken in, shorthands written out, defaults left out and keys in
the order of the schema. So the same content always has the same hash, however it was typed.
"""

from __future__ import annotations

import hashlib

from quizapp.bank.schema import SetDocument


def document_json(document: SetDocument) -> str:
    """The canonical JSON of a set whose tables are already taken in."""
    return document.model_dump_json(by_alias=True, exclude_defaults=True)


def content_hash(text: str) -> str:
    """SHA-256 of a canonical document, in lower-case hex."""
    return hashlib.sha256(text.encode()).hexdigest()
