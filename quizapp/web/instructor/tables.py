"""A set from two or more columns of a spreadsheet: paste, look at its questions, publish."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, render_template, request, url_for
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from quizapp.bank.faults import Fault, SetFaults
from quizapp.core.errors import SetError
from quizapp.core.questions import Question
from quizapp.services.errors import ServiceError
from quizapp.web.forms import Form
from quizapp.web.fragments import leave
from quizapp.web.instructor.publishing import Draft, draft_of_table, publish
from quizapp.web.instructor.rooms import blueprint, private
from quizapp.web.samples import examples
from quizapp.web.visitors import for_instructors
from quizapp.web.words import gettext as _
from quizapp.web.words import lazy_gettext as _l

BODY_LIMIT = 2 * 1024 * 1024
SHOWN = 60
"""Questions shown before publishing."""


class TableForm(Form):
    """A pasted table and what the set is called."""

    title = StringField(
        _l("Title of the set"), validators=[DataRequired(_l("Give the set a title.")), Length(max=120)]
    )
    summary = StringField(_l("One sentence about it (optional)"), validators=[Length(max=300)])
    table = TextAreaField(
        _l("The table"),
        validators=[DataRequired(_l("Paste at least two columns.")), Length(max=1_000_000)],
        render_kw={"rows": 12, "spellcheck": "false", "class": "paste", "wrap": "off"},
    )
    headless = BooleanField(_l("The first row is data already"))
    header = StringField(_l("Then what are the columns called?"), validators=[Length(max=500)])


@blueprint.route("/table", methods=["GET", "POST"])
@for_instructors
def table() -> Response:
    """Paste a table, look at the questions it gives, publish it."""
    form = TableForm()
    if not form.validate_on_submit():
        return _page(form)
    try:
        draft = draft_of_table(form.title.data, form.summary.data, form.table.data, _header(form))
        if "publish" in request.form:
            made = publish(draft)
            flash(_("Published. Anyone can study it now."), "success")
            return leave(url_for("learner.set_page", slug=made.slug))
    except SetFaults as refused:
        return _page(form, faults=refused.faults)
    except (SetError, ServiceError) as refused:
        form.form_errors.append(str(refused))
        return _page(form)
    return _page(form, draft=draft, questions=examples(draft.facts, SHOWN))


table.body_limit = BODY_LIMIT  # type: ignore[attr-defined]


def _header(form: TableForm) -> str:
    return (form.header.data or "").strip() if form.headless.data else ""


def _page(
    form: TableForm,
    *,
    faults: Sequence[Fault] = (),
    draft: Draft | None = None,
    questions: Sequence[Question] = (),
) -> Response:
    status = 422 if request.method == "POST" and draft is None else 200
    html = render_template(
        "instructor/table.html", form=form, faults=faults, draft=draft, questions=questions
    )
    return private(html, status)
