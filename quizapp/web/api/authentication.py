"""Who is asking: bearer tokens only, never the cookie, and the scopes that a token carries."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, request

from quizapp.services import accounts
from quizapp.services.errors import Expired
from quizapp.web.api.problems import Problem
from quizapp.web.extensions import database, now

P = ParamSpec("P")
R = TypeVar("R")

STUDY, AUTHOR = "study", "author"
"""Scopes: what a learner does for themselves; what an instructor does for others."""
AUTHOR_ROLES = frozenset({"instructor", "admin"})
MAX_TOKEN = 200


def authenticate() -> None:
    """Find out whom the request's token speaks for. Raises Problem 401."""
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    text = text.strip()
    if scheme.lower() != "bearer" or not text.isascii() or not 0 < len(text) <= MAX_TOKEN:
        raise Problem(401)
    try:
        g.holder = accounts.check_token(database(), text, now())
    except Expired as error:
        raise Problem(401) from error


def holder() -> accounts.TokenHolder:
    """Whom the request's token speaks for."""
    found: accounts.TokenHolder = g.holder
    return found


def needs(scope: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let a view be called only with a token of this scope; `author` also needs the role."""

    def decorate(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            known = holder()
            if scope not in known.scopes:
                raise Problem(403, f"The token does not have the scope `{scope}`.")
            if scope == AUTHOR and not AUTHOR_ROLES & set(known.roles):
                raise Problem(403, "Only instructors may do this.")
            return view(*args, **kwargs)

        return checked

    return decorate
