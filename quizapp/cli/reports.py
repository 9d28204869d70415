"""What was not carried whole: a few lines for the person, and all of it for programs."""

from __future__ import annotations

import json
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


def say_remarks(path: Path, remarks: Sequence[Remark], report: Path | None) -> None:
    """The gravest remarks on standard error, and how many more there are."""
    order: tuple[Severity, ...] = ("error", "warning", "info")
    gravest = sorted(remarks, key=lambda remark: order.index(remark.severity))[:MOST_SAID]
    for remark in gravest:
        click.echo(f"{path}: {remark}", err=True)
    left = Counter(remark.severity for remark in remarks) - Counter(remark.severity for remark in gravest)
    if left:
        counts = ", ".join(f"{left[name]:,} of severity {name}" for name in order if left[name])
        where = f"in {report}" if report else "with --report FILE"
        click.echo(f"{path}: and {counts}: all of them {where}", err=True)
