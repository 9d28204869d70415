"""Addresses of pages."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import request, url_for

KEPT = 5_000


def address(endpoint: str, **values: Any) -> str:
    """`url_for`, which takes 45 calls; what only names a set is worked out once."""
    if values.keys() <= {"slug"}:
        return _of_set(request.environ.get("SCRIPT_NAME", ""), endpoint, values.get("slug"))
    return url_for(endpoint, **values)


@lru_cache(KEPT)
def _of_set(_root: str, endpoint: str, slug: str | None) -> str:
    return url_for(endpoint, slug=slug)
