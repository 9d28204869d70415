"""What this process read last of learners' days, kept beside what it was read from.

The session's text is stored with the day and read at every answer under the learner's lock. Only if it is,
to the letter, the one kept here, what was read of it serves again. The day's plans never change under their
stamps, which the session names. So nothing here can be stale, however many processes write.
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
PLANS_KEPT = 2 * LEARNERS_KEPT
"""A learner's day has one plan or two, and the cards due on days to come."""
_SETS = ("exposed", "siblings", "lookalikes")
"""Parts of the queue's session that are sets: stored as mappings."""


@dataclass(slots=True)
class Reading:
    """The figures and the session of a study day, read."""

    figures: dict[str, Any]
    session: dict[str, Any]
    queue: QueueSession | None = None
    texts: dict[int, tuple[Any, str]] = field(default_factory=dict)
    """Steps that can be taken back, which stay for some answers, with their JSON: by identity."""
    views: dict[str, Any] = field(default_factory=dict)
    """Where the learner stands in the day's plans, by scope."""


class Memo:
    """Readings of the learners served last, each handed out to one user at a time, and plans by stamp."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[int, tuple[str, str, Reading]] = OrderedDict()
        self._plans: OrderedDict[str, Any] = OrderedDict()

    def take(self, learner_id: int, figures: str, session: str) -> Reading:
        """The reading of these texts; it is the caller's now."""
        with self._lock:
            kept = self._kept.pop(learner_id, None)
        if kept is not None and kept[0] == figures and kept[1] == session:
            return kept[2]
        return Reading(json.loads(figures), json.loads(session))

    def give(self, learner_id: int, figures: str, session: str, reading: Reading) -> None:
        """Keep a reading, which nobody changes any more, with the texts that it says the same as."""
        with self._lock:
            self._kept[learner_id] = (figures, session, reading)
            if len(self._kept) > LEARNERS_KEPT:
                self._kept.popitem(last=False)

    def plan(self, stamp: str) -> Any | None:
        """What was fetched under a stamp, if it is kept here."""
        with self._lock:
            kept = self._plans.get(stamp)
            if kept is not None:
                self._plans.move_to_end(stamp)
            return kept

    def keep_plan(self, stamp: str, plan: Any) -> None:
        """Keep what was fetched under a stamp."""
        with self._lock:
            self._plans[stamp] = plan
            if len(self._plans) > PLANS_KEPT:
                self._plans.popitem(last=False)


_MEMOS: WeakKeyDictionary[Engine, Memo] = WeakKeyDictionary()


def memo(connection: Connection) -> Memo:
    """The memo of a database."""
    found = _MEMOS.get(connection.engine)
    return found if found is not None else _MEMOS.setdefault(connection.engine, Memo())


def session_text(reading: Reading) -> str:
    """The JSON of a reading's session; of the steps that can be taken back only new ones are made anew."""
    known, lasting = reading.texts, {}
    for step in reading.session["steps"]:
        lasting[id(step)] = known.get(id(step)) or (step, compact_json(step))
    reading.texts = lasting
    others = compact_json({name: part for name, part in reading.session.items() if name != "steps"})
    steps = ",".join(text for _, text in lasting.values())
    return f'{others[:-1]},"steps":[{steps}]}}'


def queue_values(queue: QueueSession) -> dict[str, Any]:
    """The queue's session as plain values."""
    return queue.to_json() | {name: dict.fromkeys(getattr(queue, name), 1) for name in _SETS}


def queue_of(stored: Mapping[str, Any]) -> QueueSession:
    """The queue's session of plain values."""
    return QueueSession.from_json({**stored, **{name: list(stored[name]) for name in _SETS}})
