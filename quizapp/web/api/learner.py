"""A learner's own figures, log and account over HTTP."""

from __future__ import annotations

from flask import Blueprint

from quizapp.services import accounts, progress, study
from quizapp.services.errors import Invalid
from quizapp.web.api import presentation, schemas
from quizapp.web.api.authentication import STUDY, holder, needs
from quizapp.web.api.documents import answers, spec
from quizapp.web.api.pages import NO_PLACE, part
from quizapp.web.api.problems import Problem
from quizapp.web.extensions import database, now

blueprint = Blueprint("learner", __name__)


@blueprint.get("/progress")
@needs(STUDY)
@spec.validate(resp=answers(HTTP_200=schemas.ProgressShape), tags=["learner"])
def figures() -> schemas.ProgressShape:
    """Today, tomorrow, this week, retention so far, and each of one's sets."""
    learner_id, time = holder().learner_id, now()
    found = progress.overview(database(), learner_id, time)
    return schemas.ProgressShape(
        today=presentation.figures(found.today),
        due_tomorrow=found.due_tomorrow,
        due_this_week=found.due_this_week,
        introduced=found.introduced,
        reviews=found.reviews,
        retention=found.retention,
        sets=[
            schemas.SetFigures.model_validate(line, from_attributes=True)
            for line in progress.own_sets(database(), learner_id, time)
        ],
    )


@blueprint.get("/progress/<slug>")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.FactPage), tags=["learner"])
def facts(slug: str, query: schemas.Page) -> schemas.FactPage:
    """Every card of a set with its next date and strength, in the set's order."""
    lines = progress.facts(database(), holder().learner_id, slug, now())
    found, cursor = part(lines, query)
    return schemas.FactPage(items=[presentation.fact(line) for line in found], next_cursor=cursor)


@blueprint.get("/reviews")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.ReviewPage), tags=["learner"])
def reviews(query: schemas.Page) -> schemas.ReviewPage:
    """One's log, oldest first."""
    try:
        items, cursor = study.reviews(database(), holder().learner_id, cursor=query.cursor, limit=query.limit)
    except Invalid as error:
        raise Problem(404, NO_PLACE) from error
    return schemas.ReviewPage(items=[dict(item) for item in items], next_cursor=cursor)


@blueprint.get("/me")
@needs(STUDY)
@spec.validate(resp=answers(HTTP_200=schemas.Me), tags=["learner"])
def me() -> schemas.Me:
    """Whom the token speaks for, and what it may do."""
    known = holder()
    account = accounts.account(database(), known.user_id)
    return schemas.Me(
        learner_id=known.learner_id,
        name=account.name,
        roles=sorted(known.roles),
        scopes=sorted(known.scopes),
    )


@blueprint.delete("/me")
@needs(STUDY)
@spec.validate(resp=answers(HTTP_204=None), tags=["learner"])
def leave() -> tuple[str, int]:
    """Delete the account with everything of its learner, at once and for good."""
    accounts.delete_learner(database(), holder().learner_id)
    return "", 204
