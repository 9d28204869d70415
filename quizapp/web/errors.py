"""What goes wrong, told plainly, with a way back; nobody sees a traceback."""

from __future__ import annotations

from collections.abc import Sequence

import structlog
from flask import Flask, Response, flash, make_response, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from quizapp.core.errors import QuizappError, SetError, UnknownQuestion, WrongShape
from quizapp.services import errors as services
from quizapp.services.outages import OUTAGES
from quizapp.web.fragments import NO_STORE, leave, partial
from quizapp.web.sentences import told
from quizapp.web.visitors import guest_is_gone, visitor, without_database
from quizapp.web.words import gettext as _

STATUS: Sequence[tuple[type[QuizappError], int]] = (
    (services.NotFound, 404),
    (services.NotAllowed, 403),
    (services.Conflict, 409),
    (services.Expired, 410),
    (UnknownQuestion, 404),
    (WrongShape, 422),
    (SetError, 422),
    (QuizappError, 422),
)
SECRET_FIELDS = (
    "password",
    "token",
    "secret",
    "question",
    "review",
    "ms",
    "input",
    "submit",
    "next",
    "remember",
)
TOLD = frozenset({"Allow", "Retry-After"})
"""Headers of an error that programs act on."""
KEPT_LIMIT = 20_000
RETRY_AFTER_S = "5"

log = structlog.get_logger(__name__)


def register(app: Flask) -> None:
    """Give every error its page."""
    app.register_error_handler(CSRFError, _on_expired)
    app.register_error_handler(HTTPException, _on_http_error)
    app.register_error_handler(QuizappError, _on_refusal)
    for outage in OUTAGES:
        app.register_error_handler(outage, _on_outage)
    app.register_error_handler(Exception, _on_fault)


def status_of(error: QuizappError) -> int:
    """The HTTP status that goes with an error raised on purpose."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def _words(status: int) -> tuple[str, str]:
    """Title and advice for a status."""
    said = {
        400: (
            _("That could not be read"),
            _("The request was not of the expected form. Go back and try again."),
        ),
        401: (_("Please sign in"), _("This page is for people with an account.")),
        403: (
            _("This is not open to you"),
            _("Your account may not do this. Ask whoever runs this site if it should."),
        ),
        404: (_("Nothing here"), _("The address may be mistyped, or what was here has been taken away.")),
        405: (
            _("That does not work here"),
            _("This page cannot be used in that way. Go back and try again."),
        ),
        409: (
            _("Already moved on"),
            _("Something else was answered in the meantime, perhaps in another tab."),
        ),
        410: (_("This link has run out"), _("One-time links work once and not for long. Ask for a new one.")),
        413: (_("That is too long"), _("What was sent is larger than this page takes. Nothing was stored.")),
        415: (_("That kind of file is not taken"), _("Nothing was stored.")),
        422: (_("That cannot be used"), _("Nothing was changed.")),
        429: (
            _("A little slower, please"),
            _("Too many requests came at once. Wait a minute and try again."),
        ),
        503: (
            _("Back in a moment"),
            _("The site is busy or being looked after. Nothing of yours is lost; try again soon."),
        ),
    }
    fallback = (
        _("Something went wrong"),
        _("The fault is ours and has been noted. Every answer given before is safe."),
    )
    return said.get(status, fallback)


def _page(
    status: int, *, title: str = "", message: str = "", kept: Sequence[tuple[str, str]] = ()
) -> Response:
    try:
        visitor()
    except OUTAGES:
        without_database()
    words = _words(status)
    template = "errors/_fault.html" if partial() else "errors/fault.html"
    html = render_template(
        template, status=status, title=title or words[0], message=message or words[1], kept=kept
    )
    response = make_response(html, status)
    response.headers["Cache-Control"] = NO_STORE
    return response


def _on_expired(error: CSRFError) -> Response:
    log.info("form without a valid token", reason=error.description)
    message = _("This page was open for very long, or you signed in or out meanwhile, so it was not sent.")
    return _page(400, title=_("This page has expired"), message=message, kept=_entered())


def _on_http_error(error: HTTPException) -> Response:
    if error.response is not None:
        return make_response(error.response)
    status = error.code or 500
    response = _page(status, kept=_entered() if status in (400, 409, 429) else ())
    for name, text in error.get_headers():
        if name in TOLD:
            response.headers[name] = text
    return response


def _on_refusal(error: QuizappError) -> Response:
    if isinstance(error, services.NotFound) and guest_is_gone():
        flash(_("Your earlier answers as a guest are no longer here, so you begin anew."), "care")
        return leave(request.full_path.rstrip("?") if request.method == "GET" else url_for("learner.home"))
    status = status_of(error)
    return _page(status, message=told(str(error)), kept=_entered() if status == 422 else ())


def _on_outage(error: Exception) -> Response:
    log.error("database out of reach", path=request.path, reason=str(error).splitlines()[0])
    without_database()
    response = _page(503)
    response.headers["Retry-After"] = RETRY_AFTER_S
    return response


def _on_fault(error: Exception) -> Response:
    log.error("fault", path=request.path, exc_info=error)
    without_database()  # it may be what is at fault
    return _page(500)


def _entered() -> list[tuple[str, str]]:
    """What the person had typed, so that it can be copied and sent again; no passwords and no tokens."""
    if request.content_length and request.content_length > KEPT_LIMIT:
        return []
    fields = request.form.items(multi=True)
    return [
        (name.replace("_", " "), text)
        for name, text in fields
        if text.strip() and not any(part in name for part in SECRET_FIELDS)
    ]
