"""Sets in and out, in any exchange format: `quizapp import`, `quizapp export` and `quizapp convert`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from quizapp.bank.formats import FORMATS, Format, FormatError
from quizapp.bank.formats.conversion import Converted, convert_set
from quizapp.bank.formats.conversion import convert as conversion
from quizapp.bank.formats.recognition import recognised
from quizapp.cli.reports import put, say_remarks, write_report
from quizapp.cli.site_session import now, site_session
from quizapp.cli.users import find_account

FORMAT = click.Choice(sorted(FORMATS))
REPORT = OUTPUT = click.Path(dir_okay=False, path_type=Path)


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--owner", metavar="EMAIL|USERNAME", help="Whose set it is; without one it is the site's own.")
@click.option("--from", "format_name", type=FORMAT, help="If the file does not show it.")
@click.option("--report", type=REPORT, help="A file for a JSON line per item not carried whole.")
def import_set(path: Path, owner: str | None, format_name: str | None, report: Path | None) -> None:
    """Publish a set, or another program's questions, as the next revision of a set.

    PATH is a set (a folder, a set file or a table) or a file of an exchange format, such as an Anki package.
    With faults nothing is changed, and each is printed.
    """
    with _naming(path):
        format = FORMATS[format_name] if format_name else recognised(path)
        if format is None or format.NAME == "set":
            _import_own(path, owner)
        else:
            _import_foreign(path, format, owner, report)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """What is wrong with a file as a whole is said with its name."""
    try:
        yield
    except FormatError as error:
        said = str(error)
        raise FormatError(said if path.name in said.partition(" ")[0] else f"{path}: {said}") from error


def _import_own(path: Path, owner: str | None) -> None:
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
    _say_published(done.slug, done.created, done.revision)


def _import_foreign(path: Path, format: Format, owner: str | None, report: Path | None) -> None:
    from quizapp.services.library.importing import import_file

    with site_session() as session, path.open("rb") as file:
        owner_id = find_account(session, owner).id if owner else None
        done = import_file(
            session, file, path.name, format, owner_id=owner_id, now=now(), administrator=owner is None
        )
    if report:
        write_report(report, done.remarks)
    say_remarks(str(path), done.remarks, report)
    if done.published is None:
        click.echo(f"{path}: it has faults, and nothing was imported", err=True)
        raise SystemExit(1)
    click.echo(f"{path}: {done.questions:,} questions", err=True)
    _say_published(done.published.slug, done.published.created, done.published.revision)


def _say_published(slug: str, created: bool, revision: str) -> None:
    said = "published" if created else "published before"
    click.echo(f"{slug}: {said}, revision {revision[:12]}", err=True)


@click.command("export")
@click.argument("slug", metavar="SET")
@click.option("--to", "format_name", type=FORMAT, default="set", show_default=True, help="A format.")
@click.option("-o", "--output", type=OUTPUT, help="A file; standard output without one.")
@click.option("--report", type=REPORT, help="A file for a JSON line per item not carried whole.")
def export_set(slug: str, format_name: str, output: Path | None, report: Path | None) -> None:
    """Write a set of the site in an exchange format.

    As a set it is the document it was published from, which `import` takes.
    """
    from quizapp.services import library

    with site_session() as session:
        if format_name == "set":
            document = json.loads(library.document_of(session, slug))
            text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
            put(text.encode(), output, binary=False)
            return
        facts = library.facts_of(session, slug)
    done = convert_set(facts, FORMATS[format_name])
    _deliver(slug, done, FORMATS[format_name], output, report)


@click.command()
@click.argument("path", metavar="IN", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--from", "source", type=FORMAT, help="The format of IN, if its name and content do not show it."
)
@click.option("--to", "target", type=FORMAT, required=True, help="The format to write.")
@click.option("-o", "--output", type=OUTPUT, help="A file; standard output without one.")
@click.option("--report", type=REPORT, help="A file for a JSON line per item not carried whole.")
def convert(path: Path, source: str | None, target: str, output: Path | None, report: Path | None) -> None:
    """Write the questions of IN, a file of an exchange format or a set, in another format.

    Items with faults are named and left out, and the exit status is 1.
    """
    with _naming(path):
        done = conversion(path, FORMATS[source] if source else recognised(path), FORMATS[target])
    _deliver(str(path), done, FORMATS[target], output, report)


def _deliver(name: str, done: Converted, format: Format, output: Path | None, report: Path | None) -> None:
    """Put a file where it belongs, and say what is not in it."""
    if done.items:
        put(done.content, output, binary=format.BINARY)
    if report:
        write_report(report, done.remarks)
    say_remarks(name, done.remarks, report)
    if not done.items:
        raise click.ClickException(f"{name}: no item could be written as {format.TITLE}")
    if done.faulty:
        raise SystemExit(1)
