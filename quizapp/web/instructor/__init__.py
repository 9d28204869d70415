"""The pages for instructors: sets from tables and files, learners' reports, a learner's new password."""

from quizapp.web.instructor import passwords, reports, tables, uploads
from quizapp.web.instructor.rooms import blueprint

__all__ = ["blueprint", "passwords", "reports", "tables", "uploads"]
