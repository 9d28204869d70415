"""The pages for instructors: sets from a table or a file, and a pupil's new password."""

from quizapp.web.instructor import pupils, tables, uploads
from quizapp.web.instructor.rooms import blueprint

__all__ = ["blueprint", "pupils", "tables", "uploads"]
