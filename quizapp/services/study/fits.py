"""The parameters of memory that a learner uses: the published ones, or their own fit."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import Connection, select

from quizapp.core.memory import DEFAULT, Parameters
from quizapp.db.study import Fit


def parameters_of(connection: Connection, learner_id: int, fit_id: str) -> Parameters:
    """The parameters of an id; the published ones if the fit is no longer kept. Fits never change."""
    if fit_id == DEFAULT.id:
        return DEFAULT
    weights = connection.execute(
        select(Fit.weights).where(Fit.learner_id == learner_id, Fit.fit_id == fit_id)
    ).scalar()
    return _made(fit_id, tuple(weights)) if weights else DEFAULT


def known_parameters(connection: Connection, learner_id: int) -> dict[str, Parameters]:
    """All parameters that the learner's log may name, by id."""
    found = connection.execute(select(Fit.fit_id, Fit.weights).where(Fit.learner_id == learner_id))
    return {DEFAULT.id: DEFAULT} | {row.fit_id: _made(row.fit_id, tuple(row.weights)) for row in found}


@lru_cache(maxsize=4096)
def _made(fit_id: str, weights: tuple[float, ...]) -> Parameters:
    return Parameters(fit_id, weights)
