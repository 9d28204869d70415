"""What forms of several rooms share."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from babel.support import NullTranslations, Translations
from flask import g, session
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from wtforms.csrf.core import CSRFTokenField
from wtforms.i18n import messages_path

from quizapp.web.words import locale_tag

SESSIONS = 1_000
"""Whose tokens a process keeps."""


class TokenField(CSRFTokenField):  # type: ignore[misc]
    """The token against forgery. A page repeats it in each of its forms, so it is written without ado."""

    def __call__(self, **_attributes: Any) -> Markup:
        """The hidden field; it needs no id, and so no attributes are taken."""
        return token_field()


class _Messages:
    """What WTForms says, in the visitor's language; its own way reads the catalogue at each request."""

    def gettext(self, text: str) -> str:
        return str(_catalogue(locale_tag()).ugettext(text))

    def ngettext(self, one: str, many: str, number: int) -> str:
        return str(_catalogue(locale_tag()).ungettext(one, many, number))


MESSAGES = _Messages()


class Form(FlaskForm):  # type: ignore[misc]
    """A form with its token against forgery."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How fields are made."""

        class csrf_class(FlaskForm.Meta.csrf_class):  # type: ignore[misc]  # noqa: N801 - the library's name
            """The library's check, with our field."""

            field_class = TokenField

        def get_translations(self, _form: Any) -> _Messages:
            """Where WTForms finds its messages."""
            return MESSAGES


class PlainForm(Form):
    """A button alone; the form carries nothing but its token."""


def token_field() -> Markup:
    """A hidden field with the token of this request."""
    written: Markup | None = g.get("token_field")
    if written is None:
        secret = session.get("csrf_token")
        written = g.token_field = _token_field(secret) if secret else _token_field.__wrapped__("")
    return written


@lru_cache(SESSIONS)
def _token_field(_secret: str) -> Markup:
    """The field of a session, by the secret its token signs: signing took longer than the page."""
    return Markup('<input name="csrf_token" type="hidden" value="{}">').format(generate_csrf())


@cache
def _catalogue(language: str) -> Translations | NullTranslations:
    return Translations.load(messages_path(), [language], domain="wtforms")
