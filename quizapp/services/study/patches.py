"""What turns a state back into the one before, so that an answer can be taken back without a trace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Patch = dict[str, Any]


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
            if isinstance(value, Mapping) and isinstance(after[key], Mapping):
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
