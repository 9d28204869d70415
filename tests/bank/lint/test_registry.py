from __future__ import annotations

import re
from pathlib import Path

from quizapp.bank.lint import RULES
from quizapp.core.proof.flaws import FLAWS

PROJECT = Path(__file__).parents[3]
PAGE = (PROJECT / "docs" / "lint.md").read_text(encoding="utf-8")


def documented() -> dict[str, str]:
    return dict(re.findall(r"^\| ([A-Z]\d{3}) \| (.+?) \|", PAGE, re.MULTILINE))


def test_every_rule_is_on_the_page_with_its_severity() -> None:
    rows = set(re.findall(r"^\| ([QSW]\d{3}) \| (error|warning) \| (.+?) \|", PAGE, re.MULTILINE))
    assert {(rule.code, rule.severity, rule.title) for rule in RULES.values()} <= rows


def test_every_flaw_of_the_proof_is_on_the_page() -> None:
    assert {code: documented()[code] for code in FLAWS} == FLAWS


def test_the_page_names_every_code_of_the_loader_and_no_other() -> None:
    sources = (PROJECT / "quizapp" / "bank").rglob("*.py")
    texts = [path.read_text(encoding="utf-8") for path in sources]
    used = {code for text in texts for code in re.findall(r'"([A-Z]\d{3})"', text)}
    assert set(documented()) == used | set(FLAWS)
