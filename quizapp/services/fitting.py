"""Fitting FSRS-6 to one learner, and deciding whether to use the fit.

The fit itself is fsrs-rs's, from the optional extra `fit`; without it everything else works and
`available()` is False. What is used is decided by cross-validation over cards on the training rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean, stdev
from types import ModuleType
from typing import Literal

from quizapp.core import evaluation
from quizapp.core.evaluation import CountedRow, Dataset, Metrics, Review
from quizapp.core.memory.parameters import DEFAULT, Parameters

FEWEST_COUNTED = 250
"""Counted reviews below which the default parameters are used."""
FOLDS = 5
LEARNING_RATE, BATCH_SIZE = 0.02, 128
"""Of a patient fit: smaller and more steps than fsrs-rs's own 5 epochs of batches of 512 at 0.04. It
predicts the newest fifth better by 0.001 to 0.002 of log loss, but on some logs a little worse."""
PATIENT_SHARE = 0.7
"""How far a fit goes from fsrs-rs's own weights to the patient ones. What is adopted beat fsrs-rs's own
on 14 of 16 parts of a real log and 43 of 60 simulated learners, by 0.0017 and 0.0007 in the mean."""
EPOCHS = (5, 20)
"""Fewest and most epochs of a patient fit …"""
ROW_VISITS = 400_000
"""… between which they are chosen so that a fit takes a fraction of a second."""

SHRINKAGE = ((0.0, 0.0), (1.0, 0.3), (2.0, 0.7))
"""Standard errors by which the default parameters may lose less on held-out rows, and the share of them
that is then mixed into the fit; beyond the last the default is used."""

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
        if not patient:
            return own
        settings = _patience(library, len(rows))
        weights = trainer.compute_parameters(items, cards, training_config=settings)
        return own.blended(Parameters(id, tuple(weights)), PATIENT_SHARE, id=id)
    except (ValueError, RuntimeError):  # fsrs-rs found too few rows, or did not converge to finite weights
        return DEFAULT


def adopt(dataset: Dataset, rows: Sequence[CountedRow], *, id: str = "fitted") -> Adoption:
    """Choose what to use of a patient fit, on these rows alone; nothing below 250 counted rows.

    Each fifth of the cards is predicted by parameters fitted to the other cards. The fit is used if
    that loses less than the default parameters do; if not, it is shrunk towards them, the more the
    surer their advantage.
    """
    if len(rows) < FEWEST_COUNTED or not available():
        return Adoption(DEFAULT, None, None)
    before: list[float] = []
    after: list[float] = []
    for fold in range(FOLDS):
        held_out = [row for row in rows if row.card % FOLDS == fold]
        others = fit(dataset, [row for row in rows if row.card % FOLDS != fold])
        before += evaluation.row_losses(held_out, evaluation.recalls(dataset, DEFAULT, held_out))
        after += evaluation.row_losses(held_out, evaluation.recalls(dataset, others, held_out))
    surplus = [fitted - default for fitted, default in zip(after, before, strict=True)]
    share = _share_of_default(mean(surplus), stdev(surplus) / math.sqrt(len(surplus)))
    chosen = DEFAULT if share >= 1 else fit(dataset, rows, id=id).blended(DEFAULT, share, id=id)
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


def _share_of_default(surplus: float, error: float) -> float:
    """How much of the default parameters to mix in when a fit loses this much more, give or take."""
    return next((share for errors, share in SHRINKAGE if surplus <= errors * error), 1.0)


def _patience(library: ModuleType, rows: int) -> object:
    fewest, most = EPOCHS
    epochs = min(max(ROW_VISITS // rows, fewest), most)
    return library.TrainingConfig(num_epochs=epochs, learning_rate=LEARNING_RATE, batch_size=BATCH_SIZE)


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
