"""The blueprint that the pages of progress hang on."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template

blueprint = Blueprint("progress", __name__)


def page(template: str, **context: Any) -> Response:
    """A page that is one person's."""
    response = make_response(render_template(template, **context))
    response.headers["Cache-Control"] = "no-store"
    return response
