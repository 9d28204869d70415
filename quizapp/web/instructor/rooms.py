"""The blueprint that the instructors' pages hang on, and its first page."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template

from quizapp.services import library
from quizapp.web.extensions import database
from quizapp.web.visitors import for_instructors, visitor

blueprint = Blueprint("instructor", __name__, url_prefix="/teach")


@blueprint.get("/")
@for_instructors
def index() -> Response:
    """What an instructor can do here, and the sets they made."""
    own = [item for item in library.list_sets(database()) if item.owner_id == visitor().user_id]
    return private(render_template("instructor/index.html", own=own))


def private(html: str, status: int = 200) -> Response:
    """A page that no cache keeps."""
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response
