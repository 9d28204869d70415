"""The learner's pages: home, sets, study, settings."""

from quizapp.web.learner import (
    browsing,
    corrections,
    home,
    pacing,
    phone,
    pocket,
    printing,
    sets,
    settings,
    study,
)
from quizapp.web.learner.rooms import blueprint

__all__ = [
    "blueprint",
    "browsing",
    "corrections",
    "home",
    "pacing",
    "phone",
    "pocket",
    "printing",
    "sets",
    "settings",
    "study",
]
