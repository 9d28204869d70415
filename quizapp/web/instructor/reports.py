"""What learners said about one's sets: read it, take an answer as a name, or close it."""

from __future__ import annotations

from uuid import UUID

from flask import Response, abort, flash, render_template, request, url_for

from quizapp.bank.faults import SetFaults
from quizapp.services import reports
from quizapp.services.errors import ServiceError
from quizapp.web.extensions import database, now
from quizapp.web.forms import PlainForm
from quizapp.web.fragments import leave
from quizapp.web.instructor.rooms import blueprint, private
from quizapp.web.visitors import for_instructors, visitor
from quizapp.web.words import gettext as _


@blueprint.get("/reports")
@for_instructors
def reported() -> Response:
    """The open reports, the oldest first."""
    found = reports.open_reports(database(), visitor().user_id, administrator=_administrator())
    return private(render_template("instructor/reports.html", reports=found))


@blueprint.post("/reports/<uuid:report_id>")
@for_instructors
def settle(report_id: UUID) -> Response:
    """Do with a report what the button said."""
    if not PlainForm().validate_on_submit():
        abort(400)
    owner, time, administrator = visitor().user_id, now(), _administrator()
    try:
        if request.form.get("status") == "name":
            reports.take_as_name(database(), report_id, owner, now=time, administrator=administrator)
            flash(_("Published: the answer is accepted from now on."), "success")
        else:
            status = request.form.get("status", "")
            reports.settle(database(), report_id, owner, status=status, now=time, administrator=administrator)
    except SetFaults as refused:
        flash(_("Not taken: %(why)s", why=refused.faults[0].message), "error")
    except ServiceError as refused:
        flash(str(refused), "error")
    return leave(url_for("instructor.reported"))


def _administrator() -> bool:
    return "admin" in visitor().roles
