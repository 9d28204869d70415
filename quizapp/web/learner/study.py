"""Studying: a question, the answer, what there is to learn from it, and the next."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import Response, flash, request, session, url_for

from quizapp.core.errors import WrongShape
from quizapp.core.facts import Point
from quizapp.services import study
from quizapp.services.errors import Conflict
from quizapp.services.study.results import Answer, Outcome
from quizapp.web.answering.charts import chart_of
from quizapp.web.answering.forms import sent_answer, sent_form
from quizapp.web.extensions import database, now, seal
from quizapp.web.fragments import leave, partial
from quizapp.web.learner.rooms import blueprint
from quizapp.web.learner.stage import show_outcome, show_turn, study_address
from quizapp.web.visitors import known_learner, learner, visitor
from quizapp.web.words import gettext as _

ANSWERED = "answered"
"""Where the session keeps the answer whose feedback a page without scripts shows next."""
REVIEWS_AHEAD, NEW_BEYOND = 20, 5
"""How much is taken up beyond the day's plan at a time."""
LARGEST_KEPT = 2_000
"""Bytes of such an answer; the session is a cookie."""


@blueprint.post("/sets/<slug>/start")
def start(slug: str) -> Response:
    """Start a set, as a guest if need be, and go to its first question."""
    study.enrol(database(), learner(), slug, now())
    return leave(study_address(slug))


@blueprint.get("/study")
@blueprint.get("/sets/<slug>/study")
def studying(slug: str | None = None) -> Response:
    """The question to answer now; the same one until it is answered."""
    learner_id = visitor().learner_id
    if learner_id is None:
        return leave(url_for("learner.set_page", slug=slug) if slug else url_for("learner.home"))
    return show_turn(study.next_question(database(), seal(), learner_id, slug, now()), slug)


@blueprint.post("/study/answer")
@blueprint.post("/sets/<slug>/study/answer")
def answer(slug: str | None = None) -> Response:
    """Take an answer and show what it is worth. The same answer sent twice shows the same."""
    learner_id = known_learner()
    try:
        given = sent_answer(sent_form())
        outcome = study.answer(database(), seal(), learner_id, given, now())
    except Conflict as moved_on:
        return _show_current(moved_on, learner_id, slug)
    except WrongShape as fault:
        turn = study.next_question(database(), seal(), learner_id, slug, now())
        return show_turn(turn, slug, status=422, fault=str(fault))
    if partial() or not _kept(given):
        return _told(outcome, given, slug)
    return leave(url_for("learner.answered", slug=slug))


@blueprint.post("/study/point")
@blueprint.post("/sets/<slug>/study/point")
def move_point(slug: str | None = None) -> Response:
    """Move the point on the map a step, where there are no scripts to do it; nothing is answered yet."""
    turn = study.next_question(database(), seal(), known_learner(), slug, now())
    if turn.task is None or turn.task.question.kind != "locate":
        return show_turn(turn, slug)
    try:
        point = Point(*sent_form().given())
    except (WrongShape, TypeError):
        point = None
    fine = "fine" in request.form
    moved = chart_of(turn.task.question).nudged(point, request.form.get("nudge", ""), fine=fine)
    return show_turn(turn, slug, point=moved, fine=fine)


@blueprint.get("/study/answered")
@blueprint.get("/sets/<slug>/study/answered")
def answered(slug: str | None = None) -> Response:
    """The feedback to the last answer, where a page without scripts comes after sending one."""
    kept: Mapping[str, Any] | None = session.get(ANSWERED)
    if kept is None:
        return leave(study_address(slug))
    learner_id, given = known_learner(), Answer(**kept)
    try:
        outcome = study.answer(database(), seal(), learner_id, given, now())
    except Conflict as moved_on:
        return _show_current(moved_on, learner_id, slug)
    return _told(outcome, given, slug)


@blueprint.post("/study/undo")
@blueprint.post("/sets/<slug>/study/undo")
def undo(slug: str | None = None) -> Response:
    """Take the last answer back and ask again."""
    turn = study.undo(database(), seal(), known_learner(), now())
    if not partial():
        return leave(study_address(slug))
    return show_turn(turn, slug, message=_("The last answer is taken back."))


@blueprint.post("/study/hint")
@blueprint.post("/sets/<slug>/study/hint")
def hint(slug: str | None = None) -> Response:
    """The question again, with its hint."""
    turn = study.next_question(database(), seal(), known_learner(), slug, now())
    return show_turn(turn, slug, hint=True)


@blueprint.post("/study/more")
@blueprint.post("/sets/<slug>/study/more")
def more(slug: str | None = None) -> Response:
    """When today is done: review ahead, or meet a few more new facts."""
    ahead, new = (0, NEW_BEYOND) if "new" in request.form else (REVIEWS_AHEAD, 0)
    turn = study.more(database(), seal(), known_learner(), slug, now=now(), reviews=ahead, new=new)
    if turn.task is None:
        flash(_("There is nothing more to take up today."))
    return leave(study_address(slug))


@blueprint.post("/study/go-on")
@blueprint.post("/sets/<slug>/study/go-on")
def go_on(slug: str | None = None) -> Response:
    """After a guest's first facts: go on under the usual limits."""
    study.go_on(database(), known_learner(), now())
    return leave(study_address(slug))


@blueprint.post("/sets/<slug>/study/show-first")
def show_first(slug: str) -> Response:
    """Take the offer of being shown new facts before being asked."""
    study.change_enrolment(database(), known_learner(), slug, {"show_first": "yes" in request.form})
    return leave(study_address(slug))


def _told(outcome: Outcome, given: Answer, slug: str | None) -> Response:
    """The feedback; after a fact that was only shown, the next question at once."""
    if outcome.verdict.reason == "shown":
        return show_turn(outcome.turn, slug) if partial() else leave(study_address(slug))
    return show_outcome(outcome, given.response, given.question_id, slug)


def _show_current(moved_on: Conflict, learner_id: int, slug: str | None) -> Response:
    turn = moved_on.current or study.next_question(database(), seal(), learner_id, slug, now())
    message = _("That question had been answered already, perhaps in another tab. Here is the current one.")
    return show_turn(turn, slug, status=409, message=message)


def _kept(given: Answer) -> bool:
    """Keep an answer until its feedback is asked for, if it is small enough for a cookie."""
    kept = asdict(given)
    if len(json.dumps(kept)) > LARGEST_KEPT:
        return False
    session[ANSWERED] = kept
    return True
