"""Whatever a learner does, wherever and whenever: days, totals and memory stay those of the log."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from quizapp.bank import load
from quizapp.core import study_days
from quizapp.core.memory import DEFAULT
from quizapp.db.study import CardRow, Fit, Learner, ReviewRow, StudyDay
from quizapp.services import accounts, library, progress, refitting, study
from quizapp.services.errors import NotFound, ReusedId
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import UNDO_DEPTH
from tests.services.conftest import CAPITALS, NOW, Pupil, right_response

ZONES = (
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "America/New_York",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Honolulu",
    "Pacific/Kiritimati",
)
STARTS = tuple(
    datetime.fromisoformat(f"{text}Z")
    for text in (
        "2024-03-30T20:00",  # the night in which Berlin springs forward
        "2024-10-26T20:00",  # … and falls back
        "2024-04-06T10:00",  # Lord Howe falls back by half an hour
        "2024-03-10T04:00",  # St. John's springs forward
        "2011-12-29T09:00",  # Apia leaves out 30 December
        "1970-01-01T00:30",
        "9990-12-30T12:00",
    )
)
LEARNER = 7
"""The learner's id, chosen so that the same history asks the same questions."""
LENGTHS = st.one_of(
    st.integers(0, 60),
    st.integers(60, 36 * 60),
    st.sampled_from([24 * 60, 7 * 24 * 60, 45 * 24 * 60]),
)
"""Minutes."""

FEW_AND_LONG = settings(
    max_examples=5,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate],  # to shrink a history takes minutes; a failing one can be read as it is
)


class Histories(RuleBasedStateMachine):
    """A learner who answers, takes back, sets aside, travels and sleeps."""

    def __init__(self, session: Session, seal: Seal) -> None:
        super().__init__()
        self.pupil = Pupil(session, seal, LEARNER, slug="towns")
        self.stages: list[dict[str, Any] | None] = []
        self.days: list[date] = []
        self.zone, self.rollover, self.corrected = "UTC", 4, False

    @property
    def session(self) -> Session:
        return self.pupil.session

    @initialize(start=st.sampled_from(STARTS), zone=st.sampled_from(ZONES))
    def begin(self, start: datetime, zone: str) -> None:
        made = accounts.create_guest(self.session, start, zone)
        self.session.execute(
            update(Learner).where(Learner.learner_id == made).values(learner_id=LEARNER, first_go=False)
        )
        self.session.commit()
        self.pupil.now, self.zone = start, zone
        self.days = [study_days.study_day(start, study_days.zone(zone))]
        study.enrol(self.session, LEARNER, "towns", start)
        study.change_enrolment(self.session, LEARNER, "towns", {"recall_only": True})
        weights = [weight * 1.01 for weight in DEFAULT.weights]
        fit = {"learner_id": LEARNER, "fit_id": "own", "fitted_at": start, "weights": weights, "tilt": []}
        losses = {"loss_before": 0.4, "loss_after": 0.3, "reviews": 300, "adopted": True}
        self.session.execute(insert(Fit).values(**fit, **losses))
        self.session.commit()

    def look(self) -> Any:
        """What is asked now; notes the study day."""
        turn = self.pupil.next()
        day = study_days.study_day(
            self.pupil.now, study_days.zone(self.zone), rollover_hour=self.rollover, not_before=self.days[-1]
        )
        assert turn.today.study_day == day
        if day != self.days[-1]:
            self.stages = []
        self.days.append(day)
        return turn

    def keep(self, before: dict[str, Any] | None) -> None:
        """Note how everything was before something that can be taken back; None: it is not compared."""
        self.stages = [*self.stages, before][-UNDO_DEPTH:]

    @rule(minutes=LENGTHS)
    def wait(self, minutes: int) -> None:
        self.pupil.now += timedelta(minutes=minutes)

    @rule(minutes=st.integers(1, 3 * 24 * 60))
    def clock_goes_back(self, minutes: int) -> None:
        self.pupil.now -= timedelta(minutes=minutes)

    @rule(zone=st.sampled_from(ZONES))
    def travel(self, zone: str) -> None:
        study.change_settings(self.session, LEARNER, {"zone": zone})
        self.zone = zone

    @rule(hour=st.integers(0, 12))
    def rise_later(self, hour: int) -> None:
        study.change_settings(self.session, LEARNER, {"rollover_hour": hour})
        self.rollover = hour

    @rule(knowledge=st.lists(st.sampled_from("rrrwd"), min_size=1, max_size=6))
    def answer(self, knowledge: list[str]) -> None:
        for known in knowledge:
            task = self.look().task
            if task is None:
                return
            before = self.pupil.stored()
            outcome = self.pupil.send(task, _response(task, known))
            self.keep(before)
            after = self.pupil.stored()
            again = self.pupil.send(task, _response(task, known))
            assert outcome.recorded
            assert not again.recorded
            assert self.pupil.stored() == after
            with pytest.raises(ReusedId):
                self.pupil.send(task, {"dont_know": True}, ms=1)
            self.pupil.now += timedelta(seconds=30)

    @rule(right=st.booleans())
    def amend(self, right: bool) -> None:
        task = self.look().task
        if task is None:
            return
        before = self.pupil.stored()
        outcome = self.pupil.send(task, _response(task, "r" if right else "w"))
        self.keep(before)
        amend = study.know_already if right else study.override
        if outcome.may_know_already if right else outcome.may_override:
            amend(self.session, self.pupil.seal, LEARNER, task.review_id, self.pupil.now)

    @rule(times=st.integers(1, 4))
    def take_back(self, times: int) -> None:
        for _ in range(times):
            self.look()
            if not self.stages:
                with pytest.raises(NotFound):
                    study.undo(self.session, self.pupil.seal, LEARNER, self.pupil.now)
                return
            before = self.stages.pop()
            study.undo(self.session, self.pupil.seal, LEARNER, self.pupil.now)
            assert before is None or self.pupil.stored() == before

    @rule(place=st.integers(0, 20), act=st.sampled_from(["suspend", "resume", "bury", "reset", "know"]))
    def handle(self, place: int, act: str) -> None:
        cards = progress.facts(self.session, LEARNER, "towns", self.pupil.now)
        key = cards[place % len(cards)].card
        self.look()
        before = self.pupil.stored()
        try:
            undoable = _acted(self.pupil, act, key)
        except NotFound:
            return
        if undoable:
            self.keep(before)
        elif undoable is False:
            self.stages = []

    @precondition(lambda self: not self.corrected)
    @rule(known=st.sampled_from("rwd"))
    def answer_what_is_being_corrected(self, known: str) -> None:
        self.corrected = True
        task = self.look().task
        _publish_other(self.session, self.pupil.now)
        if task is not None:
            self.pupil.send(task, _response(task, known))
        self.stages = []
        with suppress(NotFound):  # what was passed on with the next question cannot be taken back
            while study.undo(self.session, self.pupil.seal, LEARNER, self.pupil.now):
                self.memory_is_that_of_the_log()

    @rule(count=st.integers(1, 4), asked=LENGTHS, sent=st.integers(0, 9 * 24 * 60))
    def study_offline(self, count: int, asked: int, sent: int) -> None:
        self.look()
        tasks = study.batch(self.session, self.pupil.seal, LEARNER, "towns", count=count, now=self.pupil.now)
        taken = self.pupil.now + timedelta(minutes=asked)
        self.pupil.now += timedelta(minutes=asked + sent)
        for place, task in enumerate(tasks):
            given = {"offline": True, "answered_at": taken + timedelta(seconds=place)}
            assert self.pupil.send(task, _response(task, "r"), **given).recorded
            self.days.append(self.session.scalars(select(Learner.seen_on)).one())
            if self.days[-1] != self.days[-2]:
                self.stages = []
            self.keep(None)
            assert not self.pupil.send(task, _response(task, "r"), **given).recorded

    @rule(fit_id=st.sampled_from(["own", DEFAULT.id]))
    def be_fitted(self, fit_id: str) -> None:
        refitting.use_fit(self.session, LEARNER, fit_id)

    @rule(new=st.integers(0, 3))
    def go_on(self, new: int) -> None:
        self.look()
        study.more(self.session, self.pupil.seal, LEARNER, "towns", now=self.pupil.now, reviews=3, new=new)
        self.stages = []

    @invariant()
    def memory_is_that_of_the_log(self) -> None:
        assert self.pupil.memory_differs() == []

    @invariant()
    def days_never_go_back(self) -> None:
        log = self.log()
        assert [row.sequence for row in log] == list(range(1, len(log) + 1))
        days = [row.study_day for row in log if row.action == "answer"]
        assert days == sorted(days)
        assert all(row.last_day_before is None or row.last_day_before <= row.study_day for row in log)

    @invariant()
    def nothing_is_due_on_the_day_of_its_answer(self) -> None:
        cards = self.session.execute(
            select(CardRow.last_day, CardRow.due_day, CardRow.met_day).where(CardRow.learner_id == LEARNER)
        ).all()
        assert all(card.met_day <= card.last_day < card.due_day for card in cards)

    @invariant()
    def totals_are_those_of_the_log(self) -> None:
        rows = self.session.execute(select(StudyDay.__table__).where(StudyDay.learner_id == LEARNER)).all()
        assert {row.study_day: _totals(row) for row in rows if any(_totals(row))} == _summed(self.log())

    def log(self) -> Any:
        return self.session.execute(
            select(ReviewRow.__table__).where(ReviewRow.learner_id == LEARNER).order_by(ReviewRow.sequence)
        ).all()

    def teardown(self) -> None:
        self.session.rollback()
        accounts.delete_learner(self.session, LEARNER)


def _response(task: Any, known: str) -> Any:
    question = task.question
    if task.showing == "show" or known == "r":
        return right_response(task)
    if known == "w" and question.kind == "choice":
        return next(option.id for option in question.options if option.id != question.key)
    return "nowhere" if known == "w" and question.kind in ("typed", "cloze") else {"dont_know": True}


def _acted(pupil: Pupil, act: str, key: str) -> bool | None:
    """Whether the act can be taken back: None where nothing was done."""
    if act in ("suspend", "resume"):
        study.suspend(pupil.session, pupil.learner_id, key, pupil.now, suspended=act == "suspend")
        return False
    if act == "bury":
        study.bury(pupil.session, pupil.seal, pupil.learner_id, key, pupil.now)
        return False
    acted = study.reset_cards if act == "reset" else study.set_known
    return True if acted(pupil.session, pupil.seal, pupil.learner_id, [key], now=pupil.now) else None


def _totals(row: Any) -> tuple[int, ...]:
    return (row.answered, row.counted, row.right, row.met, row.ms)


def _summed(log: Any) -> dict[date, tuple[int, ...]]:
    """The totals by day, from the log alone."""
    undone = {row.amends for row in log if row.action == "undo"}
    righted = {row.amends for row in log if row.action == "override"}
    days: dict[date, list[int]] = {}
    for row in log:
        if row.action != "answer" or row.review_id in undone:
            continue
        day = days.setdefault(row.study_day, [0] * 5)
        counted = row.role == "counted" and not row.exposed
        day[0] += row.role in ("meeting", "counted", "repeat", "logged")
        day[1] += counted
        day[2] += counted and (row.rating > 1 or row.review_id in righted)
        day[3] += row.stability_before is None and row.role in ("meeting", "shown")
        day[4] += row.ms
    return {day: tuple(totals) for day, totals in days.items() if any(totals)}


def _publish_other(session: Session, now: datetime) -> None:
    """Publish the set with other capitals of two countries than now."""
    moved = {"France": "Lyon", "Peru": "Cusco"}
    document, other = (_document(CAPITALS | towns) for towns in ({}, moved))
    if not library.publish(session, document, None, now).created:
        library.publish(session, other, None, now)


def _document(capitals: Mapping[str, str]) -> str:
    lines = (f"{country},{town},{country[:3]}ine" for country, town in capitals.items())
    return load.document_of_text("\n".join(["Country,Capital,River", *lines]), "towns.csv")


def test_whatever_a_learner_does_the_log_tells_it(session: Session, seal: Seal) -> None:
    library.publish(session, _document(CAPITALS), None, NOW)
    machine: Any = partial(Histories, session, seal)
    run_state_machine_as_test(machine, settings=FEW_AND_LONG)
