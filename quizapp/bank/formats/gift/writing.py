"""Writing GIFT."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase

from quizapp.bank.formats.answers import pairs, spare_targets
from quizapp.bank.formats.gift.syntax import escaped
from quizapp.bank.formats.items import BLANK, Choice, Item, Remark, Writing
from quizapp.bank.formats.topics import path_of

LONGEST_TYPED = 60


def written(title: str, items: Sequence[Item]) -> Writing:
    """The items as GIFT; what it has no form for is left out."""
    lines = [f"// {' '.join(title.split())}", ""]
    remarks = []
    topic = ""
    for item in items:
        answer = _answer(item)
        if answer is None:
            remarks.append(Remark(item.id, 0, "warning", f"left out: GIFT has no such {item.kind} question"))
            continue
        if item.kind == "flashcard":
            remarks.append(Remark(item.id, 0, "info", "a flashcard became a typed question"))
        if item.topic and item.topic != topic:
            topic = item.topic
            lines += [f"$CATEGORY: {path_of(' '.join(topic.split()))}", ""]
        note = f"\n####{escaped(item.statement)}" if item.statement else ""
        lines += [f"::{escaped(item.id)}::[plain]{_stem(item, answer + note)}", ""]
    return Writing("\n".join(lines).encode(), remarks)


def _stem(item: Item, answer: str) -> str:
    """The text with its answer behind it, or in the place of its blank."""
    if item.kind == "cloze" and item.stem.count(BLANK) == 1:
        before, after = item.stem.split(BLANK)
        if after.strip():
            return f"{escaped(before)}{{{answer}\n}}{escaped(after)}"
    return f"{escaped(item.stem)}{{{answer}\n}}"


def _answer(item: Item) -> str | None:
    """What stands in the braces; None if GIFT has no form for it."""
    match item.kind:
        case "truefalse":
            return "TRUE" if item.key else "FALSE"
        case "choice" | "multiple":
            return "".join(
                _option(item, letter, one) for letter, one in zip(ascii_lowercase, item.options, strict=False)
            )
        case "matching":
            found = [*pairs(item), *(("", right) for right in spare_targets(item))]
            bad = any("->" in left for left, _ in found)
            return (
                None if bad else "".join(f"\n={escaped(left)} -> {escaped(right)}" for left, right in found)
            )
        case "number":
            return "#" + "".join(f"\n={escaped(str(one))}" for one in (item.key, *item.accepts))
        case "typed" | "cloze" | "date" | "flashcard":
            key = str(item.key) if item.key is not None else item.answer
            texts = [key, *item.accepts]
            typable = (
                0 < len(key) <= LONGEST_TYPED and "\n" not in key and not any("*" in one for one in texts)
            )
            return "".join(f"\n={escaped(one)}" for one in texts) if typable else None
    return None


def _option(item: Item, letter: str, option: Choice) -> str:
    if item.kind == "choice":
        mark = "=" if item.key == letter else "~"
    else:
        share = 100 / len(item.key)
        mark = f"~%{share:.5f}%" if letter in item.key else "~%-100%"
    why = f"#{escaped(option.why)}" if option.why else ""
    return f"\n{mark}{escaped(option.text)}{why}"
