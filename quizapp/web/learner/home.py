"""The home page and the page about the site."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response as BaseResponse

from quizapp.services import library, progress
from quizapp.web import vendor
from quizapp.web.extensions import database, now
from quizapp.web.learner.rooms import blueprint
from quizapp.web.visitors import visitor

SECONDS_AN_ANSWER = 8


@blueprint.get("/")
def home() -> Response:
    """One button for what is due, one's own sets, and all others: general ones first."""
    learner_id = visitor().learner_id
    own, catch_up = progress.home(database(), learner_id, now()) if learner_id is not None else ((), None)
    started = {line.slug: line for line in own}
    due = sum(line.due for line in own)
    html = render_template(
        "learner/home.html",
        sets=library.list_sets(database()),
        started=started,
        due=due,
        catch_up=catch_up,
        minutes=max(1, round(due * SECONDS_AN_ANSWER / 60)),
    )
    return _private(html)


@blueprint.get("/sets")
def sets() -> BaseResponse:
    """All sets stand on the home page."""
    return redirect(url_for("learner.home"))


@blueprint.get("/about")
def about() -> Response:
    """What this is, whose work it uses, and what the sets are licensed under."""
    html = render_template(
        "learner/about.html", sets=library.list_sets(database()), credits=credits_of_front_end()
    )
    return _private(html)


def credits_of_front_end() -> list[tuple[str, str, str]]:
    """Package, version and licence of what is served with the pages, each once."""
    files = vendor.manifest().values()
    return sorted({(file["package"], file["version"], file["license"]) for file in files})


def _private(html: str) -> Response:
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response
