"""A set from a file, ours or another program's: published whole, or every fault told at its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory

from flask import Response, flash, render_template, request, url_for
from flask_wtf.file import FileField, FileRequired

from quizapp.bank.checking import check_text
from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.formats import FORMATS, Format, FormatError, Remark
from quizapp.bank.formats.recognition import recognised
from quizapp.core.errors import SetError
from quizapp.services.errors import ServiceError
from quizapp.services.library.importing import import_file
from quizapp.web.extensions import database, now
from quizapp.web.forms import Form
from quizapp.web.fragments import leave
from quizapp.web.instructor.publishing import draft_of_file, publish
from quizapp.web.instructor.rooms import blueprint, private
from quizapp.web.visitors import for_instructors, visitor
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

BODY_LIMIT = 64 * 1024 * 1024
LARGEST_TEXT = 12 * 1024 * 1024
TOLD = 200
"""Remarks on single items shown at once."""
TAKEN = tuple(sorted({".yaml", ".yml", *(end for format in FORMATS.values() for end in format.ENDINGS)}))


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was published, and what there is to say of it."""

    slug: str
    created: bool
    remarks: Sequence[Fault]


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
        made = _take(form)
    except SetFaults as refused:
        return _page(form, refused.faults)
    except (SetError, FormatError, ServiceError) as refused:
        form.form_errors.append(str(refused))
        return _page(form)
    flash(
        _("Published as a new revision.") if made.created else _("It was published already, word for word."),
        "success",
    )
    if made.remarks:
        return _page(form, made.remarks, published=made.slug)
    return leave(url_for("learner.set_page", slug=made.slug))


upload.body_limit = BODY_LIMIT  # type: ignore[attr-defined]


def _take(form: UploadForm) -> Taken:
    """Publish the file. Raises SetError, FormatError and NotAllowed; nothing is changed then."""
    name = PurePath(form.file.data.filename or "").name[:120] or "set.yaml"
    ending = PurePath(name).suffix.lower()
    if ending not in TAKEN:
        kinds = ", ".join(TAKEN)
        raise SetError(
            _("%(name)s is not a kind of file that is read here: %(kinds)s.", name=name, kinds=kinds)
        )
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"upload{ending}"
        form.file.data.save(path)
        format = recognised(path)
        if format is not None and format.NAME != "set":
            return _import(path, name, format)
        return _publish(_text(path, name), name)


def _import(path: Path, name: str, format: Format) -> Taken:
    with path.open("rb") as file:
        done = import_file(database(), file, name, format, owner_id=visitor().user_id, now=now())
    remarks = _faults(name, done.remarks)
    if done.published is None:
        raise SetFaults([fault for fault in remarks if fault.severity == "error"] or remarks)
    return Taken(done.published.slug, done.published.created, remarks[:TOLD])


def _publish(text: str, name: str) -> Taken:
    remarks = check_text(text, name)
    if any(fault.severity == "error" for fault in remarks):
        raise SetFaults(remarks)
    made = publish(draft_of_file(text, name))
    return Taken(made.slug, made.created, remarks)


def _faults(name: str, remarks: Iterable[Remark]) -> list[Fault]:
    """What an import says of single items; what was merely carried otherwise is left out."""
    return [
        Fault(
            name,
            remark.line,
            1,
            "",
            f"{remark.item}: {remark.message}" if remark.item else remark.message,
            "error" if remark.severity == "error" else "warning",
        )
        for remark in remarks
        if remark.severity != "info"
    ]


def _text(path: Path, name: str) -> str:
    """The file's text. Raises SetFaults when it is none, or too long for a set."""
    if path.stat().st_size > LARGEST_TEXT:
        raise SetFaults([Fault(name, 0, 1, "Y101", f"larger than {LARGEST_TEXT >> 20} MB: divide the set")])
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SetFaults([Fault(name, 1, 1, "Y101", "not UTF-8 text: save it as UTF-8")]) from error


def _page(form: UploadForm, faults: Sequence[Fault] = (), published: str = "") -> Response:
    status = 422 if request.method == "POST" and not published else 200
    html = render_template("instructor/upload.html", form=form, faults=faults, published=published)
    return private(html, status)
