"""One answer's step of memory, and the replay of a whole log: the same code, so the same bits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Literal

from quizapp.core.errors import QuizappError
from quizapp.core.memory import formulas, mixing
from quizapp.core.memory.evidence import evidence
from quizapp.core.memory.formulas import AGAIN, EASY, GOOD
from quizapp.core.memory.mixing import Trace
from quizapp.core.memory.parameters import DEFAULT, Parameters
from quizapp.core.memory.scheduling import (
    DEFAULT_SCHEDULE,
    NO_LOADS,
    Schedule,
    before_exam,
    interval,
    longest_interval,
    pick_day,
)
from quizapp.core.memory.states import LogEntry, MemoryState, Role
from quizapp.core.questions import OPEN_KINDS
from quizapp.core.study_days import days_after, days_between

STABILITY_AFTER_CORRECTION = 1.0
LAPSE_FROM = 1.0
"""Stability in days from which a wrong counted answer is a lapse."""
LEECH_CONTRAST, LEECH_SUSPEND = 4, 8

Due = Callable[[date, Trace, bool], date]
"""Chooses the due day from the day of the answer, the trace after it, and whether it was recalled."""


class BrokenLog(QuizappError):
    """A review log that no run of answers can have written."""


def recall_on(state: MemoryState, day: date, parameters: Parameters = DEFAULT) -> float:
    """Predicted recall of a card on a study day, 0 to 1."""
    return formulas.recall(parameters, state.stability, days_between(state.last_day, day))


def answer(
    before: MemoryState | None,
    entry: LogEntry,
    parameters: Parameters = DEFAULT,
    schedule: Schedule = DEFAULT_SCHEDULE,
    *,
    seed: int = 0,
    loads: Mapping[date, int] = NO_LOADS,
) -> tuple[MemoryState, LogEntry]:
    """Take one answer: the state after it, and the entry completed as it is to be logged.

    Fills in the entry's recall (but R0 at a meeting, which the caller gives), settings, parameters id
    and due day. `loads` tells how many cards are due on the days in question; missing days count 0.
    """

    def due(day: date, trace: Trace, recalled: bool) -> date:
        longest = longest_interval(
            schedule.maximum_interval, has_open_kind=entry.has_open_kind, recalled=recalled
        )
        wanted = schedule.retention_at(trace.stability, trace.difficulty)
        days = interval(parameters, trace.stability, wanted, longest)
        if schedule.exam_day and (eve := before_exam(schedule, day, days, loads)):
            return eve
        return pick_day(day, days, longest, seed=seed, loads=loads, easy_weekdays=schedule.easy_weekdays)

    after = _stepped(before, entry, parameters, due)
    recall = entry.recall if before is None else recall_on(before, entry.study_day, parameters)
    completed = entry.completed(
        recall,
        schedule.retention_at(after.stability, after.difficulty),
        schedule.maximum_interval,
        parameters.id,
        after.due_day,
    )
    return after, completed


def step(before: MemoryState | None, entry: LogEntry, parameters: Parameters = DEFAULT) -> MemoryState:
    """The state after one row of the log. Raises BrokenLog for a row that needs a state and finds none.

    The due day is the entry's own if it has one, else the plain interval without fuzz.
    """

    def due(day: date, trace: Trace, recalled: bool) -> date:
        longest = longest_interval(
            entry.maximum_interval, has_open_kind=entry.has_open_kind, recalled=recalled
        )
        return days_after(day, interval(parameters, trace.stability, entry.desired_retention, longest))

    def logged(_day: date, _trace: Trace, _recalled: bool) -> date:
        return entry.due_day or date.max

    return _stepped(before, entry, parameters, logged if entry.due_day else due)


def replay(entries: Iterable[LogEntry], known: Mapping[str, Parameters] | None = None) -> MemoryState | None:
    """The state that a card's log leads to; None if the log never introduced it.

    `known` gives the parameters by id. Undone rows are dropped first. Raises BrokenLog.
    """
    state: MemoryState | None = None
    sets = known if known is not None else {DEFAULT.id: DEFAULT}
    for entry in entries:
        if entry.undone or entry.role is Role.LOGGED:
            continue
        if entry.role is Role.RESET:
            state = None
            continue
        try:
            parameters = sets[entry.parameters_id]
        except KeyError:
            raise BrokenLog(f"the log names parameters {entry.parameters_id!r}, which are not kept") from None
        state = step(state, entry, parameters)
    return state


def leech(lapses: int) -> Literal["contrast", "suspend"] | None:
    """What a lapse calls for: at the fourth contrast the confused values, at the eighth suspend."""
    if lapses == LEECH_SUSPEND:
        return "suspend"
    return "contrast" if lapses == LEECH_CONTRAST else None


def _stepped(before: MemoryState | None, entry: LogEntry, parameters: Parameters, due: Due) -> MemoryState:
    if before is None:
        return _met(entry, parameters, due)
    return _STEPS[entry.role](before, entry, parameters, due)


def _met(entry: LogEntry, parameters: Parameters, due: Due) -> MemoryState:
    """The first row of all: a meeting, shown or asked first, or the first imported review."""
    if entry.role not in (Role.MEETING, Role.SHOWN, Role.COUNTED, Role.KNOWN):
        raise BrokenLog(
            f"the log begins with a {entry.role} row on {entry.study_day}; the card was never met"
        )
    asked = entry.role not in (Role.SHOWN, Role.KNOWN)
    right = asked and entry.right
    if entry.role is Role.KNOWN or (right and entry.easy):
        trace = mixing.first(parameters, EASY, 1.0)
    else:
        known = _evidence(entry, entry.recall) if asked else 0.0
        trace = mixing.first(parameters, entry.rating, known)
    recalled = right and _recalls(entry)
    day = entry.study_day
    return MemoryState(
        stability=trace.stability,
        difficulty=trace.difficulty,
        last_day=day,
        due_day=due(day, trace, recalled),
        met_day=day,
        recalled=recalled,
        tier=max(1, entry.tier) if asked else 1,
    )


def _counted(before: MemoryState, entry: LogEntry, parameters: Parameters, due: Due) -> MemoryState:
    """The day's first answer: FSRS's long-term step, weighed by the evidence."""
    day = max(entry.study_day, before.last_day)
    if day == before.last_day:  # a review imported beside another of its day, or a clock set back
        return _repeated(before, entry, parameters, due)
    predicted = recall_on(before, day, parameters)
    known = _evidence(entry, predicted)
    elapsed = days_between(before.last_day, day)
    trace = mixing.counted(parameters, before.trace, elapsed, entry.rating, known=known)
    lapsed = not entry.right and before.stability >= LAPSE_FROM
    recalled = before.recalled or (entry.right and _recalls(entry))
    return MemoryState(
        trace.stability,
        trace.difficulty,
        day,
        due(day, trace, recalled),
        before.met_day,
        before.reviews + 1,
        before.lapses + lapsed,
        entry.tier,
        not entry.right,
        recalled,
        record=trace.record,
    )


def _repeated(before: MemoryState, entry: LogEntry, parameters: Parameters, due: Due) -> MemoryState:
    """One more answer of the day: FSRS-6's short-term step, without guess correction.

    A card asked although its answer was displayed today has had no counted answer: it stays due
    tomorrow, when it can show what is remembered.
    """
    day = max(entry.study_day, before.last_day)
    rating = GOOD if entry.override and entry.rating == AGAIN else entry.rating
    trace = mixing.repeated(parameters, before.trace, rating)
    recalled = before.recalled or (entry.right and _recalls(entry))
    tomorrow = entry.due_day or days_after(day, 1)
    return replace(
        before,
        stability=trace.stability,
        difficulty=trace.difficulty,
        last_day=day,
        due_day=tomorrow if day > before.last_day else due(day, trace, recalled),
        reviews=before.reviews + 1,
        recalled=recalled,
        corrected=False,
    )


def _shown(before: MemoryState, entry: LogEntry, _parameters: Parameters, _due: Due) -> MemoryState:
    """A corrected value was shown: nothing is proved, it is asked tomorrow."""
    day = max(entry.study_day, before.last_day)
    return replace(
        before,
        last_day=day,
        due_day=entry.due_day or days_after(day, 1),
        reviews=before.reviews + 1,
        corrected=False,
    )


def _known(before: MemoryState, entry: LogEntry, parameters: Parameters, due: Due) -> MemoryState:
    """The learner says it is known: at least as firm as after a first Easy."""
    day = max(entry.study_day, before.last_day)
    easy = mixing.first(parameters, EASY, 1.0)
    stability = max(before.stability, easy.stability)
    trace = Trace(stability, min(before.difficulty, easy.difficulty), before.record)
    return replace(
        before,
        stability=trace.stability,
        difficulty=trace.difficulty,
        last_day=day,
        due_day=due(day, trace, before.recalled),
        reviews=before.reviews + 1,
        failed=False,
        corrected=False,
    )


def _corrected(before: MemoryState, entry: LogEntry, _parameters: Parameters, _due: Due) -> MemoryState:
    """The fact's value was corrected: the card is kept, weak, and due tomorrow."""
    day = max(entry.study_day, before.last_day)
    return replace(
        before,
        stability=min(before.stability, STABILITY_AFTER_CORRECTION),
        due_day=entry.due_day or days_after(day, 1),
        reviews=before.reviews + 1,
        corrected=True,
    )


def _unchanged(before: MemoryState, _entry: LogEntry, _parameters: Parameters, _due: Due) -> MemoryState:
    return before


_STEPS: Mapping[Role, Callable[[MemoryState, LogEntry, Parameters, Due], MemoryState]] = {
    Role.COUNTED: _counted,
    Role.REPEAT: _repeated,
    Role.SHOWN: _shown,
    Role.CORRECTED: _corrected,
    Role.KNOWN: _known,
    Role.RESET: _unchanged,
    Role.MEETING: _repeated,
    Role.LOGGED: _unchanged,
}


def _evidence(entry: LogEntry, recall: float) -> float:
    return evidence(
        entry.kind,
        entry.rating,
        guess=entry.guess,
        recall=recall,
        hint=entry.hint,
        override=entry.override,
    )


def _recalls(entry: LogEntry) -> bool:
    return entry.kind in OPEN_KINDS and not entry.hint
