"""A set from a file: published whole, or every fault told at its line and column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from flask import Response, flash, render_template, request, url_for
from flask_wtf.file import FileField, FileRequired

from quizapp.bank.checking import check_text
from quizapp.bank.faults import Fault, SetFaults
from quizapp.core.errors import SetError
from quizapp.services.errors import ServiceError
from quizapp.web.forms import Form
from quizapp.web.fragments import leave
from quizapp.web.instructor.publishing import draft_of_file, publish
from quizapp.web.instructor.rooms import blueprint, private
from quizapp.web.visitors import for_instructors
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

BODY_LIMIT = 12 * 1024 * 1024
TAKEN = (".yaml", ".yml", ".csv", ".tsv", ".txt", ".json")


class UploadForm(Form):
    """A set file."""

    file = FileField(
        _l("Set file or table"),
        validators=[FileRequired(_l("Choose a file."))],
        render_kw={"accept": ",".join(TAKEN)},
    )


@blueprint.route("/upload", methods=["GET", "POST"])
@for_instructors
def upload() -> Response:
    """Publish a file as a revision; with any fault, nothing is changed."""
    form = UploadForm()
    if not form.validate_on_submit():
        return _page(form)
    try:
        text, name = _text(form)
        remarks = check_text(text, name)
        if any(fault.severity == "error" for fault in remarks):
            return _page(form, remarks)
        made = publish(draft_of_file(text, name))
    except SetFaults as refused:
        return _page(form, refused.faults)
    except (SetError, ServiceError) as refused:
        form.form_errors.append(str(refused))
        return _page(form)
    flash(
        _("Published as a new revision.") if made.created else _("It was published already, word for word."),
        "success",
    )
    if remarks:
        return _page(form, remarks, published=made.slug)
    return leave(url_for("learner.set_page", slug=made.slug))


upload.body_limit = BODY_LIMIT  # type: ignore[attr-defined]


def _text(form: UploadForm) -> tuple[str, str]:
    """The file's text and name. Raises SetFaults when it is no text."""
    name = PurePath(form.file.data.filename or "").name[:120] or "set.yaml"
    if PurePath(name).suffix.lower() not in TAKEN:
        raise SetError(
            _(
                "%(name)s is not a kind of file that is read here: %(kinds)s.",
                name=name,
                kinds=", ".join(TAKEN),
            )
        )
    try:
        return form.file.data.read().decode("utf-8-sig"), name
    except UnicodeDecodeError as error:
        raise SetFaults([Fault(name, 1, 1, "Y101", "not UTF-8 text: save it as UTF-8")]) from error


def _page(form: UploadForm, faults: Sequence[Fault] = (), published: str = "") -> Response:
    status = 422 if request.method == "POST" and not published else 200
    html = render_template("instructor/upload.html", form=form, faults=faults, published=published)
    return private(html, status)
