"""The sets of the site over HTTP: listing them, and publishing for instructors."""

from __future__ import annotations

from flask import Blueprint

from quizapp.services import library
from quizapp.web.api import presentation, schemas
from quizapp.web.api.authentication import AUTHOR, STUDY, holder, needs
from quizapp.web.api.documents import answers, spec
from quizapp.web.api.pages import part
from quizapp.web.extensions import database, now

blueprint = Blueprint("sets", __name__, url_prefix="/sets")


@blueprint.get("")
@needs(STUDY)
@spec.validate(resp=answers(HTTP_200=schemas.SetPage), tags=["sets"])
def list_sets(query: schemas.Page) -> schemas.SetPage:
    """All published sets: general ones first, then by title."""
    found, cursor = part(library.list_sets(database()), query)
    return schemas.SetPage(items=[presentation.set_line(item) for item in found], next_cursor=cursor)


@blueprint.get("/<slug>")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.SetLine), tags=["sets"])
def get_set(slug: str) -> schemas.SetLine:
    """One set, with its sources and whether they are all of one party."""
    return presentation.set_line(library.get_set(database(), slug))


@blueprint.delete("/<slug>")
@needs(AUTHOR)
@spec.validate(resp=answers(404, HTTP_204=None), tags=["sets"])
def withdraw(slug: str) -> tuple[str, int]:
    """Take a set of one's own off the lists; what learners have of it stays."""
    library.withdraw(database(), slug, holder().user_id, now())
    return "", 204
