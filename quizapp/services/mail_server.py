"""The mail server that letters leave through, by the address in QUIZAPP_MAIL_URL."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

PATIENCE_S = 20


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server and how to sign in to it."""

    host: str
    port: int
    secure: bool
    """TLS from the start (`smtps`); else STARTTLS where there is a name to sign in with."""
    user: str
    password: str
    sender: str

    @classmethod
    def parse(cls, url: str) -> MailServer:
        """Read `smtp://name:password@host:port?from=address`, or `smtps://…`."""
        parts = urlsplit(url)
        host, secure = parts.hostname or "localhost", parts.scheme == "smtps"
        return cls(
            host=host,
            port=parts.port or (465 if secure else 25),
            secure=secure,
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            sender=parse_qs(parts.query).get("from", [f"quizapp@{host}"])[0],
        )

    @contextmanager
    def open(self) -> Iterator[smtplib.SMTP]:
        """A connection that is signed in. Raises OSError and smtplib.SMTPException."""
        kind = smtplib.SMTP_SSL if self.secure else smtplib.SMTP
        with kind(self.host, self.port, timeout=PATIENCE_S) as connection:
            if self.user:
                if not self.secure:
                    connection.starttls()
                connection.login(self.user, self.password)
            yield connection
