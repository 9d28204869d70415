"""Errors as RFC 9457 problem JSON. Titles and details are ours: nothing that was sent is repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Response, current_app, jsonify, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed, TooManyRequests

from quizapp.core.errors import QuizappError, SetError, UnknownQuestion, WrongShape
from quizapp.services import errors
from quizapp.services.study.results import Turn
from quizapp.web.api import presentation

MEDIA_TYPE = "application/problem+json"

TITLES: Mapping[int, str] = {
    401: "No valid token",
    403: "Not allowed",
    404: "No such thing",
    405: "Not this method",
    409: "Conflict",
    413: "Too large",
    415: "Not JSON",
    422: "Wrong shape",
    429: "Too many requests",
    500: "Internal error",
    503: "Not available",
}

DETAILS: Mapping[int, str] = {
    401: "Send a token as `Authorization: Bearer …`; it may be missing, unknown, revoked or expired.",
    403: "The token or its account may not do this.",
    404: "There is no such thing, or it is not yours.",
    405: "This address does not take this method; the Allow header names those it takes.",
    409: "This does not fit the state of things; read it again and go on from there.",
    413: "The body is larger than this address takes.",
    415: "The body must be JSON, sent as application/json.",
    422: "The body, path or query does not have the shape that the OpenAPI document tells.",
    429: "Wait, then try again.",
    500: "The fault is the program's own; the request id finds it in the log.",
    503: "The database cannot be reached or cannot store anything now; try again later.",
}

STATUSES: Sequence[tuple[type[QuizappError], int, str]] = (
    (errors.ReusedId, 409, "This review id was used for another answer."),
    (errors.Conflict, 409, "This is not the current question; `current` is."),
    (errors.NotFound, 404, ""),
    (errors.NotAllowed, 403, ""),
    (errors.Expired, 401, ""),
    (UnknownQuestion, 404, "There is no such question, or it is not yours."),
    (WrongShape, 422, "The response does not have the shape of the question's kind."),
    (errors.Taken, 422, "Another account has this name or address."),
    (errors.Invalid, 422, "A value cannot be used."),
    (SetError, 409, "The set has faults; nothing was changed."),
)


class Problem(HTTPException):
    """An error that is answered as problem JSON, with further members where they help."""

    def __init__(self, status: int, detail: str = "", **members: Any) -> None:
        super().__init__(detail)
        self.code = status
        self.members = members


def problem(status: int, detail: str = "", **members: Any) -> Response:
    """The response for a status; `detail` says more than the usual sentence."""
    body = {
        "type": "about:blank",
        "title": TITLES.get(status, "Error"),
        "status": status,
        "detail": detail or DETAILS.get(status, ""),
        **{name: value for name, value in members.items() if value is not None},
    }
    response = jsonify(body)
    response.status_code = status
    response.mimetype = MEDIA_TYPE
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="quizapp"'
    if status in (429, 503):
        response.headers["Retry-After"] = "5"
    return response


def of_service(error: QuizappError) -> Response:
    """The response for what a service or the core raised."""
    current = getattr(error, "current", None)
    turn = presentation.turn(current).model_dump(mode="json") if isinstance(current, Turn) else None
    for kind, status, detail in STATUSES:
        if isinstance(error, kind):
            return problem(status, detail, current=turn)
    return problem(422)


def of_http(error: HTTPException) -> Response:
    """The response for what the web library raised: too large, not found, wrong method."""
    if isinstance(error, Problem):
        return problem(error.code or 500, error.description or "", **error.members)
    status = error.code or 500
    response = problem(422 if status == 400 else status)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    if isinstance(error, TooManyRequests) and error.retry_after:
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def of_outage(error: Exception) -> Response:
    """The response while the database cannot work: nothing was stored, and it may be tried again."""
    current_app.logger.error("the database cannot work: %s", str(error).splitlines()[0])
    return problem(503)


def of_fault(error: Exception) -> Response:
    """The response for a fault of our own, which goes to the log."""
    current_app.logger.error("unhandled fault at %s", request.path, exc_info=error)
    return problem(500)
