"""`quizapp draft`: what a document may hold in facts, for a person to go through."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("path", metavar="DOCUMENT", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON list.")
def draft(path: Path, as_json: bool) -> None:
    """Propose facts from a text in English: each date, with its sentence, places and figures."""
    from quizapp.bank.draft import propose
    from quizapp.bank.formats.texts import read_text

    with path.open("rb") as file:
        proposals = propose(read_text(file))
    if as_json:
        click.echo(json.dumps([asdict(one) for one in proposals], ensure_ascii=False, indent=1))
        return
    for one in proposals:
        click.echo(f"{one.date} ({one.precision}), paragraph {one.paragraph}: {one.sentence}")
    if not proposals:
        click.echo(f"{path}: no date was found in it", err=True)
