"""A site in a folder with one learner who has many cards and a long log; rows are inserted in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from benchmarks import past
from quizapp.bank import load
from quizapp.core.study_days import days_after
from quizapp.db.base import Base
from quizapp.db.engine import open_engine, open_sessions, writing
from quizapp.db.study import CardRow, Enrolment, Learner, StudyDay
from quizapp.services import accounts, library, study
from quizapp.services.library import shelf
from quizapp.services.sealing import Seal
from quizapp.services.study.results import Answer, Outcome, Task, Turn

SET = "places"
SYLLABLES = ["ba", "ke", "mi", "lo", "nu", "ra", "te", "si", "vo", "du", "pa", "re", "no", "li", "ga", "zu"]
DUE_TODAY = 400
ROWS_AT_ONCE = 5_000
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
NAME, PASSWORD = "learner", "long enough 1"


class Site:
    """A SQLite file, a published set of `cards` cards, and one learner who was introduced to all of them.

    `due` cards are due now, the others on later days, as many on each; as many answers are the day's limit.
    """

    def __init__(
        self, folder: Path, cards: int, reviews: int = 0, *, now: datetime = MONDAY, due: int = DUE_TODAY
    ) -> None:
        self.due = due
        self.address = f"sqlite:///{folder / f'site-{cards}-{reviews}-{due}.sqlite3'}"
        self.engine = open_engine(self.address)
        Base.metadata.create_all(self.engine)
        self.session = open_sessions(self.engine)()
        self.seal = Seal("a key for benchmarks")
        self.now = now
        document = load.document_of_text(_table(cards), f"{SET}.csv")
        library.publish(self.session, document, None, self.now)
        account = accounts.register(self.session, None, username=NAME, password=PASSWORD, now=self.now)
        self.learner_id = account.learner_id
        self._introduce(cards)
        if reviews:
            self._log(cards, reviews)
        self.session.commit()

    def next(self) -> Turn:
        """The question to put now."""
        return study.next_question(self.session, self.seal, self.learner_id, SET, self.now)

    def answer(self, task: Task, *, right: bool = True) -> Outcome:
        """Answer a question; 20 seconds pass."""
        response = _right(task) if right or task.showing == "show" else {"dont_know": True}
        given = Answer(review_id=task.review_id, question_id=task.question_id, response=response, ms=3_000)
        outcome = study.answer(self.session, self.seal, self.learner_id, given, self.now)
        self.now += timedelta(seconds=20)
        return outcome

    def _introduce(self, cards: int) -> None:
        compiled = shelf.current(self.session, SET)
        assert compiled is not None
        self.next()  # enrols
        with writing(self.session) as connection:
            connection.execute(
                update(Learner).where(Learner.learner_id == self.learner_id).values(answers_per_day=self.due)
            )
            connection.execute(
                update(StudyDay).where(StudyDay.learner_id == self.learner_id).values(session={})
            )
            connection.execute(
                update(Enrolment).where(Enrolment.learner_id == self.learner_id).values(reverse=True)
            )
            numbers = list(compiled.cards)
            random.Random(1).shuffle(numbers)
            rows = (self._card(compiled.set_id, card, place) for place, card in enumerate(numbers[:cards]))
            for some in _parts(rows):
                connection.execute(insert(CardRow), some)

    def _card(self, set_id: int, card_id: int, place: int) -> dict[str, Any]:
        today = self.now.date()
        due = days_after(today, place // self.due)
        interval = 20 + place % 60
        return {
            "learner_id": self.learner_id,
            "card_id": card_id,
            "set_id": set_id,
            "stability": float(interval),
            "difficulty": 5.0,
            "last_day": min(due - timedelta(days=interval), today - timedelta(days=1)),
            "due_day": due,
            "met_day": today - timedelta(days=200),
            "reviews": 4,
            "lapses": 0,
            "tier": 1 + place % 3,
            "failed": False,
            "recalled": True,
            "corrected": False,
            "suspended": False,
            "last_at": self.now - timedelta(days=1),
            "kinds": {"choice": 3, "typed": 1},
            "last_stem": "",
            "seen_false": [],
        }

    def _log(self, cards: int, reviews: int) -> None:
        """So many reviews on earlier days, and the totals and cards that follow from them."""
        set_id = self.session.scalar(select(Enrolment.set_id).where(Enrolment.learner_id == self.learner_id))
        assert set_id is not None
        with writing(self.session) as connection:
            past.fill(
                connection,
                self.learner_id,
                set_id,
                cards=cards,
                reviews=reviews,
                today=self.now.date(),
            )


def _right(task: Task) -> Any:
    if task.showing == "show":
        return {"got_it": True}
    return 3 if task.question.kind == "flashcard" else task.question.key


def _table(cards: int) -> str:
    """A table that gives two cards a row: one for each direction."""
    chance = random.Random(1)
    rows = [f"{_name(chance)} {place},{_name(chance)}" for place in range(cards // 2)]
    return "Country,Capital\n" + "\n".join(rows)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(4)).title()


def _parts(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    while some := [row for row, _ in zip(rows, range(ROWS_AT_ONCE), strict=False)]:
        yield some
