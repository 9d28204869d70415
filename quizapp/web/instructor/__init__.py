"""The pages for instructors: sets from tables and files, learners' reports, a pupil's new password."""

from quizapp.web.instructor import pupils, reports, tables, uploads
from quizapp.web.instructor.rooms import blueprint

__all__ = ["blueprint", "pupils", "reports", "tables", "uploads"]
