"""The figures of progress as services: each by itself, or all that the page shows from one reading."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.orm import Session

from quizapp.services.progress import ahead, catching_up, days
from quizapp.services.progress import hardest as hard
from quizapp.services.progress import overview as head
from quizapp.services.progress.catching_up import CatchUp
from quizapp.services.progress.records import Records
from quizapp.services.progress.results import Figures, HomeLine

P = ParamSpec("P")
R = TypeVar("R")


def figures(session: Session, learner_id: int, now: datetime) -> Figures:
    """Everything that the page of progress shows. Raises NotFound."""
    records = Records(session, learner_id, now)
    return Figures(
        overview=head.overview(records),
        calendar=days.calendar(records),
        known=ahead.known(records),
        mastery=ahead.mastery(records),
        forecast=ahead.forecast(records),
        calibration=days.calibration(records),
        retention=days.retention(records),
        time_spent=days.time_spent(records),
        hardest=hard.hardest(records),
    )


def home(session: Session, learner_id: int, now: datetime) -> tuple[Sequence[HomeLine], CatchUp | None]:
    """The learner's sets with what is due, and the plan of catching up if a day cannot hold that.

    Raises NotFound.
    """
    records = Records(session, learner_id, now)
    return head.own_sets(records), catching_up.catch_up(records)


def _service(
    figure: Callable[Concatenate[Records, P], R],
) -> Callable[Concatenate[Session, int, datetime, P], R]:
    """A figure for a learner and a moment; raises NotFound where there is no such learner."""

    def read(session: Session, learner_id: int, now: datetime, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return figure(Records(session, learner_id, now), *args, **kwargs)

    read.__name__, read.__doc__ = figure.__name__, figure.__doc__
    return read


overview = _service(head.overview)
own_sets = _service(head.own_sets)
calendar = _service(days.calendar)
calibration = _service(days.calibration)
retention = _service(days.retention)
time_spent = _service(days.time_spent)
forecast = _service(ahead.forecast)
known = _service(ahead.known)
mastery = _service(ahead.mastery)
hardest = _service(hard.hardest)
