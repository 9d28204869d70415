"""The memory of one card: FSRS-6 on study days, aware of guessing. Pure, small, and replayable.

One answer, from state to next due day:

    >>> from datetime import date
    >>> today = date(2024, 5, 1)
    >>> met = LogEntry(today, Role.MEETING, "choice", rating_for("choice", 1.0), guess=1 / 4,
    ...                recall=Meetings().known_before)      # R0: 0.17 before the first meeting
    >>> state, row = answer(None, met, DEFAULT, Schedule(desired_retention=0.9), seed=1)
    >>> round(state.stability, 1), state.due_day == row.due_day
    (0.6, True)
    >>> asked = LogEntry(state.due_day, Role.COUNTED, "choice", rating_for("choice", 1.0), guess=1 / 4)
    >>> state, second = answer(state, asked, DEFAULT, seed=2)
    >>> replay([row, second]) == state
    True
"""

from quizapp.core.memory.evidence import Meetings, evidence, guess_chance, rating_for
from quizapp.core.memory.formulas import AGAIN, EASY, GOOD, HARD
from quizapp.core.memory.parameters import DEFAULT, Parameters, parameters
from quizapp.core.memory.scheduling import DEFAULT_SCHEDULE, Schedule
from quizapp.core.memory.states import LogEntry, MemoryState, Role
from quizapp.core.memory.steps import BrokenLog, answer, leech, recall_on, replay, step
from quizapp.core.memory.tilt import FIRST_RECORD, LEVEL, Tilt

__all__ = [
    "AGAIN",
    "DEFAULT",
    "DEFAULT_SCHEDULE",
    "EASY",
    "FIRST_RECORD",
    "GOOD",
    "HARD",
    "LEVEL",
    "BrokenLog",
    "LogEntry",
    "Meetings",
    "MemoryState",
    "Parameters",
    "Role",
    "Schedule",
    "Tilt",
    "answer",
    "evidence",
    "guess_chance",
    "leech",
    "parameters",
    "rating_for",
    "recall_on",
    "replay",
    "step",
]
