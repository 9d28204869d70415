"""The pages about today, and the calendar's address."""

from __future__ import annotations

import hashlib
from datetime import date

from flask import Blueprint, Response, make_response, render_template, request, session, url_for

from quizapp.services import calendar_days, calendar_feed, practice, study
from quizapp.services.errors import NotFound
from quizapp.web import languages
from quizapp.web.calendar import feed
from quizapp.web.extensions import database, now, seal, site
from quizapp.web.fragments import leave
from quizapp.web.visitors import known_learner, learner, visitor
from quizapp.web.words import format_date, speaking

blueprint = Blueprint("calendar", __name__)
TOLD_ONCE = "calendar"
"""Where the session keeps a new address until its page has shown it."""


def on_this_day() -> calendar_days.Today | None:
    """What today brings back, for the home page; None for a visitor who studies nothing."""
    learner_id = visitor().learner_id
    if learner_id is None:
        return None
    try:
        return calendar_days.today(database(), learner_id, now())
    except NotFound:
        return None


def day_and_month(day: date) -> str:
    """A day without its year, such as "Tuesday, 24 November"."""
    return format_date(day, "EEEE, d MMMM")


blueprint.add_app_template_global(on_this_day)
blueprint.add_app_template_filter(day_and_month)


@blueprint.get("/today")
def today() -> Response:
    """The days that the learner's sets speak of; what it tells counts as displayed."""
    learner_id = visitor().learner_id
    found = calendar_days.read(database(), seal(), learner_id, now()) if learner_id is not None else None
    html = render_template("calendar/today.html", found=found)
    return _private(html)


@blueprint.post("/today/quiz")
def quiz() -> Response:
    """A short quiz about today."""
    learner_id = known_learner()
    choices = calendar_days.quiz(calendar_days.today(database(), learner_id, now()))
    begun = practice.start(database(), seal(), learner_id, choices, now())
    return leave(url_for("practice.sitting", practice_id=begun))


@blueprint.get("/settings/calendar")
def address() -> Response:
    """Make, replace or revoke the address of one's calendar."""
    learner_id = visitor().learner_id
    made = calendar_feed.address_made(database(), learner_id) if learner_id is not None else None
    text = session.pop(TOLD_ONCE, None)
    link = _base() + url_for("calendar.ics", text=text) if text else ""
    html = render_template("calendar/address.html", made=made, link=link)
    return _private(html)


@blueprint.post("/settings/calendar")
def make_address() -> Response:
    """A new address; the one before stops working. It speaks the language that the page does now."""
    own = study.settings(database(), learner())
    study.change_settings(database(), learner(), {"language": own.language or languages.chosen()})
    session[TOLD_ONCE] = calendar_feed.make_address(database(), learner(), now())
    return leave(url_for("calendar.address"))


@blueprint.post("/settings/calendar/revoke")
def revoke_address() -> Response:
    """No address any more."""
    calendar_feed.revoke_address(database(), known_learner())
    return leave(url_for("calendar.address"))


@blueprint.get("/calendar/<text>.ics")
def ics(text: str) -> Response:
    """The calendar of whoever made this address, for calendar programs."""
    found = calendar_feed.calendar(database(), text, now())
    language = found.language if found.language in languages.available() else languages.SOURCE
    with speaking(language):
        host = _base().partition("://")[2].partition(":")[0]
        body = feed.written(found, host, _base() + url_for("learner.studying"))
    response = Response(body, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="quizapp.ics"'
    response.headers["Cache-Control"] = "private, max-age=3600"
    response.set_etag(hashlib.sha256(body).hexdigest()[:24])
    response.make_conditional(request)
    return response


def _base() -> str:
    """The site's own address, without a slash at its end."""
    return site().public_url or request.url_root.rstrip("/")


def _private(html: str) -> Response:
    response = make_response(html)
    response.headers["Cache-Control"] = "no-store"
    return response
