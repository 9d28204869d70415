"""The page of a set: what is in it, who says so, and how to begin."""

from __future__ import annotations

from flask import Response, make_response, render_template

from quizapp.services import library, progress
from quizapp.web.extensions import database, now
from quizapp.web.learner.rooms import blueprint
from quizapp.web.samples import statements, taste
from quizapp.web.visitors import visitor


@blueprint.get("/sets/<slug>")
def set_page(slug: str) -> Response:
    """One set; its sources stand above its button."""
    found = library.get_set(database(), slug)
    learner_id = visitor().learner_id
    own = progress.mastery(database(), learner_id, now()) if learner_id is not None else ()
    generator = library.generator_for(database(), found.revision)
    html = render_template(
        "learner/set.html",
        set=found,
        standing=next((line for line in own if line.slug == slug), None),
        balance=library.source_balance(database(), slug),
        samples=taste(generator),
        statements=statements(generator),
    )
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response
