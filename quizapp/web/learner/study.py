"""Studying: a question, the answer, what there is to learn from it, and the next."""

from __future__ import annotations

from flask import Response, flash, request, url_for

from quizapp.core.errors import WrongShape
from quizapp.services import study
from quizapp.services.errors import Conflict
from quizapp.services.study.results import Outcome, Turn
from quizapp.web.extensions import database, now, seal
from quizapp.web.forms import PlainForm
from quizapp.web.fragments import leave, respond
from quizapp.web.learner.actions import AimForm, NoteForm, ReportForm
from quizapp.web.learner.feedback import lesson
from quizapp.web.learner.forms import form_for, sent_answer, sent_form
from quizapp.web.learner.rooms import blueprint
from quizapp.web.visitors import known_learner, learner, visitor
from quizapp.web.words import gettext as _


@blueprint.post("/sets/<slug>/start")
def start(slug: str) -> Response:
    """Start a set, as a guest if need be, and go to its first question."""
    study.enrol(database(), learner(), slug, now())
    return leave(url_for("learner.studying", slug=slug))


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
    return show_outcome(outcome, given.response, given.question_id, slug)


@blueprint.post("/study/undo")
@blueprint.post("/sets/<slug>/study/undo")
def undo(slug: str | None = None) -> Response:
    """Take the last answer back and ask again."""
    turn = study.undo(database(), seal(), known_learner(), now())
    return show_turn(turn, slug, message=_("The last answer is taken back."))


@blueprint.post("/study/go-on")
@blueprint.post("/sets/<slug>/study/go-on")
def go_on(slug: str | None = None) -> Response:
    """After a guest's first facts: go on under the usual limits."""
    study.go_on(database(), known_learner(), now())
    return leave(_study_address(slug))


@blueprint.post("/sets/<slug>/study/show-first")
def show_first(slug: str) -> Response:
    """Take the offer of being shown new facts before being asked."""
    study.change_enrolment(database(), known_learner(), slug, {"show_first": "yes" in request.form})
    return leave(_study_address(slug))


@blueprint.post("/study/reviews/<review_id>/<action>")
def correct(review_id: str, action: str) -> Response:
    """ "My answer was right" or "I know this already", said of an answer."""
    form = AimForm()
    services = {"override": study.override, "known": study.know_already}
    if action not in services or not form.validate():
        return leave(_study_address(form.slug.data or None))
    outcome = services[action](database(), seal(), known_learner(), review_id, now())
    return show_outcome(outcome, None, form.question_id.data or "", form.slug.data or None, corrected=action)


@blueprint.post("/study/suspend")
def suspend() -> Response:
    """Put a card aside, and go on."""
    form = AimForm()
    if not form.validate():
        return leave(url_for("learner.home"))
    if form.card.data:
        study.suspend(database(), known_learner(), form.card.data, now(), suspended=form.suspended)
    if form.back.data:
        return leave(form.back.data)
    flash(_("Put aside. You find it on the progress page."), "success")
    return leave(_study_address(form.slug.data or None))


@blueprint.post("/study/note")
def note() -> Response:
    """Keep a private note on a fact."""
    form = NoteForm()
    if form.validate():
        study.write_note(database(), known_learner(), form.card.data or "", form.text.data or "", now())
    return _said(form.slug.data, _("Your note is kept."), form.errors)


@blueprint.post("/study/report")
def report() -> Response:
    """Tell the set's owner that something is wrong with a question."""
    form = ReportForm()
    if form.validate():
        learner_id, question_id = known_learner(), form.question_id.data or ""
        study.report_question(
            database(), seal(), learner_id, question_id, text=form.text.data or "", now=now()
        )
    return _said(form.slug.data, _("Thank you. The owner of the set will see it."), form.errors)


def show_turn(
    turn: Turn, slug: str | None, *, status: int = 200, message: str = "", fault: str = ""
) -> Response:
    """The question of a turn, or that today is done."""
    form = form_for(turn.task) if turn.task else None
    return respond(
        "learner/study.html",
        "learner/_stage.html",
        status,
        turn=turn,
        form=form,
        slug=slug,
        plain=PlainForm(formdata=None),
        message=message,
        fault=fault,
    )


def show_outcome(
    outcome: Outcome, response: object, question_id: str, slug: str | None, *, corrected: str = ""
) -> Response:
    """What an answer was worth and what there is to learn from it."""
    return respond(
        "learner/study.html",
        "learner/_stage.html",
        outcome=outcome,
        turn=outcome.turn,
        lesson=lesson(outcome, response),
        slug=slug,
        question_id=question_id,
        corrected=corrected,
        plain=PlainForm(formdata=None),
        note=NoteForm(formdata=None),
        report=ReportForm(formdata=None),
    )


def _show_current(moved_on: Conflict, learner_id: int, slug: str | None) -> Response:
    turn = moved_on.current or study.next_question(database(), seal(), learner_id, slug, now())
    message = _("That question had been answered already, perhaps in another tab. Here is the current one.")
    return show_turn(turn, slug, status=409, message=message)


def _said(slug: str | None, message: str, errors: object) -> Response:
    text = _("That is too long, or empty. Nothing was stored.") if errors else message
    return respond(
        "learner/said.html",
        "learner/_said.html",
        422 if errors else 200,
        message=text,
        back=_study_address(slug),
    )


def _study_address(slug: str | None) -> str:
    return url_for("learner.studying", slug=slug or None)
