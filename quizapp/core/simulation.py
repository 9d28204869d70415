"""A simulated learner before our own queue and memory: workload and retention ahead.

    >>> days = simulate(Scenario(cards=20, days=30))
    >>> len(days), sum(day.met for day in days)
    (30, 20)

The learner's true memory follows FSRS-6; what they do not know of a question with options they guess.
It is a simulation: it tells what the rules do if people forget as FSRS-6 says, and nothing more.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from quizapp.core import memory
from quizapp.core.memory import (
    AGAIN,
    DEFAULT,
    GOOD,
    LogEntry,
    Meetings,
    MemoryState,
    Parameters,
    Role,
    Schedule,
    formulas,
    mixing,
)
from quizapp.core.queue import (
    DueCard,
    Limits,
    NewCard,
    Pick,
    Session,
    Shown,
    next_card,
    top_ups,
    towards_exam,
)
from quizapp.core.study_days import days_between
from quizapp.core.tiers import tier_for

FIRST_DAY = date(2024, 1, 1)
SECONDS_AN_ANSWER = 8
REPEAT_RECALL = 0.9
"""Chance of knowing an answer that was told some questions before."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """Who learns what, and how."""

    cards: int = 400
    days: int = 365
    limits: Limits = field(default_factory=Limits)
    schedule: Schedule = field(default_factory=Schedule)
    options: int = 4
    """Of every question, guessed blindly where the answer is not known; 0 for typed answers."""
    recall_later: bool = False
    """Whether strong cards are asked to be typed (tier 3) whatever the options."""
    guess_aware: bool = True
    """Whether memory knows of the guessing; False only to measure what that is worth."""
    known_before: float = 0.0
    """Share of the cards that the learner knows before they meet them."""
    model: Parameters = DEFAULT
    truth: Parameters = DEFAULT
    seed: int = 0
    away: frozenset[int] = frozenset()
    """Days, counted from 0, without study."""
    later: tuple[int, Limits] | None = None
    """A day from which other limits hold."""
    lowest_first: bool = False
    """Whether a backlog is cleared from the lowest recall up; only to measure what the order is worth."""
    introduced_over: int = 0
    """Days over which all cards are met evenly, whatever the limit of new ones; 0: by the limit."""
    exam: int | None = None
    """The day, counted from 0, of an exam: cards are scheduled for it, and topped up before it."""


@dataclass(frozen=True, slots=True)
class Day:
    """One simulated day."""

    number: int
    answers: int
    counted: int
    right: int
    """Right ones among the counted."""
    met: int
    introduced: int
    due_left: int
    """Due cards that the limit left for tomorrow."""
    recall: float
    """Mean true recall over all introduced cards at the end of the day; 0 before the first."""
    predicted: float
    """The same as the model predicts it."""

    @property
    def minutes(self) -> float:
        """Time spent, at 8 seconds an answer."""
        return self.answers * SECONDS_AN_ANSWER / 60


def simulate(scenario: Scenario) -> list[Day]:
    """Every day of a scenario, the same for the same seed."""
    return list(_Run(scenario).days())


def mean_recall(days: Sequence[Day]) -> float:
    """Mean true recall over days, each counting by the cards introduced."""
    weight = sum(day.introduced for day in days)
    return sum(day.recall * day.introduced for day in days) / weight if weight else 0.0


class _Run:
    """The state of one simulation: what is true of each card, and what the program believes."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.chance = Random(scenario.seed)
        self.new = [NewCard(f"{number:06}", "", order=number) for number in range(scenario.cards)]
        self.believed: dict[str, MemoryState] = {}
        self.true: dict[str, tuple[float, float]] = {}
        self.meetings = Meetings()
        self.loads: Counter[date] = Counter()

    def days(self) -> Iterator[Day]:
        for number in range(self.scenario.days):
            today = FIRST_DAY + timedelta(days=number)
            tally: Counter[str] = Counter()
            if number not in self.scenario.away:
                self._study(today, tally)
            yield self._told(number, today, tally)

    def _study(self, today: date, tally: Counter[str]) -> None:
        session, now, limits = Session(today), 0.0, self._limits(today)
        extra = self._top_ups(today)
        due = {
            card: self._due(card, today) for card, state in self.believed.items() if state.due_day <= today
        }
        while True:
            pick = next_card(
                session,
                list(due.values()),
                self.new[:1],
                limits,
                due_count=len(due),
                now=now,
                seed=self.scenario.seed,
                top_ups=extra,
            )
            if pick is None:
                return
            now += SECONDS_AN_ANSWER
            right = self._asked(pick, today)
            due.pop(pick.card, None)
            session = session.after(Shown(pick.card, pick.role, right, now))
            tally["answers"] += 1
            tally["met"] += pick.role is Role.MEETING
            tally["counted"] += pick.role is Role.COUNTED
            tally["right"] += right and pick.role is Role.COUNTED

    def _limits(self, today: date) -> Limits:
        scenario, number = self.scenario, days_between(FIRST_DAY, today)
        limits = scenario.limits
        if scenario.later and number >= scenario.later[0]:
            limits = scenario.later[1]
        if scenario.introduced_over:
            until = scenario.cards * (number + 1) // scenario.introduced_over
            limits = replace(limits, new=max(0, until - len(self.believed)))
        return limits

    def _schedule(self, today: date) -> Schedule:
        scenario = self.scenario
        if scenario.exam is None:
            return scenario.schedule
        exam = FIRST_DAY + timedelta(days=scenario.exam)
        return towards_exam(scenario.schedule, today, exam, answers=self._limits(today).answers)

    def _asks(self, pick: Pick) -> tuple[str, int, float]:
        """Kind, tier and chance of a blind right answer of the question put."""
        scenario, state = self.scenario, self.believed.get(pick.card)
        tier = tier_for(state)
        strong = scenario.recall_later and tier == 3 and pick.role is Role.COUNTED
        if not scenario.options or strong:
            return "typed", tier, 0.0
        return "choice", tier, 1 / scenario.options

    def _due(self, card: str, known_on: date) -> DueCard:
        state = self.believed[card]
        recall = memory.recall_on(state, known_on, self.scenario.model)
        return DueCard(card, "", state.due_day, -recall if self.scenario.lowest_first else recall)

    def _top_ups(self, today: date) -> Sequence[DueCard]:
        if self.scenario.exam is None:
            return []
        exam = FIRST_DAY + timedelta(days=self.scenario.exam)
        cards = [
            (DueCard(card, "", state.due_day, 0.0), state)
            for card, state in self.believed.items()
            if state.due_day > today
        ]
        return top_ups(
            cards,
            today=today,
            exam_day=exam,
            answers=self._limits(today).answers,
            loads=self.loads,
            parameters=self.scenario.model,
        )

    def _asked(self, pick: Pick, today: date) -> bool:
        """Put the question, move both memories on; whether the answer was right."""
        known = self.chance.random() < self._chance_known(pick, today)
        right = known or self.chance.random() < self._asks(pick)[2]
        self._learn(pick, today, known=known, right=right)
        self._believe(pick, today, right=right)
        return right

    def _chance_known(self, pick: Pick, today: date) -> float:
        if pick.role is Role.MEETING:
            return self.scenario.known_before
        if pick.role is Role.REPEAT:
            return REPEAT_RECALL
        elapsed = days_between(self.believed[pick.card].last_day, today)
        return formulas.recall(self.scenario.truth, self.true[pick.card][0], elapsed)

    def _learn(self, pick: Pick, today: date, *, known: bool, right: bool) -> None:
        """True memory follows what was known; a lucky guess is a failure followed by feedback."""
        truth, rating = self.scenario.truth, GOOD if known else AGAIN
        if pick.role is Role.MEETING:
            self.true[pick.card] = formulas.initial(truth, rating)
        elif pick.role is Role.REPEAT:
            trace = mixing.Trace(*self.true[pick.card], record=0.0)
            stability, difficulty, _ = mixing.repeated(truth, trace, GOOD if right else AGAIN)
            self.true[pick.card] = stability, difficulty
        else:
            recall = self._chance_known(pick, today)
            self.true[pick.card] = formulas.long_term(truth, *self.true[pick.card], recall, rating)

    def _believe(self, pick: Pick, today: date, *, right: bool) -> None:
        scenario, before = self.scenario, self.believed.get(pick.card)
        kind, tier, guess = self._asks(pick)
        entry = LogEntry(
            today,
            pick.role,
            kind,
            GOOD if right else AGAIN,
            guess=guess if scenario.guess_aware else 0.0,
            tier=tier,
            has_open_kind=scenario.recall_later,
            recall=self.meetings.known_before,
        )
        seed = scenario.seed * 1_000_003 + int(pick.card) * 1009 + (before.reviews if before else 0)
        after, _ = memory.answer(
            before, entry, scenario.model, self._schedule(today), seed=seed, loads=self.loads
        )
        if before is None:
            self.new.pop(0)
            self.meetings = self.meetings.after(right=right, guess=guess)
        else:
            self.loads[before.due_day] -= 1
        self.loads[after.due_day] += 1
        self.believed[pick.card] = after

    def _told(self, number: int, today: date, tally: Counter[str]) -> Day:
        elapsed = {card: days_between(state.last_day, today) for card, state in self.believed.items()}
        truth, model = self.scenario.truth, self.scenario.model
        recalls = [formulas.recall(truth, self.true[card][0], days) for card, days in elapsed.items()]
        believed = [
            formulas.recall(model, self.believed[card].stability, days) for card, days in elapsed.items()
        ]
        return Day(
            number=number,
            answers=tally["answers"],
            counted=tally["counted"],
            right=tally["right"],
            met=tally["met"],
            introduced=len(recalls),
            due_left=sum(state.due_day <= today for state in self.believed.values()),
            recall=math.fsum(recalls) / len(recalls) if recalls else 0.0,
            predicted=math.fsum(believed) / len(believed) if believed else 0.0,
        )
