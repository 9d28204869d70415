"""Places and dates of a set, with how well a learner knows each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.db.study import CardRow
from quizapp.services import atlas, library, study
from quizapp.services.atlas import Atlas, middle
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import current
from tests.services.conftest import NOW

TOWNS = """
set: towns
title: Towns
sources: {book: {title: The register, short: the register, party: no}}
source: book
types: {town: {one: town, many: towns}, event: {one: event, many: events}}
attributes:
  founded: {of: town, value: date, wording: {statement: "{entity} was founded on {value}."}}
  river: {of: town, value: text}
  place: {of: event, value: entity, range: town}
  took-place: {of: event, value: date, wording: {statement: "{entity} is dated {value}."}}
  fair: {of: town, value: month-day}
entities:
  arden: {type: town, names: [Arden], at: [46.1, 7.1], facts: {founded: 1861, river: Aar, fair: --05-01}}
  brill: {type: town, names: [Brill], at: [46.3, 7.9], facts: {founded: 1850-03}}
  corve: {type: town, names: [Corve], facts: {founded: {value: unknown, note: lost}}}
  flood:
    type: event
    names: [the flood]
    facts: {place: arden, took-place: {value: 1900-02-03, sensitive: harm}}
"""
Met = Callable[..., None]


@pytest.fixture
def towns(session: Session) -> None:
    library.publish(session, load.document_of_text(TOWNS, "towns.yaml"), None, NOW)


@pytest.fixture
def met(session: Session, learner: int, towns: None) -> Met:
    """Gives the learner a card of a fact, answered yesterday."""

    def meet(fact: str, stability: float, direction: str = "forward") -> None:
        study.enrol(session, learner, "towns", NOW)
        compiled = current(session, "towns")
        assert compiled is not None
        day = NOW.date() - timedelta(days=1)
        card = {"learner_id": learner, "card_id": compiled.ids[f"towns/{fact}/{direction}"]}
        state = {"set_id": compiled.set_id, "stability": stability, "difficulty": 5.0, "last_day": day}
        plain = {
            "due_day": day,
            "met_day": day,
            "last_at": NOW,
            "kinds": {},
            "last_stem": "",
            "seen_false": [],
        }
        flags = dict.fromkeys(("failed", "recalled", "corrected", "suspended"), False)
        session.execute(
            insert(CardRow).values(**card, **state, **plain, **flags, reviews=1, lapses=0, tier=1)
        )
        session.commit()

    return meet


def seen(session: Session, learner: int | None) -> Atlas:
    return atlas.atlas(session, learner, "towns", NOW)


def test_places_are_what_has_a_point(session: Session, towns: None) -> None:
    assert [place.name for place in seen(session, None).places] == ["Arden", "Brill"]


def test_an_event_tells_its_facts_under_its_place(session: Session, towns: None) -> None:
    wanting = replace(seen(session, None), sensitive=True)
    assert {fact.id for fact in wanting.places[0].facts} >= {
        "arden.founded",
        "flood.place",
        "flood.took-place",
    }


def test_what_is_sensitive_is_shown_to_those_who_want_it(session: Session, learner: int, towns: None) -> None:
    study.enrol(session, learner, "towns", NOW)
    assert "flood.took-place" not in [fact.id for _, fact in seen(session, learner).dated]
    study.change_enrolment(session, learner, "towns", {"sensitive": True})
    assert "flood.took-place" in [fact.id for _, fact in seen(session, learner).dated]


def test_dates_come_in_order_of_time(session: Session, towns: None) -> None:
    found = seen(session, None)
    assert [fact.id for _, fact in found.dated] == ["brill.founded", "arden.founded"]
    assert [fact.id for _, fact in found.recurring] == ["arden.fair"]
    assert [found.told(fact).note for fact in found.undated] == ["lost"]


def test_a_fact_shows_how_its_learner_stands(session: Session, learner: int, met: Met) -> None:
    met("brill.founded", 30.0)
    found = seen(session, learner)
    standing = {fact.id: found.standing(fact) for _, fact in found.dated}
    assert standing["arden.founded"].strength == "new"
    assert standing["arden.founded"].recall is None
    assert standing["brill.founded"].strength == "strong"
    assert 0.9 < (standing["brill.founded"].recall or 0) <= 1


def test_of_two_directions_the_weaker_one_counts(session: Session, learner: int, met: Met) -> None:
    met("brill.founded", 30.0)
    met("brill.founded", 1.0, "reverse")
    found = seen(session, learner)
    assert found.standing(found.dated[0][1]).strength == "learning"


@pytest.mark.parametrize(
    ("strengths", "shown"),
    [
        ([], "new"),
        (["new", "new"], "new"),
        (["new", "new", "strong"], "learning"),
        (["learning", "strong"], "learning"),
        (["young", "strong", "strong"], "strong"),
    ],
)
def test_a_place_shows_the_middle_of_its_facts(strengths: list[str], shown: str) -> None:
    assert middle(strengths) == shown


def test_a_set_has_the_views_that_it_can_fill(
    session: Session, publish: Callable[..., object], towns: None
) -> None:
    publish()
    assert atlas.views(session, "towns") == atlas.Views(map=True, timeline=True)
    assert atlas.views(session, "capitals") == atlas.Views(map=False, timeline=False)
    assert atlas.views(session, "nothing") == atlas.Views(map=False, timeline=False)


def test_there_is_no_atlas_of_no_set(session: Session) -> None:
    with pytest.raises(NotFound):
        atlas.atlas(session, None, "nothing", NOW)
