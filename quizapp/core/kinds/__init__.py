"""The kinds of questions, by name. A new kind is one module and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from quizapp.core.kinds.protocol import Kind, Request

__all__ = ["KINDS", "Kind", "Request"]

KINDS: Mapping[str, Kind] = {}
