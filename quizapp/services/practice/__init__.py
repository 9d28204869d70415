"""Practice quizzes: chosen questions in one sitting, marked, and remembered as rule 10 of learning says."""

from quizapp.services.practice.choosing import KINDS, LONGEST_MINUTES, MOST_QUESTIONS, Choices
from quizapp.services.practice.history import Line, Result, recent, result, study_missed
from quizapp.services.practice.items import Told
from quizapp.services.practice.sitting import Sitting, answer, finish, sitting, start, told

__all__ = [
    "KINDS",
    "LONGEST_MINUTES",
    "MOST_QUESTIONS",
    "Choices",
    "Line",
    "Result",
    "Sitting",
    "Told",
    "answer",
    "finish",
    "recent",
    "result",
    "sitting",
    "start",
    "study_missed",
    "told",
]
