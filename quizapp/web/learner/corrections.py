"""What a learner says of a question or a fact: it was right, it is known, note, report, put aside."""

from __future__ import annotations

from flask import Response, abort, flash, url_for

from quizapp.services import study
from quizapp.web.answering.actions import AimForm, NoteForm, ReportForm
from quizapp.web.extensions import database, now, seal
from quizapp.web.fragments import leave, respond
from quizapp.web.learner.rooms import blueprint
from quizapp.web.learner.stage import show_outcome, study_address
from quizapp.web.visitors import known_learner
from quizapp.web.words import gettext as _

CORRECTIONS = {"override": study.override, "known": study.know_already}


@blueprint.post("/study/reviews/<review_id>/<action>")
def correct(review_id: str, action: str) -> Response:
    """ "My answer was right" or "I know this already", said of an answer."""
    form = AimForm()
    if action not in CORRECTIONS or not form.validate():
        abort(404)
    outcome = CORRECTIONS[action](database(), seal(), known_learner(), review_id, now())
    return show_outcome(outcome, None, form.question_id.data or "", form.slug.data or None, corrected=action)


@blueprint.post("/study/suspend")
def suspend() -> Response:
    """Put a card aside or take it up again, and go on."""
    form = AimForm()
    if not form.validate():
        abort(400)
    study.suspend(database(), known_learner(), form.card.data or "", now(), suspended=form.suspended)
    if form.back.data:
        return leave(form.back.data)
    flash(_("Put aside. You find it on the progress page."), "success")
    return leave(study_address(form.slug.data))


@blueprint.post("/study/related")
def related() -> Response:
    """Facts about the same thing; they count as displayed today."""
    form = AimForm()
    if not form.validate():
        abort(400)
    found = study.related_facts(database(), seal(), known_learner(), form.question_id.data or "", now())
    back = study_address(form.slug.data)
    return respond("learner/related.html", "learner/_related.html", facts=found, back=back)


@blueprint.post("/study/note")
def note() -> Response:
    """Keep a private note on a fact."""
    form = NoteForm()
    if form.validate():
        study.write_note(database(), known_learner(), form.card.data or "", form.text.data or "", now())
    return _said(form, _("Your note is kept."))


@blueprint.post("/study/report")
def report() -> Response:
    """Tell the set's owner that something is wrong with a question."""
    form = ReportForm()
    if form.validate():
        learner_id, question_id = known_learner(), form.question_id.data or ""
        study.report_question(
            database(), seal(), learner_id, question_id, text=form.text.data or "", now=now()
        )
    return _said(form, _("Thank you. The owner of the set will see it."))


def _said(form: AimForm, message: str) -> Response:
    """That it was done, or why not."""
    text = _("That is too long, or empty. Nothing was stored.") if form.errors else message
    back = study_address(form.slug.data) if form.slug.data else url_for("learner.home")
    return respond(
        "learner/said.html", "learner/_said.html", 422 if form.errors else 200, message=text, back=back
    )
