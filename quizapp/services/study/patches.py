"""What of a study day an answer changes, and the way back, so that it can be taken back without a trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from quizapp.core.queue import Session

Patch = dict[str, Any]
_COUNTS = ("figures", "current", "offline", "left_out")
"""Parts of a picture that are mappings."""


class Picture(NamedTuple):
    """What undoing an answer restores; its parts are never changed in place."""

    totals: dict[str, int]
    figures: dict[str, Any]
    queue: Session
    current: dict[str, Any]
    offline: dict[str, Any]
    left_out: dict[str, Any]

    def way_back(self, before: Picture) -> Patch:
        """What `taken_back` needs to turn this picture into the one before; as small as what differs."""
        patch: Patch = {}
        for name in _COUNTS:
            now, then = getattr(self, name), getattr(before, name)
            if now is not then and now != then:
                patch[name] = patch_back(now, then)
        if self.totals != before.totals:
            patch["totals"] = list(before.totals.values())
        if self.queue is not before.queue:
            patch["queue"] = self.queue.way_back(before.queue)
        return patch

    def taken_back(self, patch: Patch) -> Picture:
        """The picture before."""
        counts = {name: patched(getattr(self, name), patch[name]) for name in _COUNTS if name in patch}
        totals = dict(zip(self.totals, patch.get("totals", self.totals.values()), strict=True))
        return self._replace(totals=totals, queue=self.queue.taken_back(patch.get("queue", {})), **counts)


def patch_back(after: Mapping[str, Any], before: Mapping[str, Any]) -> Patch:
    """The patch that turns `after` into `before`: values to set (=), keys to drop (-), inner patches (/).

    >>> patch_back({"a": 1, "b": {"x": 1, "y": 2}}, {"b": {"x": 1}, "c": 3})
    {'=': {'c': 3}, '-': ['a'], '/': {'b': {'-': ['y']}}}
    """
    values: dict[str, Any] = {}
    inner: dict[str, Patch] = {}
    for key, value in before.items():
        if key not in after:
            values[key] = value
        elif after[key] is not value and after[key] != value:
            if isinstance(value, dict) and isinstance(after[key], dict):
                inner[key] = patch_back(after[key], value)
            else:
                values[key] = value
    dropped = [key for key in after if key not in before]
    return {mark: part for mark, part in (("=", values), ("-", dropped), ("/", inner)) if part}


def patched(state: Mapping[str, Any], patch: Patch) -> dict[str, Any]:
    """The state with a patch applied; the state itself is not changed."""
    result = {key: value for key, value in state.items() if key not in patch.get("-", ())}
    result.update(patch.get("=", {}))
    for key, part in patch.get("/", {}).items():
        result[key] = patched(result[key], part)
    return result
