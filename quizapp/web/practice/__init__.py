"""Practice quizzes: choose, answer, and see what to study next."""

from quizapp.web.practice.views import blueprint

__all__ = ["blueprint"]
