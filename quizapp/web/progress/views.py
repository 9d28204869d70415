"""The page of progress."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response, url_for

from quizapp.services import deadlines, progress
from quizapp.services.deadlines import Outlook
from quizapp.web.extensions import database, now
from quizapp.web.fragments import leave
from quizapp.web.progress import charts
from quizapp.web.progress.charts import Chart
from quizapp.web.progress.heatmap import heatmap
from quizapp.web.progress.rooms import blueprint, page
from quizapp.web.visitors import visitor
from quizapp.web.words import gettext as _

FEWEST_POINTS = 2
"""Of a chart; fewer are said in the sentence above it already."""
blueprint.add_app_template_filter(charts.duration)
blueprint.add_app_template_filter(charts.likely)
blueprint.add_app_template_filter(charts.day_name)


@dataclass(frozen=True, slots=True)
class Exam:
    """What a set's exam day will find known."""

    line: progress.Mastery
    outlook: Outlook


@blueprint.app_template_filter("strength_name")
def strength_name(name: str) -> str:
    """The strength of a card in words."""
    names = {"new": _("new"), "learning": _("learning"), "young": _("young"), "strong": _("strong")}
    return names.get(name, name)


@blueprint.app_template_filter("kind_name")
def kind_name(kind: str) -> str:
    """A way of asking in words."""
    names = {
        "choice": _("choice"),
        "multiple": _("several right"),
        "truefalse": _("true or false"),
        "typed": _("typed"),
        "cloze": _("gap"),
        "date": _("date"),
        "number": _("number"),
        "matching": _("matching"),
        "timeline": _("in order"),
        "locate": _("on the map"),
        "flashcard": _("flashcard"),
    }
    return names.get(kind, kind)


@blueprint.get("/progress")
def overview() -> Response:
    """Today and the streak, then what is known, what comes, and whether the predictions hold."""
    learner_id = visitor().learner_id
    if learner_id is None:
        return page("progress/empty.html")
    found = progress.figures(database(), learner_id, now())
    if not found.mastery and not found.overview.reviews:
        return page("progress/empty.html")
    return page(
        "progress/overview.html",
        figures=found.overview,
        calendar=found.calendar,
        heat=heatmap(found.calendar),
        days=charts.days_table(found.calendar),
        known=found.known,
        known_chart=_worth_drawing(charts.known_chart(found.known)),
        forecast_chart=_forecast(found.forecast),
        calibration=found.calibration,
        calibration_chart=charts.calibration_chart(found.calibration) if found.calibration.lines else None,
        retention=found.retention,
        time=found.time_spent,
        time_chart=_worth_drawing(charts.time_chart(found.calendar)),
        strength_of_line=lambda line: strength_name(line.strength),
        kind_of_line=lambda line: kind_name(line.kind),
        hardest=found.hardest,
        sets=found.mastery,
        exams=_exams(learner_id, found.mastery),
    )


@blueprint.get("/progress/<slug>")
def facts(slug: str) -> Response:
    """Where the facts of a set stood before they had a page beside the set's."""
    return leave(url_for("learner.facts", slug=slug))


def _forecast(found: progress.Forecast) -> Chart | None:
    return charts.forecast_chart(found) if any(day.due for day in found.days) else None


def _worth_drawing(chart: Chart) -> Chart | None:
    return chart if len(chart.places) >= FEWEST_POINTS else None


def _exams(learner_id: int, sets: Sequence[progress.Mastery]) -> list[Exam]:
    found = []
    for line in sets:
        if line.exam_day is None:
            continue
        outlook = deadlines.outlook(database(), learner_id, line.slug, now())
        if outlook is not None:
            found.append(Exam(line, outlook))
    return found
