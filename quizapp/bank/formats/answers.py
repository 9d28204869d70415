"""The right answer of an item: in words, and as texts that may be typed."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from quizapp.bank.formats.items import Choice, Item


def lettered(choices: list[Choice]) -> dict[str, str]:
    """Letter to text."""
    return {letter: one.text for letter, one in zip(ascii_lowercase, choices, strict=False)}


def in_words(item: Item) -> str:
    """The right answer as a person would say it; "" if the item has none."""
    texts, targets = lettered(item.options), lettered(item.targets)
    match item.key:
        case None:
            return item.answer
        case bool():
            return "True" if item.key else "False"
        case dict():
            return "\n".join(f"{texts[left]} – {targets[right]}" for left, right in item.key.items())
        case list():
            return item.answer or "\n".join(texts.get(str(one), str(one)) for one in item.key)
        case _:
            return texts.get(str(item.key), str(item.key))


def pairs(item: Item) -> Iterator[tuple[str, str]]:
    """What belongs together in a matching question."""
    texts, targets = lettered(item.options), lettered(item.targets)
    for left, right in item.key.items():
        yield texts[left], targets[right]


def spare_targets(item: Item) -> list[str]:
    """The targets of a matching question that nothing belongs to."""
    used = set(item.key.values())
    return [text for letter, text in lettered(item.targets).items() if letter not in used]


def matching(id: str, stem: str, found: list[tuple[str, str]]) -> Item:
    """A matching question of pairs; a pair without a left side is a spare target."""
    targets = list(dict.fromkeys(right for _, right in found))
    both = [(left, right) for left, right in found if left]
    key = {ascii_lowercase[at]: ascii_lowercase[targets.index(right)] for at, (_, right) in enumerate(both)}
    options = [Choice(left) for left, _ in both]
    return Item(id, "matching", stem, options=options, targets=[Choice(one) for one in targets], key=key)
