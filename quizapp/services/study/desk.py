"""A learner at work: read under the lock, changed in memory, written back once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, update

from quizapp.core import study_days
from quizapp.core.memory import Parameters, Schedule
from quizapp.core.questions import QuestionId
from quizapp.core.queue import Session as QueueSession
from quizapp.core.queue import towards_exam
from quizapp.db.base import mint_id
from quizapp.db.engine import compact_json
from quizapp.db.study import Learner, StudyDay
from quizapp.services.errors import NotFound
from quizapp.services.library.shelf import Shelf, shelf
from quizapp.services.sealing import Seal
from quizapp.services.study import rows
from quizapp.services.study.fits import parameters_of
from quizapp.services.study.memo import Memo, Reading, memo, queue_of, queue_values, session_text
from quizapp.services.study.patches import Patch, Picture
from quizapp.services.study.rows import DayView, EnrolmentView, Found, LearnerView

UNDO_DEPTH = 10
ALL_SETS = 0
"""The scope of all the learner's sets; other scopes are the numbers of sets."""
LOADS = -1
"""Under this scope the cards due on days to come are kept beside the plans."""
TOTALS = ("answered", "counted", "right", "met", "ms")


@dataclass(slots=True)
class Desk:
    """One learner's study day, open before us."""

    connection: Connection
    seal: Seal
    learner_id: int
    learner: LearnerView
    parameters: Parameters
    now: datetime
    day: date
    queue: QueueSession
    totals: dict[str, int]
    figures: dict[str, Any]
    """Totals by set, by kind and strength, and by predicted recall."""
    current: dict[str, dict[str, Any]]
    """The question shown, by scope."""
    offline: dict[str, dict[str, Any]]
    """Questions handed out for use offline and not answered yet, by plain id."""
    fetched: dict[str, str]
    """Stamps of what was fetched for the day, by scope: plans, and the cards due on days to come."""
    left_out: dict[str, int]
    """Names of cards that are not to come today: buried, or impossible to ask."""
    undo: list[dict[str, Any]]
    moved: dict[str, int]
    """The days of `loads` that have another number of cards by now."""
    sequence: int
    reading: Reading
    """What this process knows of the stored day."""
    cleared: bool = False
    rolled: bool = False
    """The study day is a new one."""
    texts: tuple[str, str] = ("{}", "{}")
    """The figures and the session as they were stored when it was opened."""
    sets: dict[int, tuple[EnrolmentView, int | None]] = field(default_factory=dict)
    """Sets of the learner's that were read already: how they are studied, and their revisions' numbers."""
    chosen: dict[str, QuestionId] = field(default_factory=dict)
    """Questions chosen at this desk, by plain id: they need not be parsed."""
    shelf: Shelf = field(init=False)
    """The compiled revisions."""
    memo: Memo = field(init=False)
    image: Picture = field(init=False)
    """What it was when it was opened."""
    _new: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What was fetched and is still to be stored, by scope."""

    def __post_init__(self) -> None:
        self.shelf = shelf(self.connection)
        self.memo = memo(self.connection)
        self.image = self.picture()

    def schedule(self, enrolment: EnrolmentView | None) -> Schedule:
        """What the learner wants of the schedule of a set, and what its exam calls for."""
        wanted = enrolment.desired_retention if enrolment else None
        weekdays = self.learner.easy_weekdays
        schedule = Schedule(
            desired_retention=wanted or self.learner.desired_retention,
            maximum_interval=self.learner.maximum_interval,
            easy_weekdays=frozenset(day for day in range(7) if weekdays >> day & 1),
        )
        exam = enrolment.exam_day if enrolment else None
        if exam is None:
            return schedule
        return towards_exam(schedule, self.day, exam, answers=self.learner.answers_per_day)

    def next_sequence(self) -> int:
        """The number of the log's next row."""
        self.sequence += 1
        return self.sequence

    def move_load(self, before: date | None, after: date | None) -> None:
        """Note that a card is due on another day."""
        for day, step in ((before, -1), (after, 1)):
            if day is not None and (loads := self.loads):
                number = day.toordinal()
                self.moved[str(number)] = max(0, loaded(loads, self.moved, number) + step)

    def loads_by_day(self) -> Loads:
        """Cards due per day to come."""
        return Loads(self.loads, self.moved)

    @property
    def loads(self) -> Mapping[str, int]:
        """Cards due per day to come, by day number, when they were counted; `moved` tells what changed."""
        return self.fetch(LOADS, dict) or {}

    def fetch(self, scope: int, read: Callable[[dict[str, Any]], Any]) -> Any | None:
        """What was fetched for the day in a scope; None if it is still to be fetched."""
        stamp = self.fetched.get(str(scope))
        if stamp is None:
            return None
        kept = self.memo.plan(stamp)
        if kept is None:
            stored = rows.read_plan(self.connection, self.learner_id, scope, stamp)
            if stored is not None:
                self.memo.keep_plan(stamp, kept := read(stored))
        return kept

    def keep(self, scope: int, found: Any, stored: dict[str, Any]) -> None:
        """Keep what was fetched for the day, which never changes, and how it is to be stored."""
        stamp = mint_id().hex
        self.fetched = {**self.fetched, str(scope): stamp}
        self._new[str(scope)] = stored
        self.memo.keep_plan(stamp, found)

    def find(self, set_id: int, card_id: int) -> Found:
        """One set and card of the learner's."""
        found = rows.read_card(self.connection, self.learner_id, set_id, card_id)
        self.note(found)
        return found

    def note(self, found: Found) -> None:
        """Know of the set that was read, so that it need not be read again."""
        if found.enrolment is not None:
            self.sets[found.enrolment.set_id] = (found.enrolment, found.revision_id)

    def picture(self) -> Picture:
        """Everything that undoing an answer restores."""
        return Picture(
            dict(self.totals), self.figures, self.queue, dict(self.current), self.offline, self.left_out
        )

    def restore(self, patch: Patch) -> None:
        """Go back to the picture before an answer."""
        before = self.picture().taken_back(patch)
        self.totals, self.figures, self.queue, self.current, self.offline, self.left_out = before

    def complete_undo(self, before: Picture) -> None:
        """Keep with the last step what leads from now back to the picture `before` it; there may be none, if
        what came after it cannot be taken back.
        """
        if self.undo:
            patch = self.picture().way_back(before)
            self.undo = [*self.undo[-UNDO_DEPTH:-1], self.undo[-1] | {"patch": patch}]

    def release(self) -> None:
        """Let the next user have what was read; for a desk that was only looked at."""
        self.memo.give(self.learner_id, *self.texts, self.reading)

    def forget_plans(self) -> None:
        """Fetch the day's cards anew: settings, sets or cards were changed."""
        self.fetched = {}
        self.moved = {}
        self._new = {}

    def save(self) -> None:
        """Write the day back."""
        if self.rolled:
            self._turn_over()
        for scope, found in self._new.items():
            rows.write_plan(self.connection, self.learner_id, int(scope), self.fetched[scope], found)
        self._new = {}
        reading = self.reading
        reading.figures, reading.queue = self.figures, self.queue
        reading.session = {
            "current": self.current,
            "offline": self.offline,
            "fetched": self.fetched,
            "left_out": self.left_out,
            "moved": self.moved,
            "queue": queue_values(self.queue),
            "steps": self.undo,
        }
        figures, session = compact_json(self.figures), session_text(reading)
        day = DayView._make(
            [self.day, *map(self.totals.get, TOTALS), self.cleared, self.sequence, figures, session]
        )
        rows.write_day(self.connection, self.learner_id, day)
        self.memo.give(self.learner_id, figures, session, reading)

    def _turn_over(self) -> None:
        """Empty the session of the day before, and make this the latest day."""
        self.connection.execute(
            update(StudyDay)
            .where(StudyDay.learner_id == self.learner_id, StudyDay.study_day == self.learner.seen_on)
            .values(session={})
        )
        self.connection.execute(
            update(Learner).where(Learner.learner_id == self.learner_id).values(seen_on=self.day)
        )
        self.rolled = False


@dataclass(frozen=True, slots=True)
class Loads(Mapping[date, int]):
    """Cards due per day to come."""

    counted: Mapping[str, int]
    moved: Mapping[str, int]

    def __getitem__(self, day: date) -> int:
        number = str(day.toordinal())
        if number not in self.counted and number not in self.moved:
            raise KeyError(day)
        return loaded(self.counted, self.moved, day.toordinal())

    def get(self, day: date, _default: Any = 0) -> Any:
        """Cards due on a day."""
        return loaded(self.counted, self.moved, day.toordinal())

    def after(self, day: date, days: int) -> list[int]:
        """Cards due on each of so many days after a day."""
        first = day.toordinal() + 1
        return [loaded(self.counted, self.moved, number) for number in range(first, first + days)]

    def __iter__(self) -> Iterator[date]:
        return (date.fromordinal(int(number)) for number in {**self.counted, **self.moved})

    def __len__(self) -> int:
        return len({**self.counted, **self.moved})

    def __bool__(self) -> bool:
        return bool(self.counted)


def loaded(counted: Mapping[str, int], moved: Mapping[str, int], day: int) -> int:
    """Cards due on a day (its number): as counted, or as many as there are by now."""
    key = str(day)
    return moved[key] if key in moved else counted.get(key, 0)


def open_desk(
    connection: Connection,
    seal: Seal,
    learner_id: int,
    now: datetime,
    *,
    set_id: int = 0,
    card_id: int = 0,
    lock: bool = True,
) -> tuple[Desk, Found]:
    """The learner's desk, with one set and card of theirs. Raises NotFound."""
    found = rows.read_whole(connection, learner_id, set_id=set_id, card_id=card_id, lock=lock)
    if found.learner is None:
        raise NotFound("there is no such learner")
    desk = _desk(connection, seal, learner_id, now, found)
    desk.note(found)
    return desk, found


def _desk(connection: Connection, seal: Seal, learner_id: int, now: datetime, found: Found) -> Desk:
    learner, stored = found.learner, found.day
    assert learner is not None
    day = study_day(learner, now)
    texts = (stored.figures, stored.session) if stored else ("{}", "{}")
    reading = memo(connection).take(learner_id, *texts)
    session = reading.session
    same_day = stored is not None and stored.study_day == day
    if not same_day:
        reading.queue = None
    elif reading.queue is None and "queue" in session:
        reading.queue = queue_of(session["queue"])
    return Desk(
        connection=connection,
        seal=seal,
        learner_id=learner_id,
        learner=learner,
        parameters=parameters_of(connection, learner_id, learner.fit_id),
        now=now,
        day=day,
        queue=reading.queue or QueueSession(day),
        totals={name: getattr(stored, name) if stored and same_day else 0 for name in TOTALS},
        figures=reading.figures if same_day else {},
        current=session.get("current", {}),
        offline=session.get("offline", {}),
        fetched=session.get("fetched", {}) if same_day else {},
        left_out=session.get("left_out", {}) if same_day else {},
        undo=session.get("steps", []) if same_day else [],
        moved=session.get("moved", {}) if same_day and session.get("fetched") else {},
        sequence=stored.sequence if stored else 0,
        reading=reading,
        texts=texts,
        cleared=stored.cleared if stored and same_day else False,
        rolled=not same_day,
    )


def study_day(learner: LearnerView, instant: datetime) -> date:
    """The learner's study day at an instant; never before their latest one."""
    return study_days.study_day(
        instant,
        study_days.zone(learner.zone),
        rollover_hour=learner.rollover_hour,
        not_before=learner.seen_on,
    )


def day_starts(learner: LearnerView, day: date) -> datetime:
    """When a study day of the learner begins (UTC)."""
    return study_days.starts_at(day, study_days.zone(learner.zone), rollover_hour=learner.rollover_hour)


def within(answered_at: datetime | None, now: datetime, last_at: datetime | None) -> datetime:
    """The time an answer counts at: the client's if it is of the last 7 days and after the card's last
    answer, else the server's.
    """
    if answered_at is None or not now - CLIENT_TIME <= answered_at <= now:
        return now
    if last_at is not None and answered_at < last_at:
        return now
    return answered_at.astimezone(UTC)


CLIENT_TIME = timedelta(days=7)


def only_set(queue: QueueSession, scope: int) -> QueueSession:
    """The session without the repeats of other sets."""
    if scope == ALL_SETS:
        return queue
    own = tuple(repeat for repeat in queue.repeats if repeat.card.startswith(f"{scope}/"))
    return queue if len(own) == len(queue.repeats) else replace(queue, repeats=own)
