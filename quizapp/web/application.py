"""Flask, without what each request would do over again in vain."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.templating import Environment
from itsdangerous import URLSafeTimedSerializer

SIGNER = "quizapp_session_signer"


class Templates(Environment):
    """Templates whose globals are all known before the first is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping: a page copies it, and copying a chain of two took as long as a hundred lookups."""
        return {**self.globals, **(d or {})}


class Sessions(SecureCookieSessionInterface):
    """Sessions in signed cookies."""

    def get_signing_serializer(self, app: Flask) -> URLSafeTimedSerializer | None:
        """What signs; made once."""
        made: URLSafeTimedSerializer | None = app.extensions.get(SIGNER)
        if made is None:
            made = app.extensions[SIGNER] = super().get_signing_serializer(app)
        return made


class Application(Flask):
    """The web application."""

    jinja_environment = Templates
    session_interface = Sessions()

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none here is a coroutine, and looking took as long each time."""
        return func
