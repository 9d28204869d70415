"""Studying: what comes next, taking an answer, and taking it back.

Every function takes a session, the seal (`services.sealing.Seal`) where question ids pass, the
learner's id and `now` (UTC, with its zone). Writing functions open their own transaction.
"""

from quizapp.services.study.acting import reset_cards, set_known, suspend_cards
from quizapp.services.study.amending import know_already, override, undo
from quizapp.services.study.answering import answer
from quizapp.services.study.asking import batch, go_on, next_question
from quizapp.services.study.choices import change_settings, settings
from quizapp.services.study.enrolling import change_enrolment, enrol, enrolment
from quizapp.services.study.extra import more, stop_extra, study_these
from quizapp.services.study.handling import bury, note, report_question, suspend, write_note
from quizapp.services.study.log_pages import reviews
from quizapp.services.study.relating import related_facts
from quizapp.services.study.results import (
    Answer,
    EnrolmentSettings,
    LearnerSettings,
    Outcome,
    Task,
    Turn,
)

__all__ = [
    "Answer",
    "EnrolmentSettings",
    "LearnerSettings",
    "Outcome",
    "Task",
    "Turn",
    "answer",
    "batch",
    "bury",
    "change_enrolment",
    "change_settings",
    "enrol",
    "enrolment",
    "go_on",
    "know_already",
    "more",
    "next_question",
    "note",
    "override",
    "related_facts",
    "report_question",
    "reset_cards",
    "reviews",
    "set_known",
    "settings",
    "stop_extra",
    "study_these",
    "suspend",
    "suspend_cards",
    "undo",
    "write_note",
]
