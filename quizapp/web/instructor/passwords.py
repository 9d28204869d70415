"""A new password for a learner who forgot theirs and has no e-mail."""

from __future__ import annotations

from flask import Response, render_template, request, url_for
from wtforms import StringField
from wtforms.validators import DataRequired, Length

from quizapp.services import accounts
from quizapp.services.errors import NotFound
from quizapp.web.extensions import database, now, site
from quizapp.web.forms import Form
from quizapp.web.instructor.rooms import blueprint, private
from quizapp.web.visitors import for_instructors, visitor
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l


class LearnerForm(Form):
    """Whose password."""

    name = StringField(
        _l("The learner's username or e-mail"),
        validators=[DataRequired(_l("Type the name the learner signs in with.")), Length(max=255)],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )


@blueprint.route("/password", methods=["GET", "POST"])
@for_instructors
def password() -> Response:
    """Make a one-time link that the instructor hands over."""
    form = LearnerForm()
    link = ""
    if form.validate_on_submit():
        learner = _learner(form)
        if learner is not None:
            secret = accounts.make_link(database(), "reset", now(), user_id=learner.id)
            base = site().public_url or request.url_root.rstrip("/")
            link = base + url_for("accounts.new_password", secret=secret)
    status = 422 if request.method == "POST" and not link else 200
    return private(render_template("instructor/password.html", form=form, link=link), status)


def _learner(form: LearnerForm) -> accounts.Account | None:
    """The learner named; None, with the fault in the form. Instructors open no account but a learner's."""
    try:
        found = accounts.find_account(database(), form.name.data.strip())
    except NotFound:
        form.name.errors = [_("Nobody here signs in with that name.")]
        return None
    if set(found.roles) - {"learner"} and "admin" not in visitor().roles:
        form.name.errors = [_("This account teaches, too. Only an administrator can help it.")]
        return None
    return found
