"""Small sets and learners for the tests of services."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.db.study import CardRow, Enrolment, StudyDay
from quizapp.services import accounts, library, study
from quizapp.services.sealing import Seal
from quizapp.services.study.replaying import differing_cards
from quizapp.services.study.results import Answer, Outcome, Task, Turn
from tests.db.citus_rules import refusal

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC)
CAPITALS = {
    "France": "Paris",
    "Italy": "Rome",
    "Spain": "Madrid",
    "Norway": "Oslo",
    "Peru": "Lima",
    "Japan": "Tokyo",
    "Kenya": "Nairobi",
    "Chile": "Santiago",
    "Egypt": "Cairo",
    "Ghana": "Accra",
    "Cuba": "Havana",
    "Nepal": "Kathmandu",
}
PublishTable = Callable[..., library.Published]


@pytest.fixture(autouse=True)
def every_statement_is_one_that_a_cluster_takes() -> Iterator[None]:
    """Learners may be spread over the servers of a cluster, which refuses some statements."""
    refused = set()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if reason := refusal(statement):
            refused.add((reason, statement))

    event.listen(Engine, "before_cursor_execute", note)
    yield
    event.remove(Engine, "before_cursor_execute", note)
    assert refused == set()


@pytest.fixture
def seal() -> Seal:
    return Seal("a secret key of the tests")


@pytest.fixture
def publish(session: Session) -> PublishTable:
    """Publish a table of two columns as a set."""

    def publish(
        facts: Mapping[str, str] = CAPITALS, *, name: str = "capitals", owner_id: int | None = None
    ) -> library.Published:
        table = "Country,Capital\n" + "".join(f"{one},{other}\n" for one, other in facts.items())
        document = load.document_of_text(table, f"{name}.csv")
        return library.publish(session, document, owner_id, NOW)

    return publish


@pytest.fixture
def learner(session: Session) -> int:
    """A learner whose clock shows UTC, past their first five facts."""
    account = accounts.register(session, None, username="aysel", password="correct horse", now=NOW)
    return account.learner_id


@dataclass
class Pupil:
    """A learner with a clock, who answers what comes."""

    session: Session
    seal: Seal
    learner_id: int
    now: datetime = NOW
    slug: str | None = "capitals"

    def next(self) -> Turn:
        return study.next_question(self.session, self.seal, self.learner_id, self.slug, self.now)

    def task(self) -> Task:
        task = self.next().task
        assert task is not None
        return task

    def send(self, task: Task, response: Any, **fields: Any) -> Outcome:
        given = {"review_id": task.review_id, "question_id": task.question_id, "ms": 2_000} | fields
        return study.answer(
            self.session, self.seal, self.learner_id, Answer(response=response, **given), self.now
        )

    def answer(self, *, right: bool = True) -> Outcome:
        """Answer the current question; 20 seconds pass."""
        task = self.task()
        outcome = self.send(task, right_response(task) if right else {"dont_know": True})
        self.now += timedelta(seconds=20)
        return outcome

    def finish_day(self, *, right: bool = True, most: int = 200) -> int:
        """Answer until nothing is left today; returns how many answers it took."""
        for count in range(most):
            if self.next().task is None:
                return count
            self.answer(right=right)
        raise AssertionError("the day does not end")

    def sleep(self, days: int = 1) -> None:
        """Go to noon of a later day."""
        self.now = (self.now + timedelta(days=days)).replace(hour=12, minute=0, second=0)

    def stored(self) -> dict[str, Any]:
        """Everything of the learner's that an undone answer must not have changed."""
        connection = self.session.connection()
        day = connection.execute(
            select(StudyDay.__table__)
            .where(StudyDay.learner_id == self.learner_id)
            .order_by(StudyDay.study_day)
        ).all()
        cards = connection.execute(
            select(CardRow.__table__).where(CardRow.learner_id == self.learner_id).order_by(CardRow.card_id)
        ).all()
        meetings = connection.execute(
            select(Enrolment.__table__).where(Enrolment.learner_id == self.learner_id)
        ).all()
        return {
            "cards": [tuple(card) for card in cards],
            "days": [
                {
                    **{name: getattr(row, name) for name in ("answered", "counted", "right", "met", "ms")},
                    "figures": row.figures,
                    "queue": row.session.get("queue"),
                    "left_out": row.session.get("left_out"),
                    "shown": {key: one["q"] for key, one in row.session.get("current", {}).items()},
                }
                for row in day
            ],
            "enrolments": [tuple(row) for row in meetings],
        }

    def memory_differs(self) -> list[tuple[int, str]]:
        """Cards whose stored memory is not what the log gives."""
        return list(differing_cards(self.session, self.learner_id))


def right_response(task: Task) -> Any:
    """A response that is right, whatever the kind."""
    if task.showing == "show":
        return {"got_it": True}
    return 3 if task.question.kind == "flashcard" else task.question.key


@pytest.fixture
def pupil(session: Session, seal: Seal, learner: int, publish: PublishTable) -> Pupil:
    """A learner with an account, and a set of capitals to study."""
    publish()
    return Pupil(session, seal, learner)


@pytest.fixture
def guest(session: Session, seal: Seal, publish: PublishTable) -> Pupil:
    """A visitor who has not registered."""
    publish()
    return Pupil(session, seal, accounts.create_guest(session, NOW, "UTC"))
