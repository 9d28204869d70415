"""The home page and the page about the site."""

from __future__ import annotations

from flask import Response, make_response, render_template

from quizapp.services import library, progress, study
from quizapp.services.study.results import Today
from quizapp.web import vendor
from quizapp.web.extensions import database, now, seal
from quizapp.web.learner.rooms import blueprint
from quizapp.web.visitors import visitor

SECONDS_AN_ANSWER = 8
MANY = 20
"""Due cards from which it is looked up whether they fit into a day."""


@blueprint.get("/")
def home() -> Response:
    """One button for what is due, one's own sets, and all others: general ones first."""
    learner_id = visitor().learner_id
    own = progress.own_sets(database(), learner_id, now()) if learner_id is not None else ()
    started = {line.slug: line for line in own}
    due = sum(line.due for line in own)
    html = render_template(
        "learner/home.html",
        sets=library.list_sets(database()),
        started=started,
        due=due,
        catch_up=_catch_up(learner_id) if learner_id is not None and due > MANY else None,
        minutes=max(1, round(due * SECONDS_AN_ANSWER / 60)),
    )
    return _private(html)


@blueprint.get("/about")
def about() -> Response:
    """What this is, whose work it uses, and what the sets are licensed under."""
    html = render_template(
        "learner/about.html", sets=library.list_sets(database()), credits=credits_of_front_end()
    )
    return _private(html)


def _catch_up(learner_id: int) -> Today | None:
    """Where the learner stands, if more is due than today has room for."""
    today = study.next_question(database(), seal(), learner_id, None, now()).today
    return today if today.backlog else None


def credits_of_front_end() -> list[tuple[str, str, str]]:
    """Package, version and licence of what is served with the pages, each once."""
    files = vendor.manifest().values()
    return sorted({(file["package"], file["version"], file["license"]) for file in files})


def _private(html: str) -> Response:
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response
