"""Rules about what is asked (Haladyna, Downing and Rodriguez 2002, guidelines 9 to 17 and 28)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quizapp.bank.lint.items import Item
from quizapp.bank.lint.registry import item_rule
from quizapp.bank.lint.words import NEGATIVE, lookup, outside_quotations, pattern
from quizapp.core.leaks import telling_words
from quizapp.core.material import folded

BLANK = re.compile(r"_{2,}|…{2,}|\[\s*\.{3}\s*\]")
_ONE_OF_MANY = re.compile(r"(?<![\w.,·])1 ([a-z]{2,}[^s\W]s)\b")
_A_BEFORE_VOWEL = re.compile(r"(?<![\w.,·*/=^+−-])a ([aeio][a-z]\w*)")
_AN_BEFORE_CONSONANT = re.compile(r"\ban ([b-df-gj-np-tv-z][a-z]\w*)")
_SOUNDS_LIKE_A_CONSONANT = ("eu", "one", "once", "ewe", "ouija")
_ENDS_WITH_ARTICLE = re.compile(r"\b(an?)\s*(?:_{2,})?\s*[?:.…]*$")
"""In small letters: a capital A at the end is a name."""


@item_rule("Q207", "error", "negative stem")
def negative(item: Item) -> Iterator[str]:
    """A “not” is read over; whoever knows the answer then chooses wrongly."""
    search = pattern(lookup(NEGATIVE, item.language))
    stem = outside_quotations(item.stem)
    found = search.search(stem) if search and item.kind != "truefalse" else None
    if found and (found[0].islower() or found[0].isupper()):
        yield f"the stem says {found[0]!r}: ask what is, and not what is not"


@item_rule("Q208", "error", "word of the stem in the key alone")
def stem_word_in_key(item: Item) -> Iterator[str]:
    """A learner finds the key by its sound."""
    if item.kind == "choice" and item.right:
        shared = telling_words(item.stem) & telling_words(item.right[0].text)
        elsewhere = frozenset().union(*(telling_words(option.text) for option in item.wrong))
        for word in sorted(shared - elsewhere):
            yield f"{word!r} stands in the stem and in the right option only"
    elif item.kind in ("typed", "cloze") and item.answer:
        answer = _words(item.answer)
        if answer and answer <= _words(item.stem):
            yield f"the stem says the answer {item.answer[:60]!r}"


@item_rule("Q209", "error", "article or number that does not agree")
def agreement(item: Item) -> Iterator[str]:
    """“1 villages”, “a event”; or an article before the gap that only some options fit."""
    if not item.language.startswith("en"):
        return
    for text in (item.stem, item.statement, *(option.text for option in item.options)):
        plain = outside_quotations(text)
        for found in (*_ONE_OF_MANY.finditer(plain), *_AN_BEFORE_CONSONANT.finditer(plain)):
            yield f"{found[0]!r} does not agree"
        for found in _A_BEFORE_VOWEL.finditer(plain):
            if not found[1].startswith(_SOUNDS_LIKE_A_CONSONANT):
                yield f"{found[0]!r} does not agree"
    ending = _ENDS_WITH_ARTICLE.search(item.stem)
    if ending and item.options:
        vowels = {option.text[:1].casefold() in "aeiou" for option in item.options}
        if len(vowels) > 1:
            yield f"the stem ends with {ending[1]!r}, which not all options fit"


@item_rule("Q210", "error", "not exactly one blank")
def one_blank(item: Item) -> Iterator[str]:
    """A sentence with two gaps asks two things."""
    if item.kind == "cloze":
        count = len(BLANK.findall(item.stem))
        if count != 1:
            yield f"the sentence has {count} blanks"


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", folded(outside_quotations(text))))


@item_rule("Q214", "error", "empty stem or option")
def empty(item: Item) -> Iterator[str]:
    """Something a learner cannot read."""
    if not item.stem.strip():
        yield "the stem is empty"
    for option in (*item.options, *item.targets):
        if not option.text.strip():
            yield f"the option {option.id!r} is empty"


@item_rule("Q216", "error", "long name to be typed")
def long_to_type(item: Item) -> Iterator[str]:
    """Typing tests spelling when the name is long."""
    if item.generated and item.kind == "typed" and len(item.answer) > 15:
        yield f"{item.answer!r} has {len(item.answer)} letters, at most 15 are typed"
