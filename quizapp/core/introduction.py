"""In which order a set's facts are met: by level, topic and place, but never before what they build upon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from quizapp.core.facts import Fact, WrittenQuestion

LEVELS = ("core", "more", "detail")
Thing = Fact | WrittenQuestion


def ordered(things: Iterable[Thing], topics: Sequence[str]) -> list[Thing]:
    """The things in the order of introduction; what one names as `after` is drawn before it.

    Facts that wait for each other in a circle are all met: the circle is opened before the one that comes
    first by level, topic and place.
    """
    places = {topic: place for place, topic in enumerate(topics)}

    def rank(thing: Thing) -> tuple[int, int, int]:
        return LEVELS.index(thing.level), places.get(thing.topic, len(places)), thing.order

    by_rank = sorted(things, key=rank)
    known = {thing.id: thing for thing in by_rank if isinstance(thing, Fact)}
    placed: dict[str, Thing] = {}
    for thing in by_rank:
        _place(thing, known, placed, set())
    return list(placed.values())


def _place(thing: Thing, known: Mapping[str, Fact], placed: dict[str, Thing], waiting: set[str]) -> None:
    """Place a thing behind all that it comes after, unless that waits for it in turn."""
    todo = [thing]
    while todo:
        one = todo[-1]
        waiting.add(one.id)
        earlier = [known[name] for name in earlier_facts(one) if name in known]
        missing = [fact for fact in earlier if fact.id not in placed and fact.id not in waiting]
        if missing:
            todo.append(missing[0])
        else:
            placed.setdefault(one.id, todo.pop())


def earlier_facts(thing: Thing) -> tuple[str, ...]:
    """The ids of the facts that are introduced first."""
    return thing.after if isinstance(thing, Fact) else ()
