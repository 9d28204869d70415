"""What this process read last of a learner's day, kept beside the text that it was read from.

The text is stored with the day and read at every answer under the learner's lock. Only if it is, to the
letter, the one kept here, what was read of it serves again: so nothing here can be stale, however many
processes write.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from quizapp.core.queue import Session as QueueSession
from quizapp.db.engine import compact_json

LEARNERS_KEPT = 256
_SETS = ("exposed", "siblings", "lookalikes")
"""Parts of the queue's session that are sets: stored as mappings, which patch well."""


@dataclass(slots=True)
class Reading:
    """The figures and the session of a study day, read."""

    figures: dict[str, Any]
    session: dict[str, Any]
    queue: QueueSession | None = None
    queue_values: dict[str, Any] = field(default_factory=dict)
    """The queue's session as plain values."""
    texts: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """Parts that stay as they are for many answers, with their JSON: by identity."""
    views: dict[str, Any] = field(default_factory=dict)
    """What was worked out of the day's plans."""


class Memo:
    """Readings of the learners served last; each is handed out to one user at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[int, tuple[str, str, Reading]] = OrderedDict()

    def take(self, learner_id: int, figures: str, session: str) -> Reading:
        """The reading of these texts; it is the caller's now."""
        with self._lock:
            kept = self._kept.pop(learner_id, None)
        if kept is not None and kept[0] == figures and kept[1] == session:
            return kept[2]
        return _read(figures, session)

    def give(self, learner_id: int, figures: str, session: str, reading: Reading) -> None:
        """Keep a reading, which nobody changes any more, with the texts that it says the same as."""
        with self._lock:
            self._kept[learner_id] = (figures, session, reading)
            if len(self._kept) > LEARNERS_KEPT:
                self._kept.popitem(last=False)


_MEMOS: WeakKeyDictionary[Engine, Memo] = WeakKeyDictionary()


def memo(connection: Connection) -> Memo:
    """The memo of a database."""
    found = _MEMOS.get(connection.engine)
    return found if found is not None else _MEMOS.setdefault(connection.engine, Memo())


def session_text(session: Mapping[str, Any], reading: Reading) -> str:
    """The JSON of a session; plans, loads and undo steps, which last for many answers, are not made anew."""
    known, lasting = reading.texts, {}

    def kept(part: Any) -> str:
        found = known.get(id(part)) or (part, compact_json(part))
        lasting[id(part)] = found
        return found[1]

    parts = {
        name: compact_json(session[name]) for name in ("queue", "current", "offline", "left_out", "moved")
    }
    plans = ",".join(f"{compact_json(scope)}:{kept(plan)}" for scope, plan in session["plans"].items())
    parts["plans"] = "{" + plans + "}"
    parts["loads"] = kept(session["loads"])
    parts["undo"] = "[" + ",".join(map(kept, session["undo"])) + "]"
    reading.texts = lasting
    return "{" + ",".join(f'"{name}":{text}' for name, text in parts.items()) + "}"


def queue_values(queue: QueueSession) -> dict[str, Any]:
    """The queue's session as plain values."""
    stored = queue.to_json()
    return stored | {name: dict.fromkeys(stored[name], 1) for name in _SETS}


def queue_of(stored: Mapping[str, Any]) -> QueueSession:
    """The queue's session of plain values."""
    return QueueSession.from_json({**stored, **{name: list(stored[name]) for name in _SETS}})


def _read(figures: str, session: str) -> Reading:
    return Reading(json.loads(figures), json.loads(session))
