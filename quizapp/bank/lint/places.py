"""Where facts and written questions stand in a set's document."""

from __future__ import annotations

from quizapp.bank.faults import Path
from quizapp.core.facts import FactSet


def fact_path(facts: FactSet, id: str) -> Path:
    """The path of a fact or written question by its id; () where the set has none."""
    fact = facts.facts.get(id)
    if fact:
        return ("entities", fact.entity, "facts", fact.attribute)
    if id in facts.written:
        return ("questions", list(facts.written).index(id))
    return ()
