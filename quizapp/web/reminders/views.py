"""The pages of reminders."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from quizapp.services import reminders, study
from quizapp.web import languages
from quizapp.web.extensions import csrf, database, site
from quizapp.web.forms import Form
from quizapp.web.fragments import leave
from quizapp.web.visitors import for_accounts, known_learner
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

blueprint = Blueprint("reminders", __name__)
OFF = ""


class HourForm(Form):
    """At which hour, or never."""

    hour = SelectField(
        _l("A letter each day at"),
        choices=[
            SelectChoice(OFF, _l("never")),
            *(SelectChoice(str(hour), f"{hour:02d}:00") for hour in range(24)),
        ],
    )


@blueprint.route("/settings/reminders", methods=["GET", "POST"])
@for_accounts
def settings() -> Response:
    """The hour of the learner's letters; off until one is chosen. They keep to a language."""
    learner_id = known_learner()
    own = study.settings(database(), learner_id)
    form = HourForm(hour=OFF if own.reminder_hour is None else str(own.reminder_hour))
    if form.validate_on_submit():
        hour = None if form.hour.data == OFF else int(form.hour.data)
        language = own.language or languages.chosen()
        study.change_settings(database(), learner_id, {"reminder_hour": hour, "language": language})
        flash(_("Your settings are kept."), "success")
        return leave(url_for("reminders.settings"))
    html = render_template(
        "reminders/settings.html",
        form=form,
        zone=own.zone,
        available=reminders.available(site()),
        has_address=reminders.has_address(database(), learner_id),
    )
    return _private(html, 422 if request.method == "POST" else 200)


@blueprint.get("/reminders/stop/<text>")
def ask_stop(text: str) -> Response:
    """Where the link in a letter leads: one button ends them. Programs that look ahead end nothing."""
    reminders.check_stop(site(), text)
    return _private(render_template("reminders/stop.html", done=False))


@blueprint.post("/reminders/stop/<text>")
@csrf.exempt  # type: ignore[untyped-decorator]  # mail programs send this by themselves (RFC 8058); the link is the proof
def stop(text: str) -> Response:
    """End the letters."""
    reminders.stop(database(), site(), text)
    return _private(render_template("reminders/stop.html", done=True))


def _private(html: str, status: int = 200) -> Response:
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response
