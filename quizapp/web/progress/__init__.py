"""A learner's progress: figures and charts, and the history of each card."""

from quizapp.web.progress import cards, views
from quizapp.web.progress.rooms import blueprint

__all__ = ["blueprint", "cards", "views"]
