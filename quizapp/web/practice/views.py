"""The pages of practice quizzes."""

from __future__ import annotations

from flask import Blueprint, Response, flash, make_response, render_template, request, url_for

from quizapp.core.errors import WrongShape
from quizapp.core.facts import Point
from quizapp.services import library, practice, progress
from quizapp.services.errors import Conflict, Invalid
from quizapp.services.practice import Sitting
from quizapp.web.answering.charts import chart_of
from quizapp.web.answering.forms import form_for, sent_answer, sent_form
from quizapp.web.extensions import database, now, seal
from quizapp.web.forms import PlainForm
from quizapp.web.fragments import leave, partial, respond
from quizapp.web.practice import words
from quizapp.web.practice.forms import ChoicesForm
from quizapp.web.visitors import known_learner, learner, visitor
from quizapp.web.words import gettext as _

blueprint = Blueprint("practice", __name__)
for shown in (words.local_moment, words.clock, words.duration, words.by_item, words.titled, words.toned):
    blueprint.add_app_template_filter(shown)
PAGE, PART = "practice/sitting.html", "practice/_stage.html"


@blueprint.route("/practice", methods=["GET", "POST"])
def choose() -> Response:
    """Choose what to practise, and begin."""
    learner_id = visitor().learner_id
    own = progress.own_sets(database(), learner_id, now()) if learner_id is not None else ()
    started = {line.slug for line in own}
    sets = sorted(library.list_sets(database()), key=lambda item: item.slug not in started)
    form = ChoicesForm(sets, data=_suggested(started))
    if form.validate_on_submit():
        try:
            quiz = practice.start(database(), seal(), learner(), form.wishes(), now())
        except Invalid:
            form.form_errors.append(
                _("Nothing in this choice can be asked so. Choose more sets, topics, facts or kinds.")
            )
        else:
            return leave(url_for("practice.sitting", practice_id=quiz))
    html = render_template(
        "practice/choose.html",
        form=form,
        sets=sets,
        started=started,
        recent=practice.recent(database(), learner_id, now()) if learner_id is not None else (),
    )
    return _private(html, 422 if request.method == "POST" else 200)


@blueprint.get("/practice/<practice_id>")
def sitting(practice_id: str) -> Response:
    """The current question of a quiz."""
    return _show(practice.sitting(database(), seal(), known_learner(), practice_id, now()))


@blueprint.post("/practice/<practice_id>/answer")
def answer(practice_id: str) -> Response:
    """Take an answer; then its feedback, or the next question."""
    learner_id = known_learner()
    try:
        number = practice.answer(
            database(), seal(), learner_id, practice_id, sent_answer(sent_form()), now=now()
        )
    except WrongShape as fault:
        stand = practice.sitting(database(), seal(), learner_id, practice_id, now())
        return _show(stand, status=422, fault=str(fault))
    except Conflict:
        stand = practice.sitting(database(), seal(), learner_id, practice_id, now())
        message = _(
            "That question had been answered already, perhaps in another tab. Here is the current one."
        )
        return _show(stand, status=409, message=message)
    if number is None:
        flash(_("The time was up before this answer came."), "care")
        return leave(url_for("practice.result", practice_id=practice_id))
    stand = practice.sitting(database(), seal(), learner_id, practice_id, now())
    if not stand.feedback:
        return _show(stand) if partial() else leave(url_for("practice.sitting", practice_id=practice_id))
    if partial():
        return told(practice_id, number)
    return leave(url_for("practice.told", practice_id=practice_id, number=number))


@blueprint.post("/practice/<practice_id>/point")
def move_point(practice_id: str) -> Response:
    """Move the point on the map a step, where there are no scripts to do it; nothing is answered yet."""
    stand = practice.sitting(database(), seal(), known_learner(), practice_id, now())
    if stand.task is None or stand.task.question.kind != "locate":
        return _show(stand)
    try:
        point = Point(*sent_form().given())
    except (WrongShape, TypeError):
        point = None
    fine = "fine" in request.form
    moved = chart_of(stand.task.question).nudged(point, request.form.get("nudge", ""), fine=fine)
    return _show(stand, point=moved, fine=fine)


@blueprint.get("/practice/<practice_id>/answers/<int:number>")
def told(practice_id: str, number: int) -> Response:
    """What an answer was worth, in a quiz that tells at once."""
    learner_id = known_learner()
    line = practice.told(database(), learner_id, practice_id, number)
    stand = practice.sitting(database(), seal(), learner_id, practice_id, now())
    return respond(PAGE, PART, told=line, stand=stand)


@blueprint.post("/practice/<practice_id>/end")
def end(practice_id: str) -> Response:
    """End a quiz before all is answered."""
    if not PlainForm().validate():
        return leave(url_for("practice.sitting", practice_id=practice_id))
    practice.finish(database(), known_learner(), practice_id, now())
    return leave(url_for("practice.result", practice_id=practice_id))


@blueprint.get("/practice/<practice_id>/result")
def result(practice_id: str) -> Response:
    """Score, time, and everything that was missed."""
    found = practice.result(database(), known_learner(), practice_id, now())
    if found is None:
        return leave(url_for("practice.sitting", practice_id=practice_id))
    return _private(render_template("practice/result.html", result=found))


@blueprint.post("/practice/<practice_id>/study")
def study_missed(practice_id: str) -> Response:
    """Have what was missed come first, and study."""
    slug = practice.study_missed(database(), known_learner(), practice_id, now())
    return leave(url_for("learner.studying", slug=slug))


def _suggested(started: set[str]) -> dict[str, list[str]]:
    """The set whose page led here, else the learner's own sets."""
    asked = request.args.getlist("set")
    return {"sets": asked or sorted(started)}


def _show(
    stand: Sitting,
    status: int = 200,
    *,
    fault: str = "",
    message: str = "",
    point: Point | None = None,
    fine: bool = False,
) -> Response:
    """The question that stands; the result once there is none."""
    if stand.task is None:
        return leave(url_for("practice.result", practice_id=stand.practice_id))
    return respond(
        PAGE,
        PART,
        status,
        stand=stand,
        task=stand.task,
        question=stand.task.question,
        form=form_for(stand.task),
        fault=fault,
        message=message,
        chart=chart_of(stand.task.question) if stand.task.question.kind == "locate" else None,
        nudge_address=url_for("practice.move_point", practice_id=stand.practice_id),
        point=point,
        fine=fine,
        left=stand.ends_at - now() if stand.ends_at else None,
    )


def _private(html: str, status: int = 200) -> Response:
    response = make_response(html, status)
    response.headers["Cache-Control"] = "no-store"
    return response
