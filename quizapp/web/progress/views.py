"""The pages of progress."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, url_for

from quizapp.services import progress
from quizapp.web.extensions import database, now
from quizapp.web.forms import PlainForm
from quizapp.web.fragments import leave
from quizapp.web.visitors import visitor

blueprint = Blueprint("progress", __name__)


@blueprint.get("/progress")
def overview() -> Response:
    """Today, tomorrow, this week, retention so far, and the learner's sets."""
    learner_id = visitor().learner_id
    if learner_id is None:
        return _private(render_template("progress/empty.html"))
    figures = progress.overview(database(), learner_id, now())
    own = progress.own_sets(database(), learner_id, now())
    return _private(render_template("progress/overview.html", figures=figures, own=own))


@blueprint.get("/progress/<slug>")
def facts(slug: str) -> Response:
    """Each fact of a set, with its next date and strength."""
    learner_id = visitor().learner_id
    if learner_id is None:
        return leave(url_for("learner.set_page", slug=slug))
    lines = progress.facts(database(), learner_id, slug, now())
    own = progress.own_sets(database(), learner_id, now())
    title = next((line.title for line in own if line.slug == slug), slug)
    html = render_template(
        "progress/facts.html", lines=lines, slug=slug, title=title, plain=PlainForm(formdata=None)
    )
    return _private(html)


def _private(html: str) -> Response:
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response
