"""What stands on the study page: a question, the feedback to an answer, or that today is done."""

from __future__ import annotations

from typing import Any

from flask import Response, request

from quizapp.core.facts import Point
from quizapp.services import study
from quizapp.services.study.results import Outcome, Turn
from quizapp.web.addresses import address
from quizapp.web.answering.actions import LONGEST_NOTE
from quizapp.web.answering.charts import chart_of, distance
from quizapp.web.answering.forms import form_for
from quizapp.web.extensions import database
from quizapp.web.fragments import respond
from quizapp.web.learner.day_lines import day_line
from quizapp.web.learner.feedback import lesson
from quizapp.web.visitors import known_learner

PAGE, PART = "learner/study.html", "learner/_stage.html"


def show_turn(
    turn: Turn,
    slug: str | None,
    *,
    status: int = 200,
    message: str = "",
    fault: str = "",
    point: Point | None = None,
    fine: bool = False,
    hint: bool = False,
) -> Response:
    """The question of a turn, or that today is done; with the point chosen so far and the hint, if taken."""
    shown = _put(turn, slug)
    return respond(
        PAGE, PART, status, message=message, fault=fault, point=point, fine=fine, hint=hint, **shown
    )


def show_outcome(
    outcome: Outcome, response: object, question_id: str, slug: str | None, *, corrected: str = ""
) -> Response:
    """What an answer was worth and what there is to learn from it.

    A part of a page brings what comes next along, so that the next press waits for nothing.
    """
    question = outcome.feedback.question
    card = outcome.card.key if outcome.card else question.card.key
    own_note = study.note(database(), known_learner(), card)
    return respond(
        PAGE,
        PART,
        outcome=outcome,
        lesson=lesson(outcome, response),
        distance=distance(question, response),
        line=day_line(question, response),
        own_note=own_note,
        longest_note=LONGEST_NOTE,
        question_id=question_id,
        corrected=corrected,
        **_put(outcome.turn, slug),
    )


def _put(turn: Turn, slug: str | None) -> dict[str, Any]:
    """What the templates of a turn take.

    Before a question about two facts that are mixed up, both facts are read on a page of their own.
    """
    task = turn.task
    on_map = task is not None and task.showing == "ask" and task.question.kind == "locate"
    return {
        "turn": turn,
        "slug": slug,
        "form": form_for(task) if task else None,
        "chart": chart_of(task.question) if task and on_map else None,
        "contrast": task is not None and task.contrast_facts and "contrast" not in request.args,
    }


def study_address(slug: str | None) -> str:
    """The address of the study page of a set, or of all one's sets."""
    return address("learner.studying", slug=slug or None)
