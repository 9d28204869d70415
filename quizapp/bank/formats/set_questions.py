"""The questions of a set on their way out: those written whole, and one for each card of a fact."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from quizapp.bank.formats.items import Choice, Item, Reading
from quizapp.bank.formats.numeric import figure
from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator
from quizapp.core.questions import Card, Question

SEED = 0


def reading_of(facts: FactSet, kinds: Sequence[str]) -> Reading:
    """The items of a set, a fact asked in the first of these kinds that suits it."""
    reading = Reading(facts.title, language=facts.language, kind="quizapp set")
    generator = Generator(facts)
    for card in generator.cards():
        question = _question(generator, card, kinds)
        if question is None:
            reading.note(_name(card), "left out: no question of a kind that fits can be made of it")
        else:
            written = facts.written.get(card.fact)
            own = str(written.body.get("stem", "")) if written else ""
            reading.items.append(_item(question, card, own))
    return reading


def _question(generator: Generator, card: Card, kinds: Sequence[str]) -> Question | None:
    written = generator.facts.written.get(card.fact)
    wanted = (written.kind,) if written else kinds
    made = (generator.make(card, kind, SEED) for kind in wanted)
    return next((question for question in made if question), None)


def _name(card: Card) -> str:
    """The id of an item: that of the fact, with the direction where it is the less usual one."""
    return card.fact.replace(".", "-") + ("" if card.direction == "forward" else f"-{card.direction}")


def _stem(question: Question, own: str) -> str:
    """What is asked, with whose account it is about; a written question's words are left as they are."""
    if own and not question.attribution:
        return own
    return question.prompt[:1].upper() + question.prompt[1:]


def _item(question: Question, card: Card, own: str) -> Item:
    """The item of a question. A statement that names a party's account says so itself."""
    key = question.key
    texts = {str(key), question.answer} if isinstance(key, str) else set()
    return Item(
        id=_name(card),
        kind=question.kind,
        stem=_stem(question, own),
        options=[Choice(one.text, one.why) for one in question.options],
        targets=[Choice(one.text, one.why) for one in question.targets],
        key=figure(Decimal(str(key))) if question.kind == "number" else key,
        accepts=[text for text in question.accepts if text not in texts] if not question.options else [],
        answer=question.answer if question.kind == "flashcard" else "",
        statement=question.statement,
        locator=question.source.locator,
        topic=question.topic,
        asked=question.asked,
        sensitive=question.sensitive,
    )
