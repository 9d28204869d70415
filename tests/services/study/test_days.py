"""Study days as a learner lives them: evenings and mornings, journeys around the world, any year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core import study_days
from quizapp.db.study import ReviewRow
from quizapp.services import accounts, progress, study

Pupil = Any


@pytest.mark.parametrize(
    ("zone", "evening"),
    [
        ("Europe/Berlin", "2025-03-29T21:00"),
        ("Europe/Berlin", "2025-10-25T21:00"),
        ("America/St_Johns", "2025-11-01T21:00"),
        ("Australia/Lord_Howe", "2025-10-04T21:00"),
        ("UTC", "2025-05-01T21:00"),
    ],
)
def test_good_in_the_evening_and_good_next_morning_are_one_day(pupil: Pupil, zone: str, evening: str) -> None:
    study.change_settings(pupil.session, pupil.learner_id, {"zone": zone, "new_per_day": 1})
    pupil.now = datetime.fromisoformat(evening).replace(tzinfo=study_days.zone(zone))
    pupil.answer(right=False)
    pupil.now += timedelta(hours=3)
    pupil.answer()
    pupil.now = pupil.now.replace(hour=7)
    pupil.answer()
    log = pupil.session.execute(
        select(ReviewRow.role, ReviewRow.study_day).order_by(ReviewRow.sequence)
    ).all()
    assert [row.role for row in log] == ["meeting", "repeat", "counted"]
    assert log[1].study_day == log[0].study_day == log[2].study_day - timedelta(days=1)


def test_flying_around_the_world_makes_no_day_count_twice(pupil: Pupil) -> None:
    zones = ("Pacific/Kiritimati", "Europe/Berlin", "Pacific/Honolulu", "Pacific/Apia") * 2
    for zone in zones:
        study.change_settings(pupil.session, pupil.learner_id, {"zone": zone})
        pupil.finish_day()
        pupil.now += timedelta(hours=9)
    lines = progress.calendar(pupil.session, pupil.learner_id, pupil.now)
    days = [line.day for line in lines.days]
    assert days == sorted(set(days))
    assert lines.streak <= len(days) <= 1 + (days[-1] - days[0]).days
    assert pupil.memory_differs() == []


@pytest.mark.parametrize("year", [1970, 2039, 9990])
def test_learners_begin_in_any_year(session: Session, pupil: Pupil, year: int) -> None:
    pupil.now = datetime(year, 12, 30, 12, tzinfo=UTC)
    pupil.learner_id = accounts.create_guest(session, pupil.now, "Pacific/Kiritimati")
    assert pupil.finish_day() == 5
    assert pupil.memory_differs() == []
