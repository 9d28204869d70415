"""Sets made to trip a generator: homonyms, containers, shared and unknown values, ranges beside days."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from quizapp.core.facts import FactSet, Number
from tests.factories import UNKNOWN, SetDraft

NAMES = (
    "Lachin",
    "Laçın",
    "lachin",
    "Upper Lachin",
    "Shusha",
    "Shushi",
    "<b>Bold</b>",
    "{entity}",
    "{{7*7}}",
    "____",
    "שושה",
    "🦉",
    "October",
    "May",
    "4 October 2020",
    "2020",
    "The Hague",
    "Llanfairpwllgwyngyll",
    "%s %(name)s",
    "'; DROP TABLE",
)
DATES = (
    "2020-10-04",
    "2020-10-05",
    "2020-10-17",
    "2020-10-17T12:00",
    "2020-10",
    "2020-11-05/2020-11-06",
    "2020-11-06/2020-11-08",
    "2020-11-20",
    "2020",
    "1861",
    "1861~",
    "1994-05-12",
    "2020-10-29/..",
)
DAYS = ("--10-04", "--10-05", "--10-17", "--10-25", "--11-25", "--02-29")
NUMBERS = ("6", "7", "8", "1000", "1001")
TEXTS = ("iron", "Iron", "gold", "tin", "the iron", "<i>lead</i>")
BOUNDS = ("exact", "about", "more-than", "at-least")
PLACES = tuple(f"place-{number}" for number in range(5))
DISTRICTS = tuple(f"district-{number}" for number in range(4))
EVENTS = tuple(f"event-{number}" for number in range(4))


def one_of(*values: object) -> st.SearchStrategy:
    return st.sampled_from(values)


@st.composite
def fact_sets(draw: st.DrawFn) -> FactSet:
    """A small set in which anything may go wrong."""
    draft = SetDraft("traps", party=draw(st.booleans()))
    draft.source("other", "another account")
    _attributes(draw, draft)
    everything = PLACES + DISTRICTS
    for place in everything:
        draft.entity(
            place,
            *draw(st.lists(one_of(*NAMES), min_size=1, max_size=3)),
            type="town" if place in PLACES else "district",
            part_of=tuple(draw(st.lists(one_of(*everything), max_size=2))),
            homonyms=tuple(draw(st.lists(one_of(*everything, "elsewhere"), max_size=1))),
            describe=tuple(draw(st.lists(one_of("the old town", "the town of Lachin"), max_size=1))),
        )
    for place in PLACES:
        _maybe(draw, draft, place, "in-district", one_of(*DISTRICTS))
        _maybe(draw, draft, place, "city-day", one_of(*DAYS))
        _maybe(draw, draft, place, "founded", one_of(*DATES))
        _maybe(draw, draft, place, "known-for", one_of(*TEXTS))
        _maybe(draw, draft, place, "villages", one_of(*NUMBERS))
        if draw(st.booleans()):
            values = draw(st.lists(one_of(*DISTRICTS), min_size=1, max_size=3, unique=True))
            draft.members(place, "touches", *values, complete=draw(st.booleans()))
    for event in EVENTS:
        draft.entity(event, type="event", describe=("a town changed hands",))
        draft.fact(event, "place", draw(one_of(*everything)), asked=False)
        _maybe(draw, draft, event, "taken-on", one_of(*DATES))
    return draft.build()


def _attributes(draw: st.DrawFn, draft: SetDraft) -> None:
    draft.type("district").type("event")
    draft.attribute("in-district", "entity", range=("district",), inverse_functional=draw(st.booleans()))
    draft.attribute("city-day", "month-day", decoys={"--08-26": "no such day"})
    draft.attribute("founded", "date", functional=draw(st.booleans()))
    draft.attribute("known-for", "text", inverse_functional=draw(st.booleans()))
    draft.attribute("villages", "number", reverse=draw(st.booleans()))
    draft.attribute("touches", "entity", range=("district",), many=True)
    draft.attribute("place", "entity", of="event")
    draft.attribute(
        "taken-on",
        "date",
        of="event",
        forward=draw(
            one_of(
                "on which date{in_year} was {place} taken?",
                "which of these dates is given for the taking of {place:name}?",
            )
        ),
        reverse="which of these was taken on {value}?",
        statement="{place} was taken on {value}.",
        label="{place:name}",
        why="{place}",
    )


def _maybe(draw: st.DrawFn, draft: SetDraft, entity: str, attribute: str, values: st.SearchStrategy) -> None:
    """Perhaps a fact, perhaps of two sources, perhaps unknown, perhaps with near truths."""
    what = draw(one_of("none", "unknown", "one", "one", "one", "two", "near", "derived"))
    kind = draft.attributes[attribute].value_type

    def value() -> object:
        drawn = draw(values)
        return Number(Decimal(drawn), "villages", draw(one_of(*BOUNDS))) if kind == "number" else drawn

    if what == "unknown":
        draft.fact(entity, attribute, UNKNOWN)
    elif what == "two":
        draft.fact(entity, attribute, {"book": value(), "other": value()})
    elif what == "near":
        draft.fact(entity, attribute, value(), never_offer={draw(values): "another account"})
    elif what != "none":
        draft.fact(entity, attribute, value(), derived="by us" if what == "derived" else "")
