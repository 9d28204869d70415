"""Our own set files: the questions of a set, and a set of written questions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import BinaryIO

import yaml

from quizapp.bank import load
from quizapp.bank.faults import SetFaults
from quizapp.bank.formats.document import document, slug_of
from quizapp.bank.formats.items import FormatError, Item, Reading, Writing
from quizapp.bank.formats.question_table import KINDS
from quizapp.bank.formats.set_questions import reading_of
from quizapp.bank.formats.texts import read_text

NAME = "set"
TITLE = "quizapp set"
ENDINGS = (".yaml", ".yml")
BINARY = False
__all__ = ["BINARY", "ENDINGS", "KINDS", "NAME", "TITLE", "read", "write"]


def read(file: BinaryIO, name: str) -> Reading:
    """The questions of a set file. Raises FormatError with every fault of it."""
    named = name if PurePath(name).suffix.lower() in (*ENDINGS, ".json") else f"{name}.yaml"
    try:
        return reading_of(load.load_text(read_text(file), named), KINDS)
    except SetFaults as error:
        raise FormatError(str(error)) from error


def write(title: str, items: Sequence[Item]) -> Writing:
    """A set file whose questions are written whole."""
    reading = Reading(title, list(items), kind="exchange file")
    tree = json.loads(document(reading, slug_of(title), title))
    text = yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100)
    return Writing(text.encode(), reading.remarks)
