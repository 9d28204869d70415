"""How a learner studies one set: pace, exam day, what is switched off."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from wtforms import BooleanField, DateField, DecimalField, IntegerField
from wtforms.validators import NumberRange, Optional

from quizapp.services import deadlines, library, study
from quizapp.services.errors import NotFound
from quizapp.services.study.results import EnrolmentSettings, LearnerSettings
from quizapp.web.extensions import database, now
from quizapp.web.forms import Form
from quizapp.web.fragments import leave
from quizapp.web.learner.rooms import blueprint
from quizapp.web.visitors import known_learner, visitor
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l


class PaceForm(Form):
    """What a learner may choose for one set; empty means as for all sets."""

    new_per_day = IntegerField(_l("New facts a day"), validators=[Optional(), NumberRange(0, 100)])
    exam_day = DateField(_l("Day of an exam"), validators=[Optional()])
    desired_retention = DecimalField(
        _l("How much to remember, in per cent"), places=0, validators=[Optional(), NumberRange(70, 97)]
    )
    detail = BooleanField(_l("Details, too"))
    sensitive = BooleanField(_l("Sensitive facts, too"))
    reverse = BooleanField(_l("Ask the other way round, too"))
    show_first = BooleanField(_l("Show a new fact before asking it"))
    no_typing = BooleanField(_l("Choose instead of typing"))
    recall_only = BooleanField(_l("Type as soon as a fact is known a little"))
    paused = BooleanField(_l("Let this set rest"))

    def changes(self) -> dict[str, Any]:
        """The settings as the service takes them."""
        chosen = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        share = chosen["desired_retention"]
        return chosen | {"desired_retention": None if share is None else float(share) / 100}


@blueprint.route("/sets/<slug>/settings", methods=["GET", "POST"])
def pace(slug: str) -> Response:
    """How the learner studies this set, and what an exam day would find known."""
    own = library.get_set(database(), slug)
    learner_id = visitor().learner_id
    current = _enrolment(learner_id, slug)
    form = PaceForm(data=_shown(current or EnrolmentSettings()))
    if current is not None and form.validate_on_submit():
        study.change_enrolment(database(), known_learner(), slug, form.changes())
        flash(_("Your settings are kept."), "success")
        return leave(url_for("learner.pace", slug=slug))
    html = render_template(
        "learner/pace.html",
        set=own,
        form=form if current is not None else None,
        general=study.settings(database(), learner_id) if learner_id is not None else LearnerSettings(),
        counts=_switched_off(own.revision),
        outlook=_outlook(learner_id, slug, form.exam_day.data) if current is not None else None,
    )
    response = make_response(html, 422 if request.method == "POST" else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


def _enrolment(learner_id: int | None, slug: str) -> EnrolmentSettings | None:
    if learner_id is None:
        return None
    try:
        return study.enrolment(database(), learner_id, slug)
    except NotFound:
        return None


def _shown(current: EnrolmentSettings) -> dict[str, Any]:
    shown = {field.name: getattr(current, field.name) for field in fields(current)}
    if current.desired_retention is not None:
        shown["desired_retention"] = round(current.desired_retention * 100)
    return shown


def _switched_off(revision: str) -> dict[str, int]:
    """How many facts are not asked until a learner wishes them."""
    facts = library.generator_for(database(), revision).facts.facts.values()
    return {
        "detail": sum(fact.level == "detail" for fact in facts),
        "sensitive": sum(bool(fact.sensitive) for fact in facts),
    }


def _outlook(learner_id: int | None, slug: str, day: date | None) -> deadlines.Outlook | None:
    if learner_id is None or day is None:
        return None
    return deadlines.outlook(database(), learner_id, slug, now(), exam_day=day)
