"""`/api/v1`: the JSON API for programs."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from quizapp.core.errors import QuizappError
from quizapp.services.outages import OUTAGES
from quizapp.web.api import learner, problems, reports, sets, study
from quizapp.web.api.authentication import authenticate
from quizapp.web.api.documents import document
from quizapp.web.extensions import csrf

PREFIX = "/api/v1"
OPEN = frozenset({"api.openapi"})
"""Endpoints that need no token."""


def register(app: Flask) -> None:
    """Give the application its API."""
    blueprint = Blueprint("api", __name__, url_prefix=PREFIX)
    for room in (sets.blueprint, study.blueprint, learner.blueprint, reports.blueprint):
        blueprint.register_blueprint(csrf.exempt(room))
    blueprint.add_url_rule("/openapi.json", "openapi", _openapi)
    blueprint.before_request(_authenticate)
    blueprint.before_app_request(_not_routed)
    blueprint.register_error_handler(HTTPException, problems.of_http)
    blueprint.register_error_handler(QuizappError, problems.of_service)
    for outage in OUTAGES:
        blueprint.register_error_handler(outage, problems.of_outage)
    blueprint.register_error_handler(Exception, problems.of_fault)
    blueprint.after_request(_keep_private)
    app.register_blueprint(csrf.exempt(blueprint))
    # Flask-Security would read each JSON body in search of a token of its own; ours are looked at here only.
    # Its pages for signed-in people call the loader, so there must be one.
    app.extensions["security"].login_manager.request_loader(lambda _request: None)


def _authenticate() -> None:
    if request.endpoint not in OPEN:
        authenticate()


def _not_routed() -> Response | None:
    """Addresses below ours that no view answers: a blueprint's error handlers never hear of them."""
    missed = request.routing_exception
    if missed is None or not request.path.startswith(f"{PREFIX}/") or (missed.code or 0) < 400:
        return None
    return problems.of_http(missed)


def _openapi() -> Response:
    """The OpenAPI document."""
    return jsonify(document())


def _keep_private(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
