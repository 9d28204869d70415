"""Rules about questions that are given together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from quizapp.bank.lint.items import Item
from quizapp.bank.lint.registry import quiz_rule
from quizapp.core.leaks import telling_words
from quizapp.core.material import folded

NEAR = 92.0
"""Likeness (0 to 100, by rapidfuzz) from which two stems about the same names and figures read as one."""
MOST_COMPARED = 2000
"""Stems that are compared each with each; beyond, only equal ones are found."""


@quiz_rule("Q211", "error", "one question gives away another")
def leak(items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """A stem that holds another question's answer together with what that question is about."""
    by_word: dict[str, list[int]] = defaultdict(list)
    words = [telling_words(item.stem) for item in items]
    for position, found in enumerate(words):
        for word in found:
            by_word[word].append(position)
    for position, item in enumerate(items):
        answer = telling_words(_answer(item))
        if not answer:
            continue
        holders = set.intersection(*(set(by_word.get(word, ())) for word in answer)) - {position}
        for other in sorted(holders):
            told = words[other] | telling_words(_answer(items[other]))
            subject = (_names(item.stem) - answer) & told
            if subject or items[other].fact == item.fact != "":
                yield items[other], f"its stem holds the answer {_answer(item)[:60]!r} of {item.stem[:80]!r}"


@quiz_rule("Q212", "error", "stems that are nearly the same")
def near_duplicates(items: Sequence[Item]) -> Iterator[tuple[Item, str]]:
    """Two questions that read alike: one is superfluous, or they are told apart by a trifle."""
    seen: dict[tuple[str, tuple[str, ...]], Item] = {}
    for item in items:
        same = (folded(item.prompt or item.stem), tuple(sorted(folded(o.text) for o in item.options)))
        if same in seen:
            yield item, f"the stem {item.stem[:80]!r} stands twice"
        seen.setdefault(same, item)
    written = [item for item in items if not item.generated][:MOST_COMPARED]
    stems = [folded(item.stem) for item in written]
    for position, stem in enumerate(stems):
        rest = stems[position + 1 :]
        for _, _, offset in process.extract(stem, rest, scorer=fuzz.ratio, score_cutoff=NEAR, limit=3):
            other = written[position + 1 + offset]
            same_names = _names(other.stem) == _names(written[position].stem)
            if stem != folded(other.stem) and same_names:
                yield other, f"reads nearly as {written[position].stem[:80]!r}"


def _names(stem: str) -> frozenset[str]:
    """What a stem is about: its figures and capitalised words, but for the first word."""
    words = stem.split()[1:]
    return telling_words(" ".join(word for word in words if not word.lstrip("“\"'(")[:1].islower()))


def _answer(item: Item) -> str:
    """The right answer in words."""
    if item.kind == "truefalse":
        return ""
    return item.right[0].text if item.kind == "choice" and item.right else item.answer
