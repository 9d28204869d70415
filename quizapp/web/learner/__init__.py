"""The learner's pages: home, sets, study, settings."""

from quizapp.web.learner import browsing, corrections, home, pacing, phone, pocket, sets, settings, study
from quizapp.web.learner.rooms import blueprint

__all__ = [
    "blueprint",
    "browsing",
    "corrections",
    "home",
    "pacing",
    "phone",
    "pocket",
    "sets",
    "settings",
    "study",
]
