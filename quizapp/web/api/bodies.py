"""What a request must be before a view sees it: JSON, an object, small, and fit to be stored."""

from __future__ import annotations

import json
from typing import Any, NoReturn

from flask import request

from quizapp.web.api.problems import Problem

MAX_BYTES = 64 * 1024
MAX_BYTES_SET = 8 * 1024 * 1024
"""A set document may be this large."""
MAX_DEPTH = 32
MAX_DIGITS = 30
"""Longer whole numbers are read as most programs read all, to some sixteen digits: exact ones are slow."""


def read(limit: int = MAX_BYTES) -> dict[str, Any]:
    """The request's JSON object; {} when no body was sent.

    Raises Problem: 413 too large, 415 not JSON, 422 not a JSON object.
    """
    request.max_content_length = limit
    told = request.content_length
    if (told or 0) > limit:
        raise Problem(413)
    sent = request.get_data(cache=True)
    if told is None and len(sent) >= limit:
        raise Problem(413)  # a body that does not say its length is cut at the limit
    if not sent and not request.content_type:
        return {}
    if request.mimetype != "application/json":
        raise Problem(415)
    try:
        body = json.loads(sent.decode("utf-8"), parse_constant=_refuse, parse_int=_whole, parse_float=_real)
    except (ValueError, RecursionError) as error:
        raise Problem(422, "The body is not valid JSON in UTF-8.") from error
    if not isinstance(body, dict):
        raise Problem(422, "The body must be a JSON object.")
    return {name: _storable(value, MAX_DEPTH) for name, value in body.items()}


def _storable(value: Any, depth: int) -> Any:
    """The value without what no database keeps: NUL and lone surrogates become the replacement character."""
    if depth == 0:
        raise Problem(422, "The body is nested too deeply.")
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_storable(item, depth - 1) for item in value]
    if isinstance(value, dict):
        return {_storable(name, 1): _storable(item, depth - 1) for name, item in value.items()}
    return value


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= MAX_DIGITS else _real(digits)


def _real(digits: str) -> float:
    number = float(digits)
    if number in (float("inf"), float("-inf")):
        raise ValueError("a number too large")
    return number


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")
