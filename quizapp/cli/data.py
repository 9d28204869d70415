"""The memory of the site's learners: `quizapp fit`."""

from __future__ import annotations

import json

import click

from quizapp.cli.site_session import now, site_session
from quizapp.cli.users import find_account


@click.command()
@click.option("--learner", metavar="EMAIL|USERNAME", help="Only this account's learner.")
def fit(learner: str | None) -> None:
    """Fit memory to learners' own reviews; a fit is used only where it predicts better.

    Prints a JSON line for each learner that was fitted.
    """
    from quizapp.services import fitting, refitting

    if not fitting.available():
        raise click.ClickException("fits need the extra: pip install 'quizapp[fit]'")
    with site_session() as session:
        wanted = (
            [find_account(session, learner).learner_id] if learner else refitting.learners_to_fit(session)
        )
        for learner_id in wanted:
            done = refitting.fit_learner(session, learner_id, now())
            if done is None:
                click.echo(f"learner {learner_id}: too few counted reviews", err=True)
                continue
            line = {"learner_id": learner_id, "reviews": done.reviews, "adopted": done.adopted}
            losses = {"loss_before": round(done.loss_before, 4), "loss_after": round(done.loss_after, 4)}
            click.echo(json.dumps(line | losses))
