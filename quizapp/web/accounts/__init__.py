"""Accounts: register, sign in and out, set a new password, delete everything."""

from quizapp.web.accounts.library import configure
from quizapp.web.accounts.views import blueprint

__all__ = ["blueprint", "configure"]
