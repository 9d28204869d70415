"""The sets of the site over HTTP: listing them, and publishing for instructors."""

from __future__ import annotations

from flask import Blueprint, request

from quizapp.bank.checking import check_text
from quizapp.bank.load import document_of_text
from quizapp.services import library
from quizapp.web.api import presentation, schemas
from quizapp.web.api.authentication import AUTHOR, STUDY, holder, needs
from quizapp.web.api.bodies import MAX_BYTES_SET
from quizapp.web.api.documents import answers, spec
from quizapp.web.api.pages import part
from quizapp.web.api.problems import Problem
from quizapp.web.extensions import database, now

blueprint = Blueprint("sets", __name__, url_prefix="/sets")


@blueprint.get("")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.SetPage), tags=["sets"])
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


@blueprint.post("")
@needs(AUTHOR)
@spec.validate(
    resp=answers(409, 413, 415, HTTP_200=schemas.PublishedShape, HTTP_201=schemas.PublishedShape),
    tags=["sets"],
)
def publish(json: schemas.SetDocument) -> tuple[schemas.PublishedShape, int]:
    """Publish a set document as its set's new revision: 201, or 200 when it is the current one already.

    A document with faults is answered with 409 and every fault at its line; nothing is changed then.
    """
    del json  # the text itself is read, so that faults can name its lines
    administrator = "admin" in holder().roles
    done = library.publish(database(), _checked(), holder().user_id, now(), administrator=administrator)
    shape = schemas.PublishedShape(
        slug=done.slug,
        revision=done.revision,
        created=done.created,
        added=list(done.added),
        corrected=list(done.corrected),
        removed=list(done.removed),
    )
    return shape, 201 if done.created else 200


publish.body_limit = MAX_BYTES_SET  # type: ignore[attr-defined]


@blueprint.delete("/<slug>")
@needs(AUTHOR)
@spec.validate(resp=answers(404, HTTP_204=None), tags=["sets"])
def withdraw(slug: str) -> tuple[str, int]:
    """Take a set of one's own off the lists; what learners have of it stays."""
    administrator = "admin" in holder().roles
    library.withdraw(database(), slug, holder().user_id, now(), administrator=administrator)
    return "", 204


def _checked() -> str:
    """The document that was sent; its shape, meaning and every question are sound. Raises Problem 409."""
    sent = request.get_data(as_text=True)
    faults = [fault for fault in check_text(sent, "set.json") if fault.severity == "error"]
    if not faults:
        return document_of_text(sent, "set.json")
    listed = [
        {"line": fault.line, "column": fault.column, "code": fault.code, "message": fault.message}
        for fault in faults
    ]
    raise Problem(409, "The set has faults; nothing was changed.", faults=listed)
