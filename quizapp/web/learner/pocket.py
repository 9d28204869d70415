"""Questions kept on the phone: handed out with their keys; their answers are taken in later, and once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from flask import Response, jsonify, render_template, request
from flask_wtf.csrf import generate_csrf

from quizapp.core.errors import QuizappError
from quizapp.core.kinds.locate import DEFAULT_KM
from quizapp.services import study
from quizapp.services.errors import Conflict, ReusedId
from quizapp.services.study.results import Task
from quizapp.web.answering.charts import chart_of
from quizapp.web.answering.forms import form_for, sent_answer, sent_form
from quizapp.web.errors import status_of
from quizapp.web.extensions import csrf, database, now, seal
from quizapp.web.forms import PlainForm
from quizapp.web.fragments import NO_STORE
from quizapp.web.learner.rooms import blueprint
from quizapp.web.sentences import told
from quizapp.web.visitors import known_learner, visitor
from quizapp.web.words import lazy_gettext as _l

LATE = _l("Something else was answered in the meantime, perhaps in another tab.")
UNREAD = _l("This could not be taken as an answer. Try again.")
KEPT = 30
"""Questions kept on the phone at a time."""


@blueprint.post("/study/pocket")
@csrf.exempt  # type: ignore[untyped-decorator]  # checked here: a page asks by itself, and needs no error
def pocket() -> Response:
    """The next questions as pages put them, with what is needed to judge and explain the answers.

    204 for a browser that keeps no session, or whose session is over: it has nothing to be kept for.
    """
    learner_id = visitor().learner_id
    if learner_id is None or not PlainForm().validate():
        return _private(Response(), 204)
    tasks = study.batch(database(), seal(), learner_id, None, count=KEPT, now=now())
    return _private(jsonify(token=generate_csrf(), items=[_item(task) for task in tasks]))


@blueprint.post("/study/pocket/answer")
def take_in() -> Response:
    """An answer given without network. The answer says whether it needs to be kept on the phone any longer.

    A review id that is known already means that the answer had arrived, though its receipt did not.
    """
    learner_id = known_learner()
    try:
        given = replace(sent_answer(sent_form()), offline=True, answered_at=_instant())
        outcome = study.answer(database(), seal(), learner_id, given, now())
    except ReusedId:
        return _private(jsonify(state="taken"))
    except Conflict as moved_on:
        return _private(jsonify(state="late", message=told(str(moved_on), str(LATE))), 409)
    except QuizappError as refused:
        return _private(jsonify(state="refused", message=told(str(refused), str(UNREAD))), status_of(refused))
    return _private(jsonify(state="taken", correct=outcome.verdict.correct))


def _item(task: Task) -> dict[str, Any]:
    question = task.question
    ask = task.showing == "ask"
    context: dict[str, Any] = {
        "task": task,
        "question": question,
        "slug": None,
        "form": form_for(task),
        "chart": chart_of(question) if ask and question.kind == "locate" else None,
    }
    return {
        "id": task.question_id,
        "kind": question.kind if ask else "show",
        "key": question.key,
        "accepts": [question.answer, *question.accepts],
        "near": question.judging.get("passes_km", DEFAULT_KM),
        "why": {option.id: [option.text, option.why] for option in question.options},
        "ask": render_template("learner/_ask.html", **context),
        "told": render_template("learner/_told.html", **context),
    }


def _instant() -> datetime | None:
    """When the learner's clock says that it was answered; None if it says nothing that can be read."""
    try:
        at = datetime.fromisoformat(request.form.get("answered_at", ""))
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _private(response: Response, status: int = 200) -> Response:
    response.status_code = status
    response.headers["Cache-Control"] = NO_STORE
    return response
