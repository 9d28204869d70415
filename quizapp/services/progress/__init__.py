"""A learner's figures: from the day's totals and bounded index reads, never from the whole log.

Every result is rows of plain values: a chart and the table beside it are made from the same ones.
"""

from quizapp.services.progress.ahead import forecast, known, mastery
from quizapp.services.progress.days import calendar, calibration, retention, time_spent
from quizapp.services.progress.facts import facts, search
from quizapp.services.progress.hardest import hardest
from quizapp.services.progress.history import card_history
from quizapp.services.progress.overview import overview, own_sets
from quizapp.services.progress.results import (
    Calendar,
    Calibration,
    CalibrationLine,
    CardEvent,
    CardHistory,
    Confusion,
    CurvePoint,
    DayLine,
    FactLine,
    FactPage,
    FactQuery,
    Forecast,
    ForecastDay,
    HardFact,
    HomeLine,
    Known,
    KnownPoint,
    Mastery,
    Overview,
    Retention,
    RetentionLine,
    TimeLine,
    TimeSpent,
)

__all__ = [
    "Calendar",
    "Calibration",
    "CalibrationLine",
    "CardEvent",
    "CardHistory",
    "Confusion",
    "CurvePoint",
    "DayLine",
    "FactLine",
    "FactPage",
    "FactQuery",
    "Forecast",
    "ForecastDay",
    "HardFact",
    "HomeLine",
    "Known",
    "KnownPoint",
    "Mastery",
    "Overview",
    "Retention",
    "RetentionLine",
    "TimeLine",
    "TimeSpent",
    "calendar",
    "calibration",
    "card_history",
    "facts",
    "forecast",
    "hardest",
    "known",
    "mastery",
    "overview",
    "own_sets",
    "retention",
    "search",
    "time_spent",
]
