"""Timeline: three to six events to be put in order, none at the same time as another."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from math import factorial
from random import Random
from string import ascii_lowercase

from quizapp.core import labels, wording
from quizapp.core.calendar import Day, PartialDate
from quizapp.core.errors import WrongShape
from quizapp.core.facts import Fact
from quizapp.core.kinds import together
from quizapp.core.kinds.companions import FEWEST, card_of, dates_apart, gather
from quizapp.core.kinds.framing import frame
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Option, Question
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know

NAME = "timeline"
CLOSED = True
_IN_ORDER = {
    "en": "{} Put them in order, the earliest first.",
    "az": "{} Ən əvvəlkindən başlayaraq sıralayın.",
    "hy": "{} Դասավորեք ըստ հերթականության՝ սկսելով ամենավաղից։",
    "ru": "{} Расположите по порядку, начиная с самого раннего.",
    "tr": "{} En erkenden başlayarak sıralayın.",
}


def suits(material: Material, fact: Fact, direction: Direction) -> bool:
    """Forward, where the value is a date that an entity has once."""
    attribute = material.attribute(fact)
    return direction == "forward" and attribute.value_type == "date" and not attribute.many


def make(material: Material, request: Request) -> Question | None:
    """The question, if at least three events have dates that are wholly apart."""
    random = request.random()
    facts = gather(material, request, random, lambda one, other: dates_apart(material, one, other))
    stem = together.stem(material, facts) if len(facts) >= FEWEST else None
    if stem is None:
        return None
    facts.sort(key=lambda fact: _begin(material, fact))
    shown = _out_of_order(random, len(facts))
    letters = {place: letter for letter, place in zip(ascii_lowercase, shown, strict=False)}
    own = card_of(material, request.fact)
    cards = [card_of(material, fact) for fact in facts]
    return frame(
        material,
        request,
        stem=_IN_ORDER.get(material.language, "{} (1 → n)").format(stem),
        options=tuple(
            Option(letters[place], labels.label(material, fact), _when(material, fact), value=fact.id)
            for place, fact in ((place, facts[place]) for place in shown)
        ),
        key=[letters[place] for place in range(len(facts))],
        answer=" → ".join(labels.label(material, fact) for fact in facts),
        guess=1 / factorial(len(facts)),
        statement=together.all_statements(material, facts),
        judging={"exposed": tuple(card.key for card in cards if card != own)},
    )


def _when(material: Material, fact: Fact) -> str:
    value = material.value(fact)
    return "" if value is None else wording.words(material, value)


def _begin(material: Material, fact: Fact) -> Day:
    value = material.value(fact)
    return value.start if isinstance(value, PartialDate) else (0, 1, 1)


def _out_of_order(random: Random, number: int) -> list[int]:
    """Places in a seeded order that is neither the right one nor the right one backwards."""
    while True:
        order = random.sample(range(number), number)
        if order not in (list(range(number)), list(range(number))[::-1]):
            return order


def grade(question: Question, response: object) -> Verdict:
    """Right when the whole order is; otherwise credit for the longest part in order. Raises WrongShape."""
    if is_dont_know(response):
        return DONT_KNOW
    letters = sorted(question.key)
    if not isinstance(response, (list, tuple)) or not all(isinstance(one, str) for one in response):
        raise WrongShape(f"the response to this question is the list of {', '.join(letters)} in order")
    if len(response) != len(letters) or sorted(response) != letters:
        raise WrongShape(f"the response to this question names each of {', '.join(letters)} once")
    if list(response) == list(question.key):
        return Verdict(True, 1.0, "exact")
    places = [question.key.index(letter) for letter in response]
    score = ordered_share(places)
    longest = longest_in_order(places)
    message = f"{longest} of {len(letters)} are in the right order."
    return Verdict(False, score, "partly-ordered" if score else "wrong-order", message)


def ordered_share(places: Sequence[int]) -> float:
    """Credit for an order: 1 when all is in order, 0 when all is the other way round.

    (l - 1) / (n - 1), with l the length of the longest increasing subsequence of n places.
    """
    return (longest_in_order(places) - 1) / (len(places) - 1) if len(places) > 1 else 1.0


def longest_in_order(places: Sequence[int]) -> int:
    """The length of the longest increasing subsequence (patience sorting, Fredman 1975)."""
    ends: list[int] = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
