"""The learner's pages: home, sets, study, settings."""

from quizapp.web.learner import corrections, home, sets, settings, study
from quizapp.web.learner.rooms import blueprint

__all__ = ["blueprint", "corrections", "home", "sets", "settings", "study"]
