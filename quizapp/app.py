"""The application, put together: settings in, a Flask application out."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from quizapp.config import Settings, read_settings
from quizapp.services.sealing import Seal
from quizapp.signing_in import datastore
from quizapp.web import (
    accounts,
    api,
    assets,
    atlas,
    calendar,
    compression,
    errors,
    headers,
    instructor,
    languages,
    learner,
    limits,
    operations,
    pages,
    practice,
    progress,
    reminders,
)
from quizapp.web.application import Application
from quizapp.web.extensions import babel, csrf, db, security

ANSWER_LIMIT = 64 * 1024
"""Bytes of a request's body; pages that take files say more with their `body_limit`."""
SESSION_LIFE = timedelta(days=365)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the application for these settings (those of the environment if none are given)."""
    app = Application("quizapp.web", static_folder=None, root_path=str(assets.FOLDER.parent))
    _configure_settings(app, settings or read_settings())
    _configure_operations(app)
    _configure_limits(app)
    _configure_database(app)
    _configure_templates(app)
    _configure_languages(app)
    _configure_accounts(app)
    _configure_pages(app)
    _configure_api(app)
    _configure_errors(app)
    return app


def _configure_settings(app: Flask, settings: Settings) -> None:
    tls = settings.public_url.startswith("https://")
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=ANSWER_LIMIT,
        PERMANENT_SESSION_LIFETIME=SESSION_LIFE,
        SESSION_COOKIE_NAME="quizapp",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=tls,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=tls,
    )
    app.extensions["quizapp_settings"] = settings
    app.extensions["quizapp_seal"] = Seal(settings.secret_key)


def _configure_operations(app: Flask) -> None:
    settings: Settings = app.extensions["quizapp_settings"]
    if settings.proxies:
        near = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=near, x_proto=near, x_host=near)  # type: ignore[method-assign]
    operations.register(app)


def _configure_limits(app: Flask) -> None:
    limits.register(app, app.extensions["quizapp_settings"].redis_url)

    @app.before_request
    def widen() -> None:
        view = app.view_functions.get(request.endpoint or "")
        limit = getattr(view, "body_limit", None)
        if limit:
            request.max_content_length = request.max_form_memory_size = limit


def _configure_database(app: Flask) -> None:
    settings: Settings = app.extensions["quizapp_settings"]
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    db.init_app(app)


def _configure_templates(app: Flask) -> None:
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.auto_reload = False
    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=assets.send)
    settings: Settings = app.extensions["quizapp_settings"]
    pages.keep_compiled(app.jinja_env, settings.data / "templates")
    pages.furnish(app.jinja_env)
    compression.register(app)
    headers.register(app, tls=app.config["SESSION_COOKIE_SECURE"])


def _configure_languages(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(languages.CATALOGUES)
    babel.init_app(app, locale_selector=languages.locale)


def _configure_accounts(app: Flask) -> None:
    csrf.init_app(app)
    accounts.configure(app, security, datastore())


def _configure_pages(app: Flask) -> None:
    for room in (learner, practice, calendar, reminders, atlas, progress, instructor, accounts):
        app.register_blueprint(room.blueprint)


def _configure_api(app: Flask) -> None:
    api.register(app)


def _configure_errors(app: Flask) -> None:
    errors.register(app)
