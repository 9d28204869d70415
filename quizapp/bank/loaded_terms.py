"""Loaded terms: words that judge, listed per language in the question bank."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from quizapp.bank.files import read_text
from quizapp.bank.yaml_tree import read_tree
from quizapp.config import shipped

FILE = "loaded-terms.yaml"


@cache
def loaded_terms() -> Mapping[str, tuple[str, ...]]:
    """Language to its terms: whole words, or beginnings of words that end with `*`.

    Raises SetFaults when the list cannot be read; without a list there are no loaded terms.
    """
    path = shipped("question_bank") / FILE
    if not path.is_file():
        return MappingProxyType({})
    tree = read_tree(read_text(path, FILE), FILE)
    return MappingProxyType(
        {language: tuple(str(term).casefold() for term in terms) for language, terms in tree.items()}
    )
