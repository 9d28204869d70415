"""On this day: what a learner's sets speak of today, and the calendar they can subscribe to."""

from quizapp.web.calendar.views import blueprint

__all__ = ["blueprint"]
