"""A learner who has been here before: some days lived through the services, so that later kinds are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from quizapp.config import read_settings
from quizapp.db.engine import open_engine, open_sessions
from quizapp.services import accounts, study
from quizapp.services.sealing import Seal
from quizapp.services.study.results import Answer, Task
from tests.browser.driver import Learner

PASSWORD = "correct horse battery"
ROLLOVER = timedelta(hours=4)
NOON = time(12, tzinfo=UTC)
"""Far from where a study day begins: what is answered yesterday must not be of today."""


def live(
    data: Path, name: str, slug: str, *, days: int = 2, yesterday: Sequence[str] = (), **settings: Any
) -> None:
    """Make an account in a site's database that studied a set on each of the days before today.

    The sets of `yesterday` were studied on the last of them only.
    """
    site = read_settings({"QUIZAPP_DATA": str(data)})
    engine = open_engine(site.database_url)
    today = datetime.combine((datetime.now(UTC) - ROLLOVER).date(), NOON)
    with open_sessions(engine)() as session:
        first = today - timedelta(days=days)
        account = accounts.register(session, None, username=name, password=PASSWORD, now=first)
        study.change_settings(
            session, account.learner_id, {"new_per_day": 60, "answers_per_day": 300} | settings
        )
        study.go_on(session, account.learner_id, first)
        for day in range(days, 0, -1):
            for each in (slug, *(yesterday if day == 1 else ())):
                study_all(
                    session, Seal(site.secret_key), account.learner_id, each, today - timedelta(days=day)
                )
    engine.dispose()


def study_all(session: Session, seal: Seal, learner_id: int, slug: str, now: datetime) -> None:
    """Answer everything of a day right, a minute each."""
    for minute in range(400):
        at = now + timedelta(minutes=minute % 100)
        turn = study.next_question(session, seal, learner_id, slug, at)
        if turn.task is None:
            return
        given = Answer(
            review_id=turn.task.review_id,
            question_id=turn.task.question_id,
            response=right_response(turn.task),
            ms=4000,
        )
        study.answer(session, seal, learner_id, given, at)


def right_response(task: Task) -> Any:
    """What answers a question right."""
    if task.showing == "show":
        return {"got_it": True}
    if task.question.kind == "flashcard":
        return 3
    key = task.question.key
    return str(key) if task.question.kind == "number" else key


def sign_in(learner: Learner, name: str) -> None:
    """Sign in as one of them."""
    learner.page.goto("/login")
    learner.page.get_by_label("Username or e-mail").fill(name)
    learner.page.get_by_label("Password", exact=True).fill(PASSWORD)
    learner.page.get_by_role("button", name="Sign in").click()
