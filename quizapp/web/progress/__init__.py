"""A learner's progress: figures, and every fact with its next date."""

from quizapp.web.progress.views import blueprint

__all__ = ["blueprint"]
