"""Flask, without what each request would do over again in vain."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from flask.templating import DispatchingJinjaLoader, Environment
from itsdangerous import URLSafeTimedSerializer
from jinja2 import Environment as JinjaEnvironment

SIGNER = "quizapp_session_signer"
INCLUDE = re.compile(r'{% include "([^"]+)" %}')
WHOLE = re.compile("{%-? *(block|extends)")
"""What a template has that stays one of its own."""


class Templates(Environment):
    """Templates whose globals are all known before the first is loaded."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One mapping: a page copies it, and copying a chain of two took as long as a hundred lookups."""
        return {**self.globals, **(d or {})}


class Pieces(DispatchingJinjaLoader):
    """Loads a template with the parts it names written in their places: finding a part, giving it a copy of
    all names and looking each of them up again took a third of a page. A part must not include itself.
    """

    def get_source(
        self, environment: JinjaEnvironment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text, its file, and whether that is still the same. What a part sets stays its own."""

        def part(include: re.Match[str]) -> str:
            text, *_ = self.get_source(environment, include[1])
            return include[0] if WHOLE.search(text) else f"{{% with %}}{text.rstrip()}{{% endwith %}}"

        text, file, same = super().get_source(environment, template)
        return INCLUDE.sub(part, text), file, same


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

    def create_global_jinja_loader(self) -> Pieces:
        """Where templates come from."""
        return Pieces(self)

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself: none here is a coroutine, and looking took as long each time."""
        return func
