"""How often one may sign in, register, ask for a reset or come as a new guest.

Counted in this process, or in Redis for all processes where QUIZAPP_REDIS_URL is set. The limits let a
whole class behind one address begin at once; they are there against guessing and flooding.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import structlog
from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from werkzeug.exceptions import TooManyRequests

GUEST = parse("600/minute")
"""New guests from one address."""
BY_ADDRESS: Mapping[str, RateLimitItem] = {
    "security.login": parse("300/minute"),
    "accounts.register": parse("120/minute"),
    "accounts.reset": parse("10/minute"),
}
"""POSTs to these endpoints from one address."""
BY_NAME: Mapping[str, RateLimitItem] = {"security.login": parse("10/minute")}
"""POSTs to these endpoints for one account, whatever address they come from."""
NAME_FIELDS: Sequence[str] = ("identity", "email", "username")

log = structlog.get_logger("quizapp.limits")


def register(app: Flask, storage: str = "") -> None:
    """Count the requests that are limited; `storage` is the address of a Redis shared by all processes."""
    kept = storage_from_string(storage or "memory://", wrap_exceptions=True)
    app.extensions["quizapp_limits"] = MovingWindowRateLimiter(kept)
    app.before_request(_check)


def take_guest() -> None:
    """Count one new guest. Raises TooManyRequests."""
    _take(GUEST, "guest", _address())


def _check() -> None:
    endpoint = request.endpoint or ""
    if request.method != "POST" or endpoint not in BY_ADDRESS:
        return
    _take(BY_ADDRESS[endpoint], endpoint, _address())
    name = next((request.form[field] for field in NAME_FIELDS if request.form.get(field)), "")
    if name and endpoint in BY_NAME:
        _take(BY_NAME[endpoint], endpoint, name.strip().lower()[:200])


def _take(limit: RateLimitItem, *of: str) -> None:
    limiter: MovingWindowRateLimiter = current_app.extensions["quizapp_limits"]
    try:
        allowed = limiter.hit(limit, *of)
        until = 0.0 if allowed else limiter.get_window_stats(limit, *of).reset_time
    except StorageError as error:
        # Without its counter a limit is not worth keeping people out for.
        log.warning("limits are not counted", reason=str(error))
        return
    if not allowed:
        raise TooManyRequests(retry_after=max(1, round(until - time.time())))


def _address() -> str:
    return request.remote_addr or "unknown"
