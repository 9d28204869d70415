"""Who has waited for a learner sees what the one before left, not what stood there when the wait began."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from time import sleep
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from quizapp.db.engine import open_sessions, writing, writing_core
from quizapp.services import study
from quizapp.services.study import rows
from quizapp.services.study.handling import number_of

Pupil = Any
LONG_ENOUGH_TO_WAIT = 0.3


def read(database: Engine, pupil: Pupil, card_id: int) -> rows.Found:
    with open_sessions(database)() as own, writing_core(own) as connection:
        return rows.read_whole(connection, pupil.learner_id, set_id=1, card_id=card_id, lock=True)


def test_a_card_set_aside_meanwhile_is_seen_so(pupil: Pupil, database: Engine) -> None:
    card = pupil.answer().card.key
    pupil.next()
    with open_sessions(database)() as other:
        card_id = number_of(other.connection(), card)
        other.rollback()
        with ThreadPoolExecutor(1) as pool:
            with writing(other):
                study.suspend(other, pupil.learner_id, card, pupil.now)
                waiting = pool.submit(read, database, pupil, card_id)
                sleep(LONG_ENOUGH_TO_WAIT)
                assert not waiting.done()
            found = waiting.result()
    assert found.card is not None
    assert found.card.suspended
    assert found.day is not None
    assert '"fetched": {}' in found.day.session or '"fetched":{}' in found.day.session


def test_there_may_be_no_day_yet(pupil: Pupil, database: Engine, session: Session) -> None:
    session.rollback()
    found = read(database, pupil, 1)
    assert found.learner is not None
    assert found.day is None
    assert found.card is None
