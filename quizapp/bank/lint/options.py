"""Rules about what is offered (Haladyna, Downing and Rodriguez 2002, guidelines 18 to 31)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from quizapp.bank.lint.items import Choice, Item
from quizapp.bank.lint.registry import item_rule
from quizapp.bank.lint.words import ABSOLUTE_OR_VAGUE, ALL_OR_NONE, lookup, outside_quotations, pattern
from quizapp.core.calendar import MonthDay, PartialDate, grain
from quizapp.core.calendar.typed import machine_form, parse_typed_date
from quizapp.core.material import folded
from quizapp.core.naming import alphabetical

MUCH_LONGER = 2.0
"""A key of this many times the length of the longest other option shows by its length alone."""
LONG_ENOUGH = 24
"""Characters below which nobody notices a difference in length."""
LONGEST_OPTION = 200
"""Characters of an option, about three lines."""
_SMALL_IN_NAMES = frozenset({"the", "of", "and", "in", "on", "for", "de", "la", "le", "du", "von", "van"})
_FIGURES = re.compile(r"[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_MACHINE_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:E[+-]?\d+)?")
_NUMBER = re.compile(r"(?:about |more than |at least )?([+-]?[\d,. ]*\d)(?:\s*\D.{0,30})?")


@item_rule("Q200", "error", "key that is not among what is offered")
def key_offered(item: Item) -> Iterator[str]:
    """A question that nobody can answer."""
    ids = {option.id for option in item.options}
    if item.kind == "choice" and str(item.key) not in ids:
        yield "the key is none of the options"
    if item.kind in ("multiple", "timeline"):
        keys = item.key if isinstance(item.key, list) else []
        if not keys or not ids.issuperset(map(str, keys)):
            yield "the key names what is not among the options"
        if item.kind == "multiple" and len(set(map(str, keys))) == len(ids):
            yield "every option is right: nothing is asked"
    if item.kind == "choice" and not 2 <= len(item.options) <= 5:
        yield f"{len(item.options)} options: two to five are read with care"


@item_rule("Q201", "error", "two options that say the same")
def duplicate_options(item: Item) -> Iterator[str]:
    """Options that differ in case, accents or blanks only."""
    for side in (item.options, item.targets):
        counts = Counter(folded(choice.text) for choice in side)
        for text, count in counts.items():
            if count > 1:
                yield f"{count} options read {text[:60]!r}"


@item_rule("Q202", "error", "options of different type or precision")
def mixed_precision(item: Item) -> Iterator[str]:
    """Among days, a month stands out; so does a word among numbers."""
    if item.kind not in ("choice", "multiple") or item.offers == "words":
        return
    shapes = {_shape(option, item) for option in item.options}
    if len(shapes) > 1:
        yield f"the options mix {', '.join(sorted(shapes))}"


@item_rule("Q203", "warning", "key that shows by its length")
def odd_length(item: Item) -> Iterator[str]:
    """The longest option is the right one, by far; the length of a name says nothing."""
    if item.kind == "choice" and item.right and item.wrong and not _is_name(item.right[0].text):
        key, longest = len(item.right[0].text), max(len(option.text) for option in item.wrong)
        if key >= LONG_ENOUGH and key >= MUCH_LONGER * longest:
            yield f"the right option has {key} characters, no other more than {longest}"


@item_rule("Q204", "warning", "options out of their natural order")
def order(item: Item) -> Iterator[str]:
    """Dates and numbers ascend, names follow the alphabet: so that nobody searches, or reads a pattern."""
    if item.kind in ("choice", "multiple"):
        ranks: list[Any] = [_rank(option, item) for option in item.options]
        if len({type(rank) for rank in ranks}) == 1 and ranks != sorted(ranks):
            yield "the options do not stand in order"


@item_rule("Q217", "warning", "option too long to be read")
def long_option(item: Item) -> Iterator[str]:
    """Whole paragraphs side by side test reading; a fact has a short value."""
    for option in (*item.options, *item.targets):
        if len(option.text) > LONGEST_OPTION:
            yield f"an option has {len(option.text)} characters, at most {LONGEST_OPTION} are read with care"
            return


@item_rule("Q205", "error", "all or none of the above")
def all_or_none(item: Item) -> Iterator[str]:
    """Options about options reward test-taking, not knowledge."""
    phrases = {folded(phrase) for phrase in lookup(ALL_OR_NONE, item.language)}
    for option in item.options:
        if folded(option.text).rstrip(".") in phrases:
            yield f"the option {option.text!r}"


@item_rule("Q213", "error", "not exactly one right answer")
def two_right(item: Item) -> Iterator[str]:
    """An option beside the key that is an accepted spelling of the answer; the proof looks at the facts."""
    accepted = {folded(text) for text in (*item.accepts, item.answer) if text}
    for option in item.wrong:
        if item.kind == "choice" and folded(option.text) in accepted:
            yield f"the option {option.text[:60]!r} is an accepted answer, and is not the key"


@item_rule("Q206", "error", "absolute or vague term in an option")
def absolute_or_vague(item: Item) -> Iterator[str]:
    """“Always” and “never” mark wrong options, “usually” and “sometimes” right ones."""
    search = pattern(lookup(ABSOLUTE_OR_VAGUE, item.language))
    for option in item.options:
        found = search.search(_without_titles(option.text)) if search else None
        if found:
            yield f"{found[0]!r} in the option {option.text[:60]!r}"


def _is_name(text: str) -> bool:
    """Whether an option reads as a name: hardly a word in it begins small."""
    return sum(word[:1].islower() and word not in _SMALL_IN_NAMES for word in text.split()) < 2


def _without_titles(text: str) -> str:
    """The text without quotations; nothing at all if all its words are capitalised, as in a title."""
    words = [word for word in outside_quotations(text).split() if word[:1].isalpha()]
    is_title = len(words) > 1 and all(word[:1].isupper() for word in words)
    return "" if is_title else outside_quotations(text)


def _date(option: Choice, item: Item) -> PartialDate | MonthDay | None:
    """The date that an option is; figures alone count as one only where dates are asked for."""
    is_plain = _FIGURES.fullmatch(option.text) is not None
    if item.offers in ("numbers", "words") or (is_plain and item.offers != "dates"):
        return None
    found = machine_form(option.value) if option.value else None
    if found is None and any(char.isdigit() for char in option.text) and len(option.text) < 60:
        readings = parse_typed_date(option.text, item.language)
        found = readings[0] if len(readings) == 1 else None
    return found


def _number(option: Choice, item: Item) -> float | None:
    if item.offers == "numbers" and _MACHINE_NUMBER.fullmatch(option.value):
        return float(option.value)
    found = _NUMBER.fullmatch(option.text) if item.offers != "words" else None
    try:
        return float(found[1].replace(",", "").replace(" ", "")) if found else None
    except ValueError:
        return None


def _shape(option: Choice, item: Item) -> str:
    """What sort of answer an option is."""
    date = _date(option, item)
    if isinstance(date, MonthDay):
        return "days"
    if date is not None:
        return f"{date.precision}s" if date.precision != "range" else f"ranges of {grain(date)}s"
    return "words" if _number(option, item) is None else "numbers"


def _rank(option: Choice, item: Item) -> tuple[int, ...] | float | str:
    """What options are ordered by."""
    date = _date(option, item)
    if isinstance(date, MonthDay):
        return (date.month, date.day)
    if date is not None:
        return (*date.start, *date.end)
    number = _number(option, item)
    return alphabetical(option.text) if number is None else number
