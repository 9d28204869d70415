"""Fitting FSRS-6 to one learner, and deciding whether to use the fit.

The fit itself is fsrs-rs's, from the optional extra `fit`; without it everything else works and
`available()` is False. What is used is decided by cross-validation over cards on the training rows.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from types import ModuleType
from typing import Literal

from quizapp.core import evaluation
from quizapp.core.evaluation import CountedRow, Dataset, Metrics, Review, tilting
from quizapp.core.evaluation.tilting import Sums
from quizapp.core.memory.parameters import DEFAULT, Parameters
from quizapp.core.memory.tilt import Tilt

FEWEST_COUNTED = 250
"""Counted reviews below which the default parameters are used."""
FOLDS = 5
LEARNING_RATE, BATCH_SIZE, PULL = 0.02, 128, 0.5
"""Of a patient training: smaller and more steps than fsrs-rs's own 5 epochs of batches of 512 at 0.04, and
half its pull towards the default weights (`gamma`)."""
EPOCHS = (5, 40)
"""Fewest and most epochs of a patient training …"""
ROW_VISITS = 400_000
"""… between which they are chosen so that it takes a fraction of a second."""
PATIENT, OWN_FIT, TILTED = (-8.0, 8.0), (-2.0, 1.5), (0.0, 2.0)
"""Standard errors by which something must lose less on held-out rows, from which on it is used at all and
wholly: the patient training against fsrs-rs's own, the fit against the default parameters, the tilt against
none. docs/memory.md has what other bounds do."""
TILT_SHARE = 0.5
"""How much of a sure tilt is used. All of it is better on average, half of it is hardly ever worse."""

Model = Literal["average", "sm2", "default", "fitted", "adopted"]


@dataclass(frozen=True, slots=True)
class Adoption:
    """The parameters the product would use for a learner, and the losses that decided it."""

    parameters: Parameters
    loss_before: float | None
    """Mean log loss of the default parameters on rows of cards held out in turn; None if not compared."""
    loss_after: float | None
    """The same of parameters fitted to the other cards."""

    @property
    def adopted(self) -> bool:
        """Whether a fit is used."""
        return self.parameters is not DEFAULT


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How every model predicted the newest fifth of a log."""

    reviews: int
    counted: int
    tested: int
    rollover_utc: float
    models: dict[Model, Metrics]


def available() -> bool:
    """Whether fits can be made, that is, whether the extra `fit` is installed."""
    return _fsrs_rs() is not None


def fit(dataset: Dataset, rows: Sequence[CountedRow], *, id: str = "fitted") -> Parameters:
    """FSRS-6's weights fitted to counted rows and the histories before them, as fsrs-rs does by itself.

    The newest rows weigh most (fsrs-rs's recency weighting). Falls back to the default parameters without
    the extra `fit`, and where fsrs-rs finds the rows too few.
    """
    return _trained(dataset, rows, id, patiently=False)[0]


def trainings(
    dataset: Dataset, rows: Sequence[CountedRow], *, id: str = "fitted"
) -> tuple[Parameters, Parameters]:
    """The same fit, and that of a patient training: in more and smaller steps."""
    return _trained(dataset, rows, id, patiently=True)


def adopt(dataset: Dataset, rows: Sequence[CountedRow], *, id: str = "fitted") -> Adoption:
    """Choose what to use of fits to these rows, on these rows alone; nothing below 250 counted rows.

    Each fifth of the cards is predicted by parameters fitted to the other cards, newer rows counting
    more. How sure it is there that one thing loses less than another says how much of it is used: the
    patient training for fsrs-rs's own, then that fit for the default parameters, then a tilt.
    """
    if len(rows) < FEWEST_COUNTED or not available():
        return Adoption(DEFAULT, None, None)
    before = evaluation.row_losses(rows, evaluation.recalls(dataset, DEFAULT, rows))
    held_out = HeldOut(dataset, rows)
    after = held_out.losses()
    share = _share(after, before, OWN_FIT)
    if not share:
        return Adoption(DEFAULT, mean(before), mean(after))
    own, patient = trainings(dataset, rows, id=id)
    chosen = DEFAULT.blended(own.blended(patient, held_out.patience), share, id=id)
    tilted = _share(held_out.losses(tilted=1.0), after, TILTED) * TILT_SHARE
    if tilted:
        after = held_out.losses(tilted=tilted)
        chosen = replace(chosen, tilt=held_out.tilt.scaled(tilted))
    return Adoption(chosen, mean(before), mean(after))


def evaluate(reviews: Sequence[Review], rollover_utc: float | None = None) -> Evaluation:
    """Compare all models on a log: decided on the first 80 % of its counted rows, tested on the rest.

    `rollover_utc` is the hour at which study days begin; found from the log if None.
    """
    hour = evaluation.quietest_rollover(reviews) if rollover_utc is None else rollover_utc
    dataset = evaluation.prepare(reviews, hour)
    training, testing = dataset.training, dataset.testing
    fitted, adopted = fit(dataset, training), adopt(dataset, training).parameters
    average = evaluation.average_recall(training)
    predicted: dict[Model, list[float]] = {
        "average": [average] * len(testing),
        "sm2": evaluation.sm2_recalls(dataset, testing),
        "default": evaluation.recalls(dataset, DEFAULT, testing),
        "fitted": evaluation.recalls(dataset, fitted, testing),
        "adopted": evaluation.recalls(dataset, adopted, testing),
    }
    return Evaluation(
        reviews=len(reviews),
        counted=len(dataset.counted),
        tested=len(testing),
        rollover_utc=hour,
        models={model: evaluation.measure(testing, chances) for model, chances in predicted.items()},
    )


def _fsrs_rs() -> ModuleType | None:
    try:
        import fsrs_rs_python
    except ImportError:
        return None
    return fsrs_rs_python


class HeldOut:
    """Rows as predicted by fits to other cards than theirs, a fifth of the cards in turn."""

    def __init__(self, dataset: Dataset, rows: Sequence[CountedRow]) -> None:
        self.fold = [row.card % FOLDS for row in rows]
        self.rows = [[row for row in rows if row.card % FOLDS == fold] for fold in range(FOLDS)]
        pairs = [self._trainings_without(dataset, rows, fold) for fold in range(FOLDS)]
        own, patient = (self._judged(dataset, fits) for fits in zip(*pairs, strict=True))
        self.patience = _share(patient, own, PATIENT)
        """How far to go from fsrs-rs's own weights to those of the patient training."""
        fits = [one.blended(other, self.patience) for one, other in pairs]
        self.decays = [one.decay for one in fits]
        self.predicted = [
            evaluation.predictions(dataset, one, held) for one, held in zip(fits, self.rows, strict=True)
        ]
        self.centre = tilting.centre([one for fold in self.predicted for one in fold])
        self.sums = [
            tilting.sums(predicted, [row.recalled for row in held], decay, self.centre)
            for predicted, held, decay in zip(self.predicted, self.rows, self.decays, strict=True)
        ]

    @staticmethod
    def _trainings_without(
        dataset: Dataset, rows: Sequence[CountedRow], fold: int
    ) -> tuple[Parameters, Parameters]:
        """Fits to the other folds; where fsrs-rs finds too few cards there, its own fit to all stands in."""
        others = trainings(dataset, [row for row in rows if row.card % FOLDS != fold])
        return (fit(dataset, rows),) * 2 if others[0] is DEFAULT else others

    def _judged(self, dataset: Dataset, fits: Sequence[Parameters]) -> list[float]:
        """The loss of each row, its fold predicted by the fit of that place."""
        return self._in_order(
            evaluation.row_losses(held, evaluation.recalls(dataset, one, held))
            for one, held in zip(fits, self.rows, strict=True)
        )

    def _in_order(self, folds: Iterable[Sequence[float]]) -> list[float]:
        """Figures of each fold's rows, in the order of all rows."""
        places = [iter(fold) for fold in folds]
        return [next(places[fold]) for fold in self.fold]

    @property
    def tilt(self) -> Tilt:
        """The tilt that all folds call for."""
        return sum(self.sums, Sums()).tilt(self.centre)

    def losses(self, *, tilted: float = 0.0) -> list[float]:
        """The loss of each row, in the order of rows; with that share of the tilt of the other folds."""
        return self._in_order(self._fold_losses(fold, tilted) for fold in range(FOLDS))

    def _fold_losses(self, fold: int, tilted: float) -> list[float]:
        predicted, decay = self.predicted[fold], self.decays[fold]
        recalls = [one.recall for one in predicted]
        if tilted:
            others = sum((sums for one, sums in enumerate(self.sums) if one != fold), Sums())
            tilt = others.tilt(self.centre).scaled(tilted)
            recalls = [tilting.tilted_recall(one, decay, tilt) for one in predicted]
        return evaluation.row_losses(self.rows[fold], recalls)


def _share(losses: Sequence[float], others: Sequence[float], bounds: tuple[float, float]) -> float:
    """How much to use of what has these losses in place of what has the others, 0 to 1.

    By how many standard errors it loses less row by row: linear between the bounds. The oldest row
    weighs nothing, the newest most: what held long ago need not hold next month.
    """
    total = math.fsum(range(1, len(losses) + 1))
    weights = [place / total for place in range(1, len(losses) + 1)]
    gains = [other - loss for loss, other in zip(losses, others, strict=True)]
    middle = math.fsum(map(operator.mul, weights, gains))
    squares = ((weight * (one - middle)) ** 2 for weight, one in zip(weights, gains, strict=True))
    error = math.sqrt(math.fsum(squares))
    low, high = bounds
    return min(max(((middle / error if error else 0.0) - low) / (high - low), 0.0), 1.0)


def _trained(
    dataset: Dataset, rows: Sequence[CountedRow], id: str, *, patiently: bool
) -> tuple[Parameters, Parameters]:
    """fsrs-rs's own fit and the patient one, or the first twice."""
    library = _fsrs_rs()
    if library is None or not rows:
        return DEFAULT, DEFAULT
    items, cards = _items(library, dataset, rows)
    trainer = library.FSRS(list(DEFAULT.weights))
    try:
        own = Parameters(id, tuple(trainer.compute_parameters(items, cards)))
        if own.close_to(DEFAULT):
            return DEFAULT, DEFAULT
        if not patiently:
            return own, own
        settings = _patience(library, len(rows))
        weights = trainer.compute_parameters(items, cards, training_config=settings)
        return own, Parameters(id, tuple(weights))
    except (ValueError, RuntimeError):  # fsrs-rs found too few rows, or did not converge to finite weights
        return DEFAULT, DEFAULT


def _patience(library: ModuleType, rows: int) -> object:
    fewest, most = EPOCHS
    epochs = min(max(ROW_VISITS // rows, fewest), most)
    return library.TrainingConfig(
        num_epochs=epochs, learning_rate=LEARNING_RATE, batch_size=BATCH_SIZE, gamma=PULL
    )


def _items(
    library: ModuleType, dataset: Dataset, rows: Sequence[CountedRow]
) -> tuple[list[object], list[int]]:
    """fsrs-rs's training items: for each row the card's history up to it, and the cards' numbers."""
    histories = {
        card: [library.FSRSReview(answer.rating, answer.elapsed) for answer in dataset.histories[card]]
        for card in {row.card for row in rows}
    }
    items = [library.FSRSItem(histories[row.card][: row.position + 1]) for row in rows]
    return items, [row.card for row in rows]
