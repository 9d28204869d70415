"""Addresses of this site's pages, as they are printed for people."""

from __future__ import annotations

from quizapp.config import Settings

LOCAL = "http://127.0.0.1:8000"
"""Where `make run` serves."""


def page_address(settings: Settings, path: str, base: str = LOCAL) -> str:
    """The full address of a page: under the public address if one is set, else under `base`."""
    return f"{settings.public_url or base}{path}"


def base_address(host: str, port: int) -> str:
    """The address that a server on this host and port answers at."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
