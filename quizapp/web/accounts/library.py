"""How the sign-in library (Flask-Security) is set up, and what happens when somebody signs in."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask, session
from flask_login.utils import _user_context_processor
from flask_security import current_user
from flask_security.signals import user_authenticated

from quizapp.config import Settings
from quizapp.services import accounts
from quizapp.web.accounts import mail
from quizapp.web.accounts.forms import SignInForm
from quizapp.web.extensions import database, now
from quizapp.web.visitors import GUEST, browser_zone, forget_guest, remember_choices

if TYPE_CHECKING:
    from flask_security import Security
    from flask_security.datastore import UserDatastore

SHORTEST_PASSWORD = 8


def configure(app: Flask, security: Security, datastore: UserDatastore) -> None:
    """Give the library its settings, our templates and our sign-in form."""
    salt = hmac.new(app.config["SECRET_KEY"].encode(), b"password salt", hashlib.sha256).hexdigest()
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_PASSWORD_SINGLE_HASH=["argon2"],
        SECURITY_PASSWORD_SALT=salt,
        SECURITY_PASSWORD_LENGTH_MIN=SHORTEST_PASSWORD,
        # An address is not looked up: without a network nobody could register otherwise.
        SECURITY_EMAIL_VALIDATOR_ARGS={"check_deliverability": False},
        SECURITY_RETURN_GENERIC_RESPONSES=True,
        SECURITY_CHANGEABLE=True,
        SECURITY_SEND_PASSWORD_CHANGE_EMAIL=False,
        # No page of ours asks for the password once more: where it counts, its form has a field for it.
        SECURITY_FRESHNESS=timedelta(minutes=-1),
        SECURITY_LOGIN_USER_TEMPLATE="accounts/sign_in.html",
        SECURITY_CHANGE_PASSWORD_TEMPLATE="accounts/change_password.html",  # noqa: S106
        SECURITY_POST_CHANGE_VIEW="/settings",
        SECURITY_DEFAULT_REMEMBER_ME=True,
    )
    settings: Settings = app.extensions["quizapp_settings"]
    mail.configure(app, settings.mail_url)
    security.init_app(app, datastore, login_form=SignInForm)
    _load_when_asked(app, security)
    user_authenticated.connect(_on_sign_in, app)


def _load_when_asked(app: Flask, security: Security) -> None:
    """Let the library read the account only where it asks for it itself: `visitors` reads what pages need.

    It would do so before each request, and again for each template, with the account's 25 columns.
    """
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    app.template_context_processors[None].remove(_user_context_processor)
    app.jinja_env.globals["current_user"] = current_user


def _on_sign_in(_sender: Flask, user: Any, **_extra: Any) -> None:
    """Make the guest's answers the account's, and take the account's choices into the session."""
    guest, own = session.get(GUEST), user.learner_id
    if own is None:
        own = accounts.attach_learner(database(), user.id, guest, now(), browser_zone())
    elif guest is not None and guest != own:
        accounts.merge_guest(database(), guest, own, now())
    forget_guest()
    remember_choices(own)
