"""A site in a folder with one learner who has many cards and a long log; rows are inserted in bulk."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from quizapp.bank import load
from quizapp.core.memory import DEFAULT, Role
from quizapp.core.study_days import days_after
from quizapp.db.base import Base, mint_id
from quizapp.db.engine import open_engine, open_sessions, writing
from quizapp.db.study import CardRow, Enrolment, Learner, ReviewRow, StudyDay
from quizapp.services import accounts, library, study
from quizapp.services.library import shelf
from quizapp.services.sealing import Seal
from quizapp.services.study.results import Answer, Outcome, Task, Turn

SET = "places"
SYLLABLES = ["ba", "ke", "mi", "lo", "nu", "ra", "te", "si", "vo", "du", "pa", "re", "no", "li", "ga", "zu"]
DUE_TODAY = 400
ROWS_AT_ONCE = 5_000
LONGEST_LOG_DAYS = 1_000


class Site:
    """A SQLite file, a published set of `cards` cards, and one learner who was introduced to all of them.

    `DUE_TODAY` cards are due now, the others on later days, as many on each.
    """

    def __init__(self, folder: Path, cards: int, reviews: int = 0) -> None:
        self.engine = open_engine(f"sqlite:///{folder / f'site-{cards}-{reviews}.sqlite3'}")
        Base.metadata.create_all(self.engine)
        self.session = open_sessions(self.engine)()
        self.seal = Seal("a key for benchmarks")
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)
        document = load.document_of_text(_table(cards), f"{SET}.csv")
        library.publish(self.session, document, None, self.now)
        account = accounts.register(
            self.session, None, username="learner", password="long enough 1", now=self.now
        )
        self.learner_id = account.learner_id
        self._introduce(cards)
        if reviews:
            self._log(reviews)
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
                update(Learner).where(Learner.learner_id == self.learner_id).values(answers_per_day=DUE_TODAY)
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
        due = days_after(today, place // DUE_TODAY)
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

    def _log(self, reviews: int) -> None:
        """A log of so many counted answers over up to `LONGEST_LOG_DAYS` days, and the days' totals."""
        connection = self.session.connection()
        numbers = list(
            connection.scalars(select(CardRow.card_id).where(CardRow.learner_id == self.learner_id))
        )
        set_id = connection.scalar(select(Enrolment.set_id).where(Enrolment.learner_id == self.learner_id))
        days = min(LONGEST_LOG_DAYS, max(1, reviews // 100))
        chance = random.Random(2)
        with writing(self.session) as connection:
            rows = (
                self._review(
                    set_id, numbers[place % len(numbers)], place, days - place * days // reviews, chance
                )
                for place in range(reviews)
            )
            for some in _parts(rows):
                connection.execute(insert(ReviewRow), some)
            connection.execute(
                insert(StudyDay), [self._day(set_id, ago, reviews // days) for ago in range(days, 0, -1)]
            )
            connection.execute(
                update(StudyDay)
                .where(StudyDay.learner_id == self.learner_id, StudyDay.study_day == self.now.date())
                .values(sequence=reviews)
            )

    def _review(
        self, set_id: Any, card_id: int, place: int, ago: int, chance: random.Random
    ) -> dict[str, Any]:
        day = self.now.date() - timedelta(days=ago)
        right = chance.random() < 0.9
        return {
            "learner_id": self.learner_id,
            "review_id": mint_id(),
            "position": 0,
            "sequence": place + 1,
            "card_id": card_id,
            "set_id": set_id,
            "score": float(right),
            "correct": right,
            "rating": 3 if right else 1,
            "study_day": day,
            "answered_at": self.now - timedelta(days=ago),
            "received_at": self.now - timedelta(days=ago),
            "recall": 0.5 + chance.random() / 2,
            "due_day": day + timedelta(days=20),
            **REVIEW,
        }

    def _day(self, set_id: Any, ago: int, reviews: int) -> dict[str, Any]:
        right = int(reviews * 0.9)
        return {
            "learner_id": self.learner_id,
            "study_day": self.now.date() - timedelta(days=ago),
            "answered": reviews,
            "counted": reviews,
            "right": right,
            "met": 10,
            "ms": reviews * 3_000,
            "cleared": True,
            "sequence": 0,
            "figures": {
                "sets": {str(set_id): {"answered": reviews, "counted": reviews, "right": right, "met": 10}},
                "kinds": {
                    f"{kind}/{strength}": {"counted": reviews // 12, "right": reviews // 13}
                    for kind in ("choice", "typed", "cloze", "matching")
                    for strength in ("learning", "young", "strong")
                },
                "recall": {
                    str(place): {"counted": reviews // 10, "right": reviews // 11, "sum": reviews / 11}
                    for place in range(10)
                },
            },
            "session": {},
        }


REVIEW: Mapping[str, Any] = {
    "action": "answer",
    "body_hash": 1,
    "revision_id": 1,
    "context": "study",
    "role": str(Role.COUNTED),
    "direction": "forward",
    "kind": "choice",
    "seed": 1,
    "generator": 1,
    "variant": "",
    "companions": [],
    "option_count": 4,
    "options": [["a", "1"], ["b", "2"], ["c", "3"], ["d", "4"]],
    "language": "en",
    "response": "a",
    "chosen": "1",
    "reason": "",
    "guess": 0.25,
    "dont_know": False,
    "hint": False,
    "override": False,
    "easy": False,
    "exposed": False,
    "ms": 3_000,
    "zone": "UTC",
    "day_position": 1,
    "input": "",
    "offline": False,
    "tier": 1,
    "tier_before": 1,
    "has_open_kind": True,
    "stability_before": 10.0,
    "difficulty_before": 5.0,
    "stability": 20.0,
    "difficulty": 5.0,
    "desired_retention": 0.9,
    "maximum_interval": 36_500,
    "fit_id": DEFAULT.id,
}


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
