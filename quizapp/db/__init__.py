"""The database: models, engines and transactions. Importing any part of it knows all tables."""

from quizapp.db import accounts, library, outgoing, practice, study

__all__ = ["accounts", "library", "outgoing", "practice", "study"]
