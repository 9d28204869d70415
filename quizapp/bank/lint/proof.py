"""The rule that exactly one answer is right, by the independent proof in core and by the texts alone."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.bank.lint.items import Item
from quizapp.bank.lint.registry import item_rule
from quizapp.core.material import folded


@item_rule("Q213", "error", "not exactly one right answer")
def two_right(item: Item) -> Iterator[str]:
    """An option beside the key that is an accepted spelling of the answer."""
    accepted = {folded(text) for text in (*item.accepts, item.answer) if text}
    for option in item.wrong:
        if folded(option.text) in accepted:
            yield f"the option {option.text[:60]!r} is an accepted answer, and is not the key"
