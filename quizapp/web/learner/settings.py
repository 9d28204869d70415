"""A learner's settings, and a copy of everything of theirs."""

from __future__ import annotations

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from flask import (
    Response,
    abort,
    flash,
    make_response,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from wtforms import BooleanField, DecimalField, IntegerField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import AnyOf, InputRequired, NumberRange

from quizapp.core.memory import DEFAULT
from quizapp.services import personal_data, refitting, study
from quizapp.services.study.results import LearnerSettings
from quizapp.web import languages
from quizapp.web.extensions import database
from quizapp.web.forms import Form, PlainForm
from quizapp.web.fragments import leave
from quizapp.web.learner.costs import costs
from quizapp.web.learner.rooms import blueprint
from quizapp.web.visitors import browser_zone, known_learner, learner, remember_choices, visitor
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

AS_DEVICE = SelectChoice("", _l("As the device"))
THEMES = [
    SelectChoice("auto", _l("As the device")),
    SelectChoice("light", _l("Light")),
    SelectChoice("dark", _l("Dark")),
]
HOURS = [SelectChoice(str(hour), f"{hour:02d}:00") for hour in range(13)]


class SettingsForm(Form):
    """What a learner may choose."""

    language = SelectField(_l("Language of the pages"))
    theme = SelectField(_l("Colours"), choices=THEMES)
    reduced_motion = BooleanField(_l("No movement on the pages"))
    zone = StringField(_l("Time zone"), render_kw={"list": "zones", "autocomplete": "off"})
    rollover_hour = SelectField(
        _l("A new day begins at"),
        coerce=int,
        choices=HOURS,
    )
    answers_per_day = IntegerField(
        _l("Answers a day, at most"), validators=[InputRequired(), NumberRange(1, 1000)]
    )
    new_per_day = IntegerField(
        _l("New facts a day, at most"), validators=[InputRequired(), NumberRange(0, 100)]
    )
    desired_retention = DecimalField(
        _l("How much to remember, in per cent"), places=0, validators=[InputRequired(), NumberRange(70, 97)]
    )
    show_first = BooleanField(_l("Show a new fact before asking it"))
    no_typing = BooleanField(_l("Choose instead of typing"))
    recall_only = BooleanField(_l("Type as soon as a fact is known a little"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language.choices = [AS_DEVICE, *(SelectChoice(*named) for named in languages.named())]
        self.zone.validators = [AnyOf(zones(), _("This is no time zone; choose one from the list."))]

    def changes(self) -> dict[str, Any]:
        """The settings as the service takes them."""
        chosen = {name: field.data for name, field in self._fields.items() if name != "csrf_token"}
        return chosen | {"desired_retention": float(chosen["desired_retention"]) / 100}


@cache
def zones() -> frozenset[str]:
    """All time zones."""
    return frozenset(available_timezones())


@blueprint.route("/settings", methods=["GET", "POST"])
def settings() -> Response:
    """The learner's settings."""
    learner_id = visitor().learner_id
    current = study.settings(database(), learner_id) if learner_id is not None else None
    form = SettingsForm(data=_shown(current))
    if form.validate_on_submit():
        study.change_settings(database(), learner(), form.changes())
        remember_choices(learner())
        flash(_("Your settings are kept."), "success")
        return leave(url_for("learner.settings"))
    status = 422 if request.method == "POST" else 200
    html = render_template(
        "learner/settings.html",
        form=form,
        zones=sorted(zones()),
        guest=learner_id is not None,
        elsewhere=_elsewhere(current),
        costs=costs(),
        fits=refitting.fits_of(database(), learner_id) if learner_id is not None else None,
        published=DEFAULT.id,
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/settings/zone")
def take_zone() -> Response:
    """Take the time zone that the browser told."""
    if not PlainForm().validate():
        abort(400)
    study.change_settings(database(), learner(), {"zone": browser_zone()})
    remember_choices(learner())
    flash(_("Your days now begin and end by %(zone)s.", zone=browser_zone()), "success")
    return leave(url_for("learner.settings"))


@blueprint.post("/settings/fit")
def take_fit() -> Response:
    """Use a fit of one's own, or turn back to the published figures."""
    if not PlainForm().validate():
        abort(400)
    refitting.use_fit(database(), known_learner(), request.form.get("fit", "")[:40])
    flash(_("From the next answer on, dates are chosen by it."), "success")
    return leave(url_for("learner.settings"))


@blueprint.get("/settings/export")
def export() -> Response:
    """Everything of the learner's, as a ZIP of JSON and CSV."""
    pieces = personal_data.archive(database(), known_learner())
    response = Response(stream_with_context(pieces), mimetype="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="quizapp-data.zip"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _elsewhere(current: LearnerSettings | None) -> str:
    """The browser's time zone, where it is not the learner's."""
    told = browser_zone()
    return told if current is not None and current.zone != told else ""


def _shown(current: LearnerSettings | None) -> dict[str, Any]:
    found = current or LearnerSettings(zone=browser_zone())
    names = [name for name in LearnerSettings.__dataclass_fields__ if name in SettingsForm.__dict__]
    shown = {name: getattr(found, name) for name in names}
    return shown | {"desired_retention": round(found.desired_retention * 100)}
