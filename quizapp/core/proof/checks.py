"""The proof of one question: key right, everything else offered wrong, and the grader of one mind with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from itertools import pairwise

from quizapp.core.calendar import MonthDay, PartialDate, grain
from quizapp.core.errors import WrongShape
from quizapp.core.facts import EntityRef, Fact, FactSet, Number, Point, Unknown, Value
from quizapp.core.proof import documents, spellings, together
from quizapp.core.proof.flaws import Flaw, Grader
from quizapp.core.proof.possibility import Possibility
from quizapp.core.questions import Option, Question
from quizapp.core.spelling import fold

Found = Iterator[tuple[str, str]]
MOST_RIVALS = 6
"""How many names to either side in the alphabet a typed question is tried with."""
ARTICLES = ("the ", "an ", "a ")


class Proof:
    """Checks questions against the facts they were made from."""

    def __init__(self, facts: FactSet, grade: Grader) -> None:
        self._facts = facts
        self._grade = grade
        self._possibility = Possibility(facts)
        self._names: dict[str, list[tuple[str, str]]] = {}

    def flaws(self, question: Question) -> list[Flaw]:
        """Everything that is wrong with the question; nothing for one that can be trusted."""
        found = [*self._found(question), *self._graded(question)]
        return [Flaw(code, question.card.key, question.kind, detail) for code, detail in found]

    def _found(self, question: Question) -> Found:
        fact = self._facts.facts.get(question.card.fact)
        if fact is None:
            if question.card.fact not in self._facts.written:
                yield "P101", f"there is no fact {question.card.fact}"
            return
        if not any(not isinstance(claim.value, Unknown) for claim in fact.claims):
            yield "P101", f"no source states a value for {fact.id}"
            return
        yield from self._sourced(question, fact)
        check = Proof.cited if question.direction == "source" else _CHECKS.get(question.kind)
        if check:
            yield from check(self, question, fact)

    def _sourced(self, question: Question, fact: Fact) -> Found:
        source = self._facts.sources.get(question.source.id)
        if question.source.id not in {one.source for one in documents.said(fact)}:
            yield "P112", f"{question.source.id!r} is not the source of a claim of {fact.id}"
        elif source is not None and source.party and not question.attribution:
            yield "P112", f"{question.source.id!r} is a party and the question does not name it"

    def _graded(self, question: Question) -> Found:
        key = question.key if question.kind != "flashcard" else 3
        if not self._is_right(question, key):
            yield "P108", f"the key {key!r}"
        if not self._refuses(question, {"dont_know": True}):
            yield "P109", "not knowing"
        for response in self._wrong_responses(question):
            if not self._refuses(question, response):
                yield "P109", f"{response!r}"

    def _is_right(self, question: Question, response: object) -> bool:
        try:
            verdict = self._grade(question, response)
        except WrongShape:
            return False
        return verdict.correct is True and verdict.score == 1.0

    def _refuses(self, question: Question, response: object) -> bool:
        try:
            return self._grade(question, response).correct is not True
        except WrongShape:
            return True

    def _wrong_responses(self, question: Question) -> Iterator[object]:
        letters = [option.id for option in question.options]
        if question.kind == "choice":
            yield from (letter for letter in letters if letter != question.key)
        elif question.kind == "multiple":
            yield from ([letter] for letter in letters)
            yield from ([*question.key, letter] for letter in letters if letter not in question.key)
            yield []
        elif question.kind == "truefalse":
            yield not question.key
        elif question.kind in ("typed", "cloze"):
            yield from self._names_of_others(question)
            yield ""
        elif question.kind == "timeline":
            yield from together.wrong_orders(question.key)
        elif question.kind == "matching":
            yield from together.wrong_pairs(question)
        elif question.kind in ("date", "number", "locate"):
            yield from self._values_of_others(question)

    def _values_of_others(self, question: Question) -> Iterator[object]:
        """What the same attribute says of other entities, as far as it cannot be true of this one."""
        fact = self._facts.facts.get(question.card.fact)
        if fact is None:
            return
        for other in self._possibility.beside(fact, MOST_RIVALS):
            for value in _stated(other):
                if isinstance(value, (PartialDate, MonthDay)) and not self._possibility.possible(fact, value):
                    yield value.text
                elif isinstance(value, Number) and not self._possibility.possible(fact, value):
                    yield f"{value.amount:f}"

    def _names_of_others(self, question: Question) -> Iterator[str]:
        """The names of the same type that stand nearest in the alphabet."""
        entity = self._facts.entities.get(self._answer_entity(question))
        if entity is None:
            return
        accepted = {fold(text) for text in question.accepts}
        names = self._names_by_type(entity.type)
        here = bisect_left(names, (fold(question.answer), ""))
        for plain, text in names[max(0, here - MOST_RIVALS) : here + MOST_RIVALS]:
            if plain not in accepted:
                yield text

    def _names_by_type(self, entity_type: str) -> list[tuple[str, str]]:
        if entity_type not in self._names:
            entities = (one for one in self._facts.entities.values() if one.type == entity_type)
            self._names[entity_type] = sorted(
                (fold(name.text), name.text) for entity in entities for name in entity.names
            )
        return self._names[entity_type]

    def _answer_entity(self, question: Question) -> str:
        fact = self._facts.facts.get(question.card.fact)
        if fact is None:
            return ""
        return fact.entity if question.direction == "reverse" else str(question.value)

    def offered(self, question: Question, fact: Fact) -> Found:
        """Choice and multiple: the options one by one, two by two, and in their order."""
        letters = [option.id for option in question.options]
        keys = set(question.key if isinstance(question.key, (list, tuple)) else [question.key])
        if not keys <= set(letters):
            yield "P102", f"{sorted(keys)} of {letters}"
            return
        backwards = question.direction == "reverse"
        if not backwards:
            yield from self._of_one_form(question, fact)
        for option in question.options:
            right = self._right_entity if backwards else self._right_value
            wrong = self._wrong_entity if backwards else self._wrong_value
            if option.id in keys and not right(option, fact):
                yield "P103", f"{option.text!r}"
            if option.id not in keys and not wrong(option, fact):
                yield "P104", f"{option.text!r}"
        yield from self._distinct(question, fact)

    def _right_value(self, option: Option, fact: Fact) -> bool:
        """Stated of the entity, or of another event at the same place that one stem asks about too."""
        value = self._possibility.read(option.value, fact)
        mates = self._possibility.facts_about(fact.entity, fact.attribute)
        if any(self._possibility.stated(mate, value) for mate in mates):
            return True
        return any(
            self._possibility.stated(other, value)
            for place in spellings.tied(self._possibility, fact.entity)
            for other in self._possibility.events_at(place, fact.attribute)
        )

    def _wrong_value(self, option: Option, fact: Fact) -> bool:
        value = self._possibility.read(option.value, fact)
        return not self._possibility.possible(fact, value)

    def _right_entity(self, option: Option, fact: Fact) -> bool:
        asked = self._asked_of(option, fact)
        return any(self._possibility.stated(other, value) for other in asked for value in _stated(fact))

    def _wrong_entity(self, option: Option, fact: Fact) -> bool:
        """Known to have another value: not merely without one."""
        asked = self._asked_of(option, fact)
        if option.value not in self._facts.entities:
            return self._asserted_wrong(option, fact)
        if self._possibility.confusable(option.value, fact.entity):
            return False
        if not asked:
            return self._asserted_wrong(option, fact)
        values = _stated(fact)
        known = [other for other in asked if _stated(other)]
        if any(isinstance(one, Number) and one.is_lower_bound for other in known for one in _stated(other)):
            return False
        return bool(known) and not any(
            self._possibility.possible(other, value) for other in asked for value in values[:1]
        )

    def _asserted_wrong(self, option: Option, fact: Fact) -> bool:
        """Whether the author says so, and no name of the right entity says otherwise."""
        attribute = self._facts.attributes[fact.attribute]
        decoys = [decoy.value for decoy in (*attribute.reverse_decoys, *fact.reverse_decoys)]
        if fold(option.text) in spellings.of(self._facts, self._possibility, [EntityRef(fact.entity)]):
            return False
        return option.value in [value.id if isinstance(value, EntityRef) else value for value in decoys]

    def _asked_of(self, option: Option, fact: Fact) -> list[Fact]:
        if option.value not in self._facts.entities:
            return []
        about = self._possibility.facts_about(option.value, fact.attribute)
        return [other for other in about if dict(other.qualifiers) == dict(fact.qualifiers)]

    def _distinct(self, question: Question, fact: Fact) -> Found:
        values = [self._value(option, question, fact) for option in question.options]
        texts = [fold(option.text) or option.text for option in question.options]
        for second, text in enumerate(texts):
            for first in range(second):
                if text == texts[first] or self._alike(values[first], values[second]):
                    pair = f"{question.options[first].text!r} and {question.options[second].text!r}"
                    yield "P105", pair
        orders = [_order(value, option.text) for value, option in zip(values, question.options, strict=True)]
        if any(later < earlier for earlier, later in pairwise(orders)):
            yield "P107", " · ".join(option.text for option in question.options)

    def _value(self, option: Option, question: Question, fact: Fact) -> Value:
        if question.direction == "reverse":
            return EntityRef(option.value) if option.value in self._facts.entities else option.text
        return self._possibility.read(option.value, fact)

    def _alike(self, one: Value, other: Value) -> bool:
        if isinstance(one, EntityRef) and isinstance(other, EntityRef):
            return self._possibility.confusable(one.id, other.id)
        if isinstance(one, PartialDate) and isinstance(other, PartialDate):
            hours = {date.time for date in (one, other) if date.time and not date.about}
            return one.overlaps(other) and len(hours) < 2
        return one == other

    def _of_one_form(self, question: Question, fact: Fact) -> Found:
        forms = {
            form
            for option in question.options
            if (form := self._form(self._possibility.read(option.value, fact))) is not None
        }
        if len(forms) > 1:
            yield "P106", " · ".join(option.text for option in question.options)

    def _form(self, value: Value) -> object:
        if isinstance(value, PartialDate):
            return value.precision, grain(value)
        if isinstance(value, EntityRef):
            return self._facts.entities[value.id].type
        return None

    def cited(self, question: Question, fact: Fact) -> Found:
        """Which document, whose, of when: the key is that of the claim, no other may say the same."""
        yield from documents.misattributed(self._facts, self._possibility, question, fact)

    def claimed(self, question: Question, fact: Fact) -> Found:
        """True or false: the value said is a stated one, or one that cannot be."""
        value = self._possibility.read(str(question.judging.get("said", "")), fact)
        if question.key is True and not self._possibility.stated(fact, value):
            yield "P103", f"{question.stem!r}"
        if question.key is False and self._possibility.possible(fact, value):
            yield "P104", f"{question.stem!r}"

    def paired(self, question: Question, _fact: Fact) -> Found:
        """Matching: no second assignment is right, and spare targets are wrong for every item."""
        yield from together.mispaired(self._facts, self._possibility, question)

    def ordered(self, question: Question, _fact: Fact) -> Found:
        """Timeline: there is one order only."""
        yield from together.misordered(self._facts, question)

    def written(self, question: Question, fact: Fact) -> Found:
        """Date, number and place on the map: the key is what a source states."""
        key = question.key
        if question.kind == "locate":
            stated = any(
                isinstance(one, Point) and [one.latitude, one.longitude] == key for one in _stated(fact)
            )
        else:
            stated = self._possibility.stated(fact, self._possibility.read(str(key), fact))
        if not stated:
            yield "P103", f"{key!r}"

    def named(self, question: Question, fact: Fact) -> Found:
        """Typed and cloze: every spelling accepted is one of the answer."""
        yield from spellings.misnamed(self._facts, self._possibility, question, fact)


def _stated(fact: Fact) -> list[Value]:
    return [claim.value for claim in fact.claims if not isinstance(claim.value, Unknown)]


def _order(value: Value, text: str) -> tuple[object, ...]:
    if isinstance(value, (PartialDate, MonthDay)):
        return value.order
    if isinstance(value, Number):
        return (value.amount,)
    plain = fold(text)
    for article in ARTICLES:
        plain = plain.removeprefix(article)
    return (re.sub(r"\d+", lambda figures: figures[0].zfill(12), plain),)


_CHECKS: dict[str, Callable[[Proof, Question, Fact], Found]] = {
    "choice": Proof.offered,
    "multiple": Proof.offered,
    "truefalse": Proof.claimed,
    "typed": Proof.named,
    "cloze": Proof.named,
    "date": Proof.written,
    "number": Proof.written,
    "locate": Proof.written,
    "matching": Proof.paired,
    "timeline": Proof.ordered,
}
