"""Studying over HTTP: the next question, answers, corrections, practice for offline use."""

from __future__ import annotations

from flask import Blueprint

from quizapp.services import study
from quizapp.services.study.results import Answer
from quizapp.web.api import presentation, schemas
from quizapp.web.api.authentication import STUDY, holder, needs
from quizapp.web.api.documents import answers, spec
from quizapp.web.extensions import database, now, seal

blueprint = Blueprint("study", __name__, url_prefix="/study")


@blueprint.post("/next")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.TurnShape), tags=["study"])
def next_of_all() -> schemas.TurnShape:
    """The question to answer now, from all of one's sets as one queue; the same one until it is answered."""
    return presentation.turn(study.next_question(database(), seal(), holder().learner_id, None, now()))


@blueprint.post("/<slug>/next")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.TurnShape), tags=["study"])
def next_of_set(slug: str) -> schemas.TurnShape:
    """The question to answer now, from one set, which this starts."""
    return presentation.turn(study.next_question(database(), seal(), holder().learner_id, slug, now()))


@blueprint.post("/answers")
@needs(STUDY)
@spec.validate(resp=answers(404, 409, 413, 415, HTTP_200=schemas.OutcomeShape), tags=["study"])
def answer(json: schemas.AnswerRequest) -> schemas.OutcomeShape:
    """Record an answer: once for each review id, before this answers; sending it again changes nothing."""
    given = Answer(
        review_id=json.review_id.lower(),
        question_id=json.question_id,
        response=json.response,
        ms=json.ms,
        answered_at=json.answered_at,
        input="api",
        offline=json.answered_at is not None,
    )
    return presentation.outcome(study.answer(database(), seal(), holder().learner_id, given, now()))


@blueprint.post("/answers/<uuid:review_id>/override")
@needs(STUDY)
@spec.validate(resp=answers(404, 409, HTTP_200=schemas.OutcomeShape), tags=["study"])
def override(review_id: object) -> schemas.OutcomeShape:
    """ "My answer was right": the review is recomputed, and the set's owner hears of it."""
    done = study.override(database(), seal(), holder().learner_id, str(review_id), now())
    return presentation.outcome(done)


@blueprint.post("/batch")
@needs(STUDY)
@spec.validate(resp=answers(404, 413, 415, HTTP_200=schemas.BatchShape), tags=["study"])
def batch(json: schemas.BatchRequest) -> schemas.BatchShape:
    """Practice questions with keys and feedback, for use offline; their answers are taken later, in order."""
    tasks = study.batch(database(), seal(), holder().learner_id, json.set, count=json.n, now=now())
    return schemas.BatchShape(items=[presentation.batch_item(task) for task in tasks])


@blueprint.post("/undo")
@needs(STUDY)
@spec.validate(resp=answers(404, HTTP_200=schemas.TurnShape), tags=["study"])
def undo() -> schemas.TurnShape:
    """Take the last answer back."""
    return presentation.turn(study.undo(database(), seal(), holder().learner_id, now()))
