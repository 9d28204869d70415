"""Learners: making one, giving one to an account, and deleting all that one owns."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.orm import Session

from quizapp.core import study_days
from quizapp.core.memory import DEFAULT
from quizapp.db.accounts import User
from quizapp.db.base import mint_learner_id
from quizapp.db.engine import writing
from quizapp.db.study import Learner
from quizapp.services.errors import NotFound
from quizapp.services.study.results import LearnerSettings


def create_guest(session: Session, now: datetime, zone: str) -> int:
    """Make a learner without an account; returns the learner's id. An unknown zone becomes UTC."""
    with writing(session) as connection:
        return add_learner(connection, now, zone, guest=True)


def attach_learner(session: Session, user_id: int, learner_id: int | None, now: datetime, zone: str) -> int:
    """Give an account its learner (the guest's, or a new one); returns the learner's id.

    An account that has one keeps it. Raises NotFound when there is no such account.
    """
    with writing(session) as connection:
        found = connection.execute(
            select(User.learner_id).where(User.id == user_id).with_for_update()
        ).one_or_none()
        if found is None:
            raise NotFound("there is no such account")
        if found.learner_id is not None:
            return int(found.learner_id)
        own = take_guest(connection, learner_id) or add_learner(connection, now, zone, guest=False)
        connection.execute(update(User).where(User.id == user_id).values(learner_id=own))
        return own


def delete_learner(session: Session, learner_id: int) -> None:
    """Delete everything a learner owns, and the account behind it if there is one."""
    with writing(session) as connection:
        connection.execute(delete(User).where(User.learner_id == learner_id))
        connection.execute(delete(Learner).where(Learner.learner_id == learner_id))


def add_learner(connection: Connection, now: datetime, zone: str, *, guest: bool) -> int:
    """Insert a learner with the default settings."""
    learner_id = mint_learner_id(now)
    where = _known_zone(zone)
    settings = LearnerSettings()
    connection.execute(
        insert(Learner).values(
            learner_id=learner_id,
            created_at=now,
            seen_on=study_days.study_day(now, study_days.zone(where)),
            guest=guest,
            first_go=guest,
            zone=where,
            rollover_hour=settings.rollover_hour,
            answers_per_day=settings.answers_per_day,
            new_per_day=settings.new_per_day,
            desired_retention=settings.desired_retention,
            maximum_interval=settings.maximum_interval,
            easy_weekdays=0,
            show_first=settings.show_first,
            recall_only=settings.recall_only,
            no_typing=settings.no_typing,
            fit_id=DEFAULT.id,
            language=settings.language,
            theme=settings.theme,
            reduced_motion=settings.reduced_motion,
            more={},
        )
    )
    return learner_id


def take_guest(connection: Connection, learner_id: int | None) -> int | None:
    """Make a guest a full learner; None if it is no guest (any more)."""
    taken = connection.execute(
        update(Learner)
        .where(Learner.learner_id == learner_id, Learner.guest.is_(True), Learner.merged_into.is_(None))
        .values(guest=False, first_go=False)
    )
    return learner_id if taken.rowcount else None


def _known_zone(name: str) -> str:
    try:
        study_days.zone(name)
    except study_days.UnknownZone:
        return "UTC"
    return name
