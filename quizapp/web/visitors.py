"""Who is looking: a guest, a learner with an account, or nobody yet. Found once a request."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar
from urllib.parse import unquote

from flask import abort, g, redirect, request, session, url_for
from flask_security import current_user

from quizapp.core.study_days import UnknownZone, zone
from quizapp.services import accounts, study
from quizapp.services.errors import NotFound
from quizapp.web.extensions import database, now, site
from quizapp.web.limits import take_guest
from quizapp.web.words import choose_again

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response

P = ParamSpec("P")
R = TypeVar("R")
GUEST = "guest"
ACCOUNT = "_user_id"
"""Where the sign-in library keeps the account's name for sessions."""
REMEMBERED = "remember_token"
"""Its cookie for browsers that are to stay signed in."""
ZONE_COOKIE = "zone"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Plain values, so that nothing is read again after a service ended the transaction."""

    learner_id: int | None
    user_id: int | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()

    @property
    def teaches(self) -> bool:
        """Whether the pages for instructors are theirs."""
        return bool(self.roles & {"instructor", "admin"})


def visitor() -> Visitor:
    """The visitor of this request; a guest costs no query, an account one."""
    found: Visitor | None = g.get("visitor")
    if found is None:
        found = g.visitor = _account() or Visitor(session.get(GUEST))
    return found


def without_database() -> None:
    """Let the rest of this request do with what is known of the visitor, or the session itself tells."""
    if g.get("visitor") is None:
        g.visitor = Visitor(session.get(GUEST))


def _account() -> Visitor | None:
    """The account of the session; one that is only remembered by its cookie is signed in by the library."""
    name = session.get(ACCOUNT)
    if name is None and REMEMBERED in request.cookies and current_user.is_authenticated:
        name = session.get(ACCOUNT)
    known = accounts.signed_in(database(), name) if name is not None else None
    return Visitor(known.learner_id, known.user_id, known.name, known.roles) if known else None


def learner() -> int:
    """The visitor's learner id; a visitor without one becomes a guest."""
    found = visitor().learner_id
    if found is None:
        take_guest()
        found = session[GUEST] = accounts.create_guest(database(), now(), browser_zone())
        session.permanent = True
        g.visitor = Visitor(found)
    return found


def known_learner() -> int:
    """The visitor's learner id, or 404: what is asked for cannot be theirs."""
    found = visitor().learner_id
    if found is None:
        abort(404)
    return found


def forget_guest() -> None:
    """The guest has become an account, or is no more."""
    session.pop(GUEST, None)
    g.pop("visitor", None)


def guest_is_gone() -> bool:
    """Whether the guest of this browser is unknown here, since deleted; then they are forgotten."""
    found = session.get(GUEST)
    if found is None:
        return False
    try:
        study.settings(database(), found)
    except NotFound:
        forget_guest()
        return True
    return False


def remember_choices(learner_id: int) -> None:
    """Take the learner's choices into the session, where every page, and the rest of this, finds them."""
    chosen = study.settings(database(), learner_id)
    session["language"], session["theme"] = chosen.language, chosen.theme
    session["motion"] = "less" if chosen.reduced_motion else ""
    session["zone"] = chosen.zone
    choose_again()


def zone_name() -> str:
    """The visitor's time zone: the chosen one, else the browser's."""
    return session.get("zone") or browser_zone()


def browser_zone() -> str:
    """The time zone that the browser told, if it is one; else the site's."""
    told = unquote(request.cookies.get(ZONE_COOKIE, ""))[:64]
    try:
        zone(told)
    except UnknownZone:
        return site().timezone
    return told


def for_accounts(view: Callable[P, R]) -> Callable[P, R | Response]:
    """Send those who are not signed in to the sign-in page, and back afterwards."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R | Response:
        if visitor().user_id is None:
            return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
        return view(*args, **kwargs)

    return guarded


def for_instructors(view: Callable[P, R]) -> Callable[P, R | Response]:
    """As `for_accounts`; accounts that do not teach get 403."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
        if not visitor().teaches:
            abort(403)
        return view(*args, **kwargs)

    return for_accounts(guarded)
