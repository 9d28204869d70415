"""A small set to vary, and what is wrong with a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from quizapp.bank.faults import Fault, SetFaults
from quizapp.bank.load import load_text

HEAD = """\
set: rivers
title: Rivers
licence: CC0-1.0
sources: {atlas: {title: An atlas, short: the atlas}}
types: {river: {one: river, many: rivers}, sea: {one: sea, many: seas}}
attributes:
  length: {of: river, value: number, unit: km}
  mouth: {of: river, value: entity, range: sea}
  charted: {of: river, value: date}
"""


@pytest.fixture
def head() -> str:
    """The top of a set; its line 10 is free."""
    return HEAD


@pytest.fixture
def faults_of() -> Callable[..., tuple[Fault, ...]]:
    """What loading a text finds wrong."""

    def faults_of(text: str, filename: str = "set.yaml") -> tuple[Fault, ...]:
        with pytest.raises(SetFaults) as caught:
            load_text(text, filename)
        return caught.value.faults

    return faults_of
