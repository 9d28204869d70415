"""Moodle's question types, each as one of ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from string import ascii_lowercase
from xml.etree.ElementTree import Element

from quizapp.bank.formats import markup, numeric
from quizapp.bank.formats.answers import matching
from quizapp.bank.formats.items import Choice, Item

WHOLE = Decimal(100)


class BadQuestion(ValueError):
    """A question that the file itself has wrong."""


@dataclass(slots=True)
class Words:
    """Reads texts of a question, and keeps what is lost on the way."""

    media: list[str] = field(default_factory=list)
    losses: list[str] = field(default_factory=list)

    def read(self, holder: Element | None) -> markup.Text:
        """The text in `<text>`, plain."""
        raw = raw_text(holder)
        style = holder.get("format", "html") if holder is not None else "html"
        if style in ("plain_text", "markdown"):
            return markup.Text(markup.tidy(raw))
        text = markup.read(raw)
        self.media.extend(text.media)
        return text

    def plain(self, holder: Element | None) -> str:
        """The text in `<text>`, plain."""
        return self.read(holder).plain


def raw_text(holder: Element | None) -> str:
    """What `<text>` in an element holds, as it stands."""
    text = holder.find("text") if holder is not None else None
    return "".join(text.itertext()) if text is not None else ""


def fraction(answer: Element) -> Decimal:
    """The percentage of the mark that an answer brings. Raises BadQuestion."""
    try:
        value = Decimal(answer.get("fraction", "0").strip() or "0")
    except InvalidOperation as error:
        raise BadQuestion("a fraction is no number") from error
    if not value.is_finite():
        raise BadQuestion("a fraction is no number")
    return value


def truefalse(question: Element, words: Words) -> Item:
    """One of two answers named true and false."""
    right = [answer for answer in question.findall("answer") if fraction(answer) == WHOLE]
    said = raw_text(right[0]).strip().lower() if len(right) == 1 else ""
    if said not in ("true", "false"):
        raise BadQuestion("one answer, true or false, has the fraction 100")
    for answer in question.findall("answer"):
        if answer is not right[0] and words.plain(answer.find("feedback")):
            words.losses.append("without the feedback to a wrong answer")
    return Item("", "truefalse", "", key=said == "true", statement=words.plain(right[0].find("feedback")))


def multichoice(question: Element, words: Words) -> Item:
    """One option or several."""
    answers = question.findall("answer")
    options = [Choice(words.plain(one), words.plain(one.find("feedback"))) for one in answers]
    single = (question.findtext("single") or "true").strip().lower() in ("true", "1")
    shares = [fraction(one) for one in answers]
    if not 2 <= len(options) <= len(ascii_lowercase):
        raise BadQuestion("a question of this type needs two answers, and takes 26")
    some = [ascii_lowercase[at] for at, share in enumerate(shares) if share > 0]
    if not some:
        raise BadQuestion("no answer has a fraction above 0")
    if not single:
        return Item("", "multiple", "", options=options, key=some)
    best = max(range(len(shares)), key=lambda at: shares[at])
    if len(some) > 1:
        words.losses.append("answers that are half right count as wrong")
    return Item("", "choice", "", options=options, key=ascii_lowercase[best])


def shortanswer(question: Element, words: Words) -> Item:
    """A text that is typed."""
    answers = [(fraction(one), raw_text(one).strip(), one) for one in question.findall("answer")]
    whole = [text for share, text, _ in answers if share == WHOLE and text]
    right = list(dict.fromkeys(text for text in whole if "*" not in text))
    if not whole:
        raise BadQuestion("no answer has the fraction 100")
    if not right:
        raise BadQuestion("every right answer has a * in it: write one out")
    half = [text for share, text, _ in answers if 0 < share < WHOLE]
    if half:
        words.losses.append(f"half right answers count as wrong: {', '.join(half)[:200]}")
    if len(right) < len(set(whole)):
        words.losses.append("answers with * in them are not taken")
    first = next(one for share, text, one in answers if share == WHOLE and text == right[0])
    return Item(
        "", "typed", "", key=right[0], accepts=right[1:], statement=words.plain(first.find("feedback"))
    )


def numerical(question: Element, words: Words) -> Item:
    """A number that is typed."""
    right = [one for one in question.findall("answer") if fraction(one) == WHOLE]
    if not right:
        raise BadQuestion("no answer has the fraction 100")
    try:
        ranges = [
            numeric.Range(
                Decimal(raw_text(one).strip()), Decimal((one.findtext("tolerance") or "0").strip() or "0")
            )
            for one in right
        ]
        figures, losses = numeric.accepted(ranges)
    except InvalidOperation as error:
        raise BadQuestion("an answer or its tolerance is no number") from error
    words.losses += losses
    if len(right) < len(question.findall("answer")):
        words.losses.append("half right numbers and their feedback are not kept")
    statement = words.plain(right[0].find("feedback"))
    return Item("", "number", "", key=figures[0], accepts=figures[1:], statement=statement)


def pairs(question: Element, words: Words) -> Item:
    """Pairs; one without a text is a spare target."""
    found = [
        (words.plain(one), markup.plain(raw_text(one.find("answer"))))
        for one in question.findall("subquestion")
    ]
    found = [(left, right) for left, right in found if right]
    if sum(1 for left, _ in found if left) < 2:
        raise BadQuestion("a matching question needs two pairs")
    if len(found) > len(ascii_lowercase):
        raise BadQuestion("a matching question takes 26 pairs")
    return matching("", "", found)


def ordering(question: Element, words: Words) -> Item:
    """Answers in their right order."""
    options = [Choice(words.plain(one)) for one in question.findall("answer")]
    if not 2 <= len(options) <= len(ascii_lowercase):
        raise BadQuestion("a question of this type needs two answers, and takes 26")
    return Item("", "timeline", "", options=options, key=list(ascii_lowercase[: len(options)]))


READERS: Mapping[str, Callable[[Element, Words], Item]] = {
    "truefalse": truefalse,
    "multichoice": multichoice,
    "shortanswer": shortanswer,
    "numerical": numerical,
    "matching": pairs,
    "ordering": ordering,
}
