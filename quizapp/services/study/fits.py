"""The parameters of memory that a learner uses: the published ones, or their own fit."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from quizapp.core.memory import DEFAULT, Parameters, parameters
from quizapp.db.study import Fit


def parameters_of(connection: Connection, learner_id: int, fit_id: str) -> Parameters:
    """The parameters of an id; the published ones if the fit is no longer kept. Fits never change."""
    if fit_id == DEFAULT.id:
        return DEFAULT
    found = connection.execute(
        select(Fit.weights, Fit.tilt).where(Fit.learner_id == learner_id, Fit.fit_id == fit_id)
    ).one_or_none()
    return _made(fit_id, tuple(found.weights), tuple(found.tilt)) if found else DEFAULT


def known_parameters(connection: Connection, learner_id: int) -> dict[str, Parameters]:
    """All parameters that the learner's log may name, by id."""
    found = connection.execute(select(Fit.fit_id, Fit.weights, Fit.tilt).where(Fit.learner_id == learner_id))
    return {DEFAULT.id: DEFAULT} | {
        row.fit_id: _made(row.fit_id, tuple(row.weights), tuple(row.tilt)) for row in found
    }


@lru_cache(maxsize=4096)
def _made(fit_id: str, weights: tuple[float, ...], tilt: tuple[float, ...]) -> Parameters:
    return parameters(fit_id, weights, tilt)
