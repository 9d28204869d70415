"""A whole page, or only the part of it that changes, from the same template."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template, request

from quizapp.web.words import locale_tag, page_texts

NO_STORE = "no-store"


def partial() -> bool:
    """Whether the browser asked for a part, to put it into the page it shows."""
    sent = request.environ
    return sent.get("HTTP_HX_REQUEST") == "true" and "HTTP_HX_HISTORY_RESTORE_REQUEST" not in sent


def respond(page: str, part: str, status: int = 200, **context: Any) -> Response:
    """The part alone, or the page around it; never kept by the browser, since it shows one person's state."""
    html = render_template(part if partial() else page, _=page_texts(locale_tag()), **context)
    response = make_response(html, status)
    response.headers["Cache-Control"] = NO_STORE
    response.headers["Vary"] = "HX-Request"
    return response


def leave(address: str) -> Response:
    """Go to another page, whoever asked."""
    if not partial():
        return make_response(redirect(address, 303))
    return Response(status=200, headers={"HX-Redirect": address})
