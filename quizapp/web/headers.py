"""The security headers that every response carries."""

from __future__ import annotations

from flask import Flask, Response

CONTENT_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OVER_TLS = {"Strict-Transport-Security": "max-age=31536000"}


def register(app: Flask, *, tls: bool) -> None:
    """Add the headers to every response that does not set its own."""
    headers = HEADERS | (OVER_TLS if tls else {})

    @app.after_request
    def add(response: Response) -> Response:
        own = {name.lower() for name, _ in response.headers}
        for name, text in headers.items():
            if name.lower() not in own:
                response.headers.add(name, text)
        return response
