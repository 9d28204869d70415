"""Many cards at once: set aside, made new again, set as known; logged, replayed and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from quizapp.services import progress, study
from quizapp.services.errors import Invalid

Pupil = Any


def keys(pupil: Pupil, strength: str = "") -> list[str]:
    query = progress.FactQuery(strength=strength)
    page = progress.search(pupil.session, pupil.learner_id, "capitals", query, pupil.now)
    return list(page.cards)


def test_reset_cards_are_new_again_and_their_log_is_kept(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    pupil.sleep(3)
    pupil.finish_day()
    introduced = [card for card in keys(pupil) if card not in keys(pupil, "new")]
    assert study.reset_cards(session, pupil.seal, pupil.learner_id, introduced[:3], now=pupil.now) == 3
    assert set(introduced[:3]) <= set(keys(pupil, "new"))
    assert pupil.memory_differs() == []
    pupil.sleep(1)
    pupil.finish_day()
    pupil.sleep(1)
    pupil.finish_day()
    assert pupil.memory_differs() == []
    history = progress.card_history(session, pupil.learner_id, introduced[0], pupil.now)
    assert "reset" in [event.role for event in history.events]


def test_cards_set_as_known_come_after_a_week_or_so(pupil: Pupil, session: Session) -> None:
    pupil.answer(right=False)
    cards = keys(pupil)
    assert study.set_known(session, pupil.seal, pupil.learner_id, cards, now=pupil.now) == len(cards)
    lines = progress.facts(session, pupil.learner_id, "capitals", pupil.now)
    assert {line.strength for line in lines} == {"young"}
    assert pupil.next().task is None
    assert pupil.memory_differs() == []


@pytest.mark.parametrize("act", [study.reset_cards, study.set_known])
def test_an_action_is_taken_back_without_a_trace(pupil: Pupil, session: Session, act: Any) -> None:
    pupil.finish_day()
    pupil.sleep(4)
    pupil.answer()
    pupil.next()
    before = pupil.stored()
    act(session, pupil.seal, pupil.learner_id, keys(pupil), now=pupil.now)
    assert pupil.memory_differs() == []
    pupil.next()
    study.undo(session, pupil.seal, pupil.learner_id, pupil.now)
    assert pupil.stored() == before
    assert pupil.memory_differs() == []


def test_cards_set_aside_together_are_taken_up_together(pupil: Pupil, session: Session) -> None:
    pupil.finish_day()
    assert study.suspend_cards(session, pupil.learner_id, keys(pupil)) == 8
    assert len(keys(pupil, "suspended")) == 8
    pupil.sleep(9)
    assert pupil.task().new
    assert study.suspend_cards(session, pupil.learner_id, keys(pupil), suspended=False) == 8


def test_nothing_and_too_much_are_refused(pupil: Pupil, session: Session) -> None:
    for cards in ([], ["x"] * 5_000):
        with pytest.raises(Invalid):
            study.set_known(session, pupil.seal, pupil.learner_id, cards, now=pupil.now)
    assert study.set_known(session, pupil.seal, pupil.learner_id, ["nonsense"], now=pupil.now) == 0
