"""Items of every kind for Hypothesis."""

from __future__ import annotations

from string import ascii_lowercase

from hypothesis import strategies as st

from quizapp.bank.formats.items import Choice, Item

_letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Co", "Cn", "Zl", "Zp"))
texts = (
    st.text(_letters, min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and "____" not in text)
)
"""One line that says something."""
topics = texts.filter(lambda text: not any(sign in text for sign in "$:/"))
figures = st.one_of(
    st.integers(-(10**6), 10**6), st.decimals(-1000, 1000, places=3, allow_nan=False).filter(bool)
).map(lambda number: f"{number:f}".rstrip("0").rstrip(".") if "." in str(number) else str(number))


def choices(least: int = 2, most: int = 5) -> st.SearchStrategy[list[Choice]]:
    """Different options."""
    return st.lists(texts, min_size=least, max_size=most, unique=True).map(
        lambda found: [Choice(text) for text in found]
    )


@st.composite
def of_kind(draw: st.DrawFn, kind: str) -> Item:
    """An item of a kind."""
    item = Item("q", kind, draw(texts))
    match kind:
        case "choice" | "multiple" | "timeline":
            item.options = draw(choices())
            letters = list(ascii_lowercase[: len(item.options)])
            if kind == "choice":
                item.key = draw(st.sampled_from(letters))
            elif kind == "multiple":
                item.key = sorted(draw(st.sets(st.sampled_from(letters), min_size=2)))
            else:
                item.key = letters
        case "matching":
            item.options = draw(choices())
            spare = draw(choices(least=len(item.options), most=len(item.options) + 1))
            item.targets = spare
            item.key = {letter: letter for letter in ascii_lowercase[: len(item.options)]}
        case "truefalse":
            item.key = draw(st.booleans())
        case "number":
            item.key = draw(figures)
        case "flashcard":
            item.answer = draw(texts)
        case "cloze":
            item.stem, item.key = f"{item.stem} ____ {draw(texts)}", draw(texts)
        case _:
            item.key = draw(texts)
    return item


def items(*kinds: str) -> st.SearchStrategy[list[Item]]:
    """Some items of these kinds, their ids in order."""
    made = st.lists(st.one_of(*(of_kind(kind) for kind in kinds)), min_size=1, max_size=5)
    return made.map(_numbered)


def _numbered(found: list[Item]) -> list[Item]:
    for number, item in enumerate(found, 1):
        item.id = f"q{number}"
    return found


def same(one: Item) -> tuple[object, ...]:
    """What of an item a round trip keeps."""
    return (one.kind, one.stem, one.options, one.targets, one.key, one.accepts, one.answer)
