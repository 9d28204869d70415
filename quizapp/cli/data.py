"""Sets and memory of the site: `quizapp import`, `quizapp export` and `quizapp fit`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

import click

from quizapp.cli.site_session import now, site_session
from quizapp.cli.users import find_account


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--owner", metavar="EMAIL|USERNAME", help="Whose set it is; without one it is the site's own.")
def import_set(path: Path, owner: str | None) -> None:
    """Publish a set (a folder, a set file or a table) as its next revision.

    With faults nothing is changed, and each is printed as `path:line:column CODE message`.
    """
    from quizapp.bank import checking, load
    from quizapp.services import library

    faults = checking.check_set(path)
    for fault in faults:
        click.echo(str(fault), err=True)
    if any(fault.severity == "error" for fault in faults):
        raise SystemExit(1)
    with site_session() as session:
        owner_id = find_account(session, owner).id if owner else None
        done = library.publish(session, load.document(path), owner_id, now(), administrator=owner is None)
    said = "published" if done.created else "published before"
    click.echo(f"{done.slug}: {said}, revision {done.revision[:12]}", err=True)


@click.command("export")
@click.argument("slug", metavar="SET")
@click.option("-o", "--output", type=click.File("w", "utf-8", lazy=True), default="-", help="A file.")
def export_set(slug: str, output: TextIO) -> None:
    """Write a set of the site as the document it was published from, which `import` takes."""
    from quizapp.services import library

    with site_session() as session:
        document = json.loads(library.document_of(session, slug))
    json.dump(document, output, ensure_ascii=False, indent=1)
    output.write("\n")


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
