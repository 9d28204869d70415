"""Fitting FSRS-6 to one learner, and deciding whether to use the fit.

The fit itself is fsrs-rs's, from the optional extra `fit`; without it everything else works and
`available()` is False. What is used is decided by cross-validation over cards on the training rows.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Sequence
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
"""Of a patient fit: smaller and more steps than fsrs-rs's own 5 epochs of batches of 512 at 0.04, and
half its pull towards the default weights (`gamma`)."""
PATIENT_SHARE = 0.5
"""How far a fit goes from fsrs-rs's own weights to the patient ones. All the way is better on average,
half way is hardly ever worse than fsrs-rs's own; docs/memory.md has the figures."""
EPOCHS = (5, 40)
"""Fewest and most epochs of a patient fit …"""
ROW_VISITS = 400_000
"""… between which they are chosen so that a fit takes a fraction of a second."""
TILT_SHARE = 0.5
"""How much of a sure tilt is used. All of it is better on average, half of it is hardly ever worse."""
SURE_FROM = 2.0
"""Standard errors by which a fit must lose less on held-out rows to be used unmixed, and a tilt to be used
whole; a fit that loses more by as many leaves the default parameters as they are."""

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


def fit(
    dataset: Dataset, rows: Sequence[CountedRow], *, patient: bool = True, id: str = "fitted"
) -> Parameters:
    """FSRS-6's weights fitted to counted rows and the histories before them, in order of time.

    The newest rows weigh most (fsrs-rs's recency weighting). `patient` False trains as fsrs-rs does by
    itself; True takes the mean of that and of a training in more and smaller steps. Falls back to the
    default parameters without the extra `fit`, and where fsrs-rs finds the rows too few.
    """
    library = _fsrs_rs()
    if library is None or not rows:
        return DEFAULT
    items, cards = _items(library, dataset, rows)
    trainer = library.FSRS(list(DEFAULT.weights))
    try:
        own = Parameters(id, tuple(trainer.compute_parameters(items, cards)))
        if own.close_to(DEFAULT):
            return DEFAULT
        if not patient:
            return own
        settings = _patience(library, len(rows))
        weights = trainer.compute_parameters(items, cards, training_config=settings)
        return own.blended(Parameters(id, tuple(weights)), PATIENT_SHARE, id=id)
    except (ValueError, RuntimeError):  # fsrs-rs found too few rows, or did not converge to finite weights
        return DEFAULT


def adopt(dataset: Dataset, rows: Sequence[CountedRow], *, id: str = "fitted") -> Adoption:
    """Choose what to use of a patient fit, on these rows alone; nothing below 250 counted rows.

    Each fifth of the cards is predicted by parameters fitted to the other cards, newer rows counting
    more. The surer it is that this loses less than the default parameters do, the less of them is mixed
    into the fit: half where both lose the same. Then a tilt is found and judged on the same predictions,
    and used by as much as it is sure that it loses less again.
    """
    if len(rows) < FEWEST_COUNTED or not available():
        return Adoption(DEFAULT, None, None)
    before = evaluation.row_losses(rows, evaluation.recalls(dataset, DEFAULT, rows))
    held_out = HeldOut(dataset, rows)
    after = held_out.losses()
    share = (1 - _sureness(after, before)) / 2
    if share >= 1:
        return Adoption(DEFAULT, mean(before), mean(after))
    sure = max(_sureness(held_out.losses(tilted=1.0), after), 0.0)
    chosen = fit(dataset, rows, id=id).blended(DEFAULT, share, id=id)
    if sure:
        after = held_out.losses(tilted=sure * TILT_SHARE)
        chosen = replace(chosen, tilt=held_out.tilt.scaled(sure * TILT_SHARE))
    return Adoption(chosen, mean(before), mean(after))


def evaluate(reviews: Sequence[Review], rollover_utc: float | None = None) -> Evaluation:
    """Compare all models on a log: decided on the first 80 % of its counted rows, tested on the rest.

    `rollover_utc` is the hour at which study days begin; found from the log if None.
    """
    hour = evaluation.quietest_rollover(reviews) if rollover_utc is None else rollover_utc
    dataset = evaluation.prepare(reviews, hour)
    training, testing = dataset.training, dataset.testing
    fitted, adopted = fit(dataset, training, patient=False), adopt(dataset, training).parameters
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
        fits = [self._fit_without(dataset, rows, fold) for fold in range(FOLDS)]
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
    def _fit_without(dataset: Dataset, rows: Sequence[CountedRow], fold: int) -> Parameters:
        """A fit to the other folds; where fsrs-rs finds too few cards there, its own fit to all stands in."""
        others = fit(dataset, [row for row in rows if row.card % FOLDS != fold])
        return fit(dataset, rows, patient=False) if others is DEFAULT else others

    @property
    def tilt(self) -> Tilt:
        """The tilt that all folds call for."""
        return sum(self.sums, Sums()).tilt(self.centre)

    def losses(self, *, tilted: float = 0.0) -> list[float]:
        """The loss of each row, in the order of rows; with that share of the tilt of the other folds."""
        folds = [iter(self._fold_losses(fold, tilted)) for fold in range(FOLDS)]
        return [next(folds[fold]) for fold in self.fold]

    def _fold_losses(self, fold: int, tilted: float) -> list[float]:
        predicted, decay = self.predicted[fold], self.decays[fold]
        recalls = [one.recall for one in predicted]
        if tilted:
            others = sum((sums for one, sums in enumerate(self.sums) if one != fold), Sums())
            tilt = others.tilt(self.centre).scaled(tilted)
            recalls = [tilting.tilted_recall(one, decay, tilt) for one in predicted]
        return evaluation.row_losses(self.rows[fold], recalls)


def _sureness(losses: Sequence[float], others: Sequence[float]) -> float:
    """How sure it is that the one loses less than the other row by row: 1 from two standard errors on, 0
    where both lose the same, -1 from two standard errors the other way on.

    The oldest row weighs nothing, the newest most: what held long ago need not hold next month.
    """
    total = math.fsum(range(1, len(losses) + 1))
    weights = [place / total for place in range(1, len(losses) + 1)]
    gains = [other - loss for loss, other in zip(losses, others, strict=True)]
    middle = math.fsum(map(operator.mul, weights, gains))
    squares = ((weight * (one - middle)) ** 2 for weight, one in zip(weights, gains, strict=True))
    error = math.sqrt(math.fsum(squares))
    if error == 0:
        return 0.0
    return min(max(middle / error / SURE_FROM, -1.0), 1.0)


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
