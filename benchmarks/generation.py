"""Speed of making questions: in a small set and in one a hundred times larger."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from quizapp.bank.load import load_set
from quizapp.core.calendar import day_date
from quizapp.core.facts import (
    Attribute,
    Claim,
    Entity,
    EntityRef,
    EntityType,
    Fact,
    FactSet,
    Name,
    Number,
    Point,
    Source,
    Value,
    ValueType,
)
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof, contradictions
from quizapp.core.questions import Card

SIZES = (200, 2_000, 20_000)
ATTRIBUTES: tuple[tuple[str, ValueType], ...] = (
    ("capital", "entity"),
    ("founded", "date"),
    ("population", "number"),
    ("motto", "text"),
)
SYLLABLES = ["ba", "ke", "mi", "lo", "nu", "ra", "te", "si", "vo", "du", "pa", "re", "no", "li", "ga"]
KARABAKH = Path(__file__).parents[1] / "question_bank" / "karabakh-2020"


def main() -> None:
    """Print two tables: one choice question by size of the set, and proving a shipped set."""
    print(f"{'facts':>8}{'first time':>16}{'again':>12}{'asked for':>16}")
    for size in SIZES:
        generator = Generator(synthetic(size))
        cards = generator.cards()
        first, again = (_microseconds(generator, cards, seed) for seed in (0, 1))
        limit = "200 µs" if size == SIZES[0] else "twice the above"
        print(f"{size:>8,}{first:>13.0f} µs{again:>9.0f} µs{limit:>16}")
    print(f"\nmost memory used: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB (500 MB)")
    if KARABAKH.is_dir():
        _prove()


def _microseconds(generator: Generator, cards: Sequence[Card], seed: int) -> float:
    """Processor time for one choice question: the first time about a card, its pool is looked for."""
    start = time.process_time()
    for card in cards:
        generator.make(card, "choice", seed)
    return (time.process_time() - start) / len(cards) * 1e6


def _prove() -> None:
    facts = load_set(KARABAKH)
    start = time.process_time()
    questions = list(Generator(facts).questions())
    made = time.process_time()
    proof = Proof(facts, grade)
    flaws = [flaw for question in questions for flaw in proof.flaws(question)]
    flaws += contradictions(questions)
    proven = time.process_time()
    print(f"\n{facts.slug}: {len(questions)} questions made in {made - start:.2f} s, ", end="")
    print(f"proven in {proven - made:.2f} s, {len(flaws)} flaws (both: 3 s)")


def synthetic(size: int) -> FactSet:
    """States with a capital on the map, a day, a number and a text each: `size` facts."""
    chance = random.Random(1)
    entities: dict[str, Entity] = {}
    facts: dict[str, Fact] = {}
    for number in range(size // len(ATTRIBUTES)):
        point = Point(chance.uniform(-60, 70), chance.uniform(-180, 180))
        city, state = f"city-{number}", f"state-{number}"
        entities[city] = Entity(id=city, type="city", names=(Name(text=_name(chance)),), point=point)
        entities[state] = Entity(id=state, type="state", names=(Name(text=f"{_name(chance)} {number}"),))
        values: tuple[Value, ...] = (
            EntityRef(city),
            day_date(chance.randint(1500, 2000), chance.randint(1, 12), chance.randint(1, 28)),
            Number(Decimal(chance.randint(1_000, 90_000_000))),
            f"{_name(chance)} {_name(chance)}".lower(),
        )
        for (attribute, _), value in zip(ATTRIBUTES, values, strict=True):
            id = f"{state}.{attribute}"
            claims = (Claim(value=value, source="book", locator="1"),)
            facts[id] = Fact(id=id, entity=state, attribute=attribute, claims=claims, order=len(facts))
    return FactSet(
        slug="synthetic",
        title="Synthetic",
        hash=f"{size:064x}",
        sources={"book": Source(id="book", title="A book", short="a book")},
        types={
            "city": EntityType(id="city", one={"en": "city"}, many={"en": "cities"}),
            "state": EntityType(id="state", one={"en": "state"}, many={"en": "states"}),
        },
        attributes={
            name: Attribute(id=name, value_type=kind, of=("state",), reverse=kind != "number")
            for name, kind in ATTRIBUTES
        },
        entities=entities,
        facts=facts,
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(4)).title()


if __name__ == "__main__":
    main()
