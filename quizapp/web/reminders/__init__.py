"""Reminders by e-mail: at which hour, and how they end."""

from quizapp.web.reminders.views import blueprint

__all__ = ["blueprint"]
