from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from quizapp.bank.schema import json_schema

jsonschema_rs = pytest.importorskip("jsonschema_rs", reason="comes with schemathesis")
BANK = Path(__file__).parents[2] / "question_bank"


def test_the_schema_in_the_bank_is_that_of_the_program() -> None:
    written = (BANK / "schema.json").read_text(encoding="utf-8")
    assert written == json_schema(), "run `python -m quizapp.bank.schema > question_bank/schema.json`"


@pytest.mark.parametrize("path", sorted(BANK.glob("*/set.yaml")), ids=lambda path: path.parent.name)
def test_an_editor_finds_nothing_wrong_with_a_shipped_set(path: Path) -> None:
    """Editors read YAML with its guesses: a number may stand where we read a text."""
    guessed = yaml.safe_load(path.read_text(encoding="utf-8"))
    guessed = json.loads(json.dumps(guessed, default=str))
    errors = jsonschema_rs.validator_for(json.loads(json_schema())).iter_errors(guessed)
    assert [f"{error.instance_path}: {error.message[:200]}" for error in errors] == []
