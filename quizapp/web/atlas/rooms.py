"""The blueprint of map and timeline, and what their two pages share."""

from __future__ import annotations

import gzip
from typing import Any

from flask import Blueprint, Response, make_response, render_template, request

from quizapp.services import atlas as service
from quizapp.web.extensions import database

blueprint = Blueprint("atlas", __name__)


@blueprint.app_template_global("atlas_views")
def atlas_views(slug: str) -> service.Views:
    """Which of the two views a set has, for the links to them."""
    return service.views(database(), slug)


def page(template: str, **context: Any) -> Response:
    """A page that is one person's; compressed, since drawings repeat themselves.

    Compression is safe here: the pages hold no secret, and nothing of the address but numbers.
    """
    response = make_response(render_template(template, **context))
    response.headers["Cache-Control"] = "no-store"
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    return response
