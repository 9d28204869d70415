"""The letters that accounts need, sent through the configured server, if there is one."""

from __future__ import annotations

import smtplib
import threading
from urllib.parse import parse_qs, unquote, urlsplit

import structlog
from flask import Flask, current_app, render_template, request, url_for
from flask_mailman import EmailMessage, Mail

from quizapp.services import accounts
from quizapp.services.errors import NotFound
from quizapp.web.extensions import database, now, site
from quizapp.web.words import gettext as _

PATIENCE_S = 20
log = structlog.get_logger(__name__)


def configure(app: Flask, mail_url: str) -> None:
    """Read `smtp://name:password@host:port?from=address` (`smtps`: TLS from the start)."""
    server = urlsplit(mail_url)
    secure = server.scheme == "smtps"
    sender = parse_qs(server.query).get("from", [f"quizapp@{server.hostname or 'localhost'}"])[0]
    app.config.update(
        MAIL_SERVER=server.hostname or "localhost",
        MAIL_PORT=server.port or (465 if secure else 25),
        MAIL_USE_SSL=secure,
        MAIL_USE_TLS=not secure and bool(server.username),
        MAIL_USERNAME=unquote(server.username or "") or None,
        MAIL_PASSWORD=unquote(server.password or "") or None,
        MAIL_DEFAULT_SENDER=sender,
        MAIL_TIMEOUT=PATIENCE_S,
    )
    Mail(app)


def send_reset_link(address: str) -> None:
    """Send a one-time link to an address that has an account; do nothing, as visibly, for another.

    The letter leaves from a thread of its own, so that the time of the answer tells nothing either.
    """
    try:
        user_id = accounts.find_account(database(), address).id
    except NotFound:
        return
    secret = accounts.make_link(database(), "reset", now(), user_id=user_id)
    base = site().public_url or request.url_root.rstrip("/")
    link = base + url_for("accounts.new_password", secret=secret)
    letter = EmailMessage(
        _("Set a new password"), render_template("accounts/letter.txt", link=link), to=[address]
    )
    app = current_app._get_current_object()  # type: ignore[attr-defined]  # the proxy ends with the request
    threading.Thread(target=_deliver, args=(app, letter), daemon=True).start()


def _deliver(app: Flask, letter: EmailMessage) -> None:
    with app.app_context():
        try:
            letter.send()
        except (OSError, smtplib.SMTPException) as error:
            log.error("letter not sent", error=str(error))
