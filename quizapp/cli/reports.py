"""Files that commands make, and what is not in them: a few lines for the person, all of it for programs."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from quizapp.bank.formats import Remark
from quizapp.bank.formats.items import Severity

MOST_SAID = 20


def write_report(path: Path, remarks: Sequence[Remark]) -> None:
    """One JSON line for each remark. Raises OSError."""
    lines = (json.dumps(asdict(remark), ensure_ascii=False) + "\n" for remark in remarks)
    path.write_text("".join(lines), encoding="utf-8")


def say_remarks(name: str, remarks: Sequence[Remark], report: Path | None) -> None:
    """The gravest remarks on standard error, and how many more there are."""
    order: tuple[Severity, ...] = ("error", "warning", "info")
    gravest = sorted(remarks, key=lambda remark: order.index(remark.severity))[:MOST_SAID]
    for remark in gravest:
        click.echo(f"{name}: {remark}", err=True)
    left = Counter(remark.severity for remark in remarks) - Counter(remark.severity for remark in gravest)
    if left:
        counts = ", ".join(f"{left[grade]:,} of severity {grade}" for grade in order if left[grade])
        where = f"in {report}" if report else "with --report FILE"
        click.echo(f"{name}: and {counts}: all of them {where}", err=True)


def put(content: bytes, output: Path | None, *, binary: bool) -> None:
    """Write a file whole or not at all; to standard output without one. Raises OSError and UsageError."""
    if output is None:
        if binary and sys.stdout.isatty():
            raise click.UsageError("this format is no text: name a file with -o")
        click.echo(content, nl=False)
        return
    with tempfile.NamedTemporaryFile(dir=output.parent, prefix=f".{output.name}.", delete=False) as part:
        try:
            part.write(content)
            part.close()
            Path(part.name).chmod(0o666 & ~_umask())
            Path(part.name).replace(output)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def _umask() -> int:
    """Which rights a new file is not given; it can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
