"""The page of one card: its history, its curve, its source, and what can be done with it."""

from __future__ import annotations

from flask import Response

from quizapp.core.errors import UnknownQuestion
from quizapp.core.questions import Card, Question
from quizapp.services import library, progress, study
from quizapp.services.errors import NotFound
from quizapp.web.answering.actions import NoteForm
from quizapp.web.extensions import database, now
from quizapp.web.progress.curve import curves
from quizapp.web.progress.rooms import blueprint, page
from quizapp.web.visitors import known_learner
from quizapp.web.words import gettext as _

ASKED_OF = ("flashcard", "typed", "choice", "date", "number", "cloze")
"""Kinds tried, in this order, for a question that carries the fact's sources."""


@blueprint.get("/facts/<path:key>")
def card(key: str) -> Response:
    """One card as its learner stands with it."""
    session, learner_id, moment = database(), known_learner(), now()
    history = progress.card_history(session, learner_id, key, moment)
    own = library.get_set(session, history.slug)
    today = progress.overview(session, learner_id, moment).today.study_day
    question = _question(own.revision, key)
    return page(
        "progress/card.html",
        history=history,
        line=history.line,
        set=own,
        today=today,
        drawing=curves(history, today) if len(history.curve) > 1 else "",
        question=question,
        note=NoteForm(formdata=None, text=study.note(session, learner_id, key)),
    )


@blueprint.app_template_filter("role_name")
def role_name(role: str) -> str:
    """What an answer was for memory."""
    names = {
        "meeting": _("first met"),
        "shown": _("shown"),
        "counted": _("asked"),
        "repeat": _("once more that day"),
        "corrected": _("the fact was corrected"),
        "reset": _("begun again"),
        "known": _("set as known"),
        "logged": _("in a quiz"),
    }
    return names.get(role, role)


def _question(revision: str, key: str) -> Question:
    """A question of the card, for its sources. Raises NotFound."""
    try:
        generator, parsed = library.generator_for(database(), revision), Card.parse(key)
        found = (generator.make(parsed, kind, 1) for kind in ASKED_OF)
        question = next((one for one in found if one is not None), None)
    except UnknownQuestion as error:
        raise NotFound(str(error)) from error
    if question is None:
        raise NotFound(f"there is no card {key[:120]!r}")
    return question
