"""Which statements one shard answers, and which Citus refuses."""

from __future__ import annotations

import pytest

from tests.db.citus_rules import is_routed, refusal

ONE = "learner.learner_id = %(id)s::BIGINT"
JOINED = "SELECT card.tier FROM learner JOIN card ON card.learner_id = learner.learner_id"


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT fact_set.id FROM fact_set WHERE fact_set.slug = %(slug)s",
        f"{JOINED} WHERE {ONE} FOR UPDATE OF learner",
        f"{JOINED} LEFT OUTER JOIN fact_set ON fact_set.id = card.set_id WHERE {ONE}",
        "SELECT a.tier FROM card AS a, card AS b WHERE a.learner_id = b.learner_id AND b.learner_id = ?",
        "INSERT INTO card (learner_id, card_id) VALUES (?, ?) ON CONFLICT (learner_id, card_id) DO NOTHING",
        "SELECT count(*) FROM (SELECT card.tier FROM card WHERE card.learner_id = ?) AS anon_1",
        f"SELECT 1 FROM learner WHERE {ONE} AND EXISTS (SELECT 1 FROM card WHERE card.learner_id = ?)",
        "DELETE FROM learner WHERE learner.learner_id IN (%(id_1)s::BIGINT)",
    ],
)
def test_one_shard_answers(statement: str) -> None:
    assert is_routed(statement)
    assert refusal(statement) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT card.tier FROM card",
        f"SELECT card.tier FROM learner JOIN card ON card.card_id = 1 WHERE {ONE}",
        f"SELECT 1 FROM learner WHERE {ONE} AND learner.seen_on IN (SELECT card.due_day FROM card)",
        "DELETE FROM learner WHERE learner.learner_id IN (?, ?)",
        "SELECT 1 FROM card WHERE EXISTS (SELECT 1 FROM review WHERE review.learner_id = card.learner_id)",
        "INSERT INTO card (learner_id, tier) SELECT card.learner_id, card.tier FROM card",
    ],
)
def test_several_shards_answer(statement: str) -> None:
    assert not is_routed(statement)
    assert refusal(statement) == ""


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        (f"{JOINED} FOR UPDATE OF learner", "locks"),
        (
            "SELECT 1 FROM card WHERE NOT EXISTS (SELECT 1 FROM fact_set WHERE fact_set.id = card.set_id)",
            "corr",
        ),
        (
            'SELECT 1 FROM "user" WHERE EXISTS (SELECT 1 FROM card WHERE card.card_id = "user".id)',
            "correlated",
        ),
        ("WITH RECURSIVE r AS (SELECT 1 FROM card) SELECT 1 FROM card", "recursive"),
    ],
)
def test_a_cluster_refuses(statement: str, reason: str) -> None:
    assert reason in refusal(statement)
