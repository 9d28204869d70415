"""Sealed question ids tell nothing, belong to one learner, and stay the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.errors import UnknownQuestion
from quizapp.core.questions import Card, QuestionId
from quizapp.services.sealing import Seal

SEAL = Seal("a secret key")
QUESTION = QuestionId("0123456789ab", Card("capitals", "capital-of-france"), "choice", 7, 1, "4")


def test_the_same_question_has_the_same_sealed_id() -> None:
    assert SEAL.seal(1, "study", QUESTION) == Seal("a secret key").seal(1, "study", QUESTION)
    assert SEAL.open(1, "study", SEAL.seal(1, "study", QUESTION)) == QUESTION


@pytest.mark.parametrize(("learner", "purpose"), [(2, "study"), (1, "quiz")])
def test_it_is_bound_to_learner_and_purpose(learner: int, purpose: str) -> None:
    with pytest.raises(UnknownQuestion):
        SEAL.open(learner, purpose, SEAL.seal(1, "study", QUESTION))


def test_another_site_cannot_open_it() -> None:
    with pytest.raises(UnknownQuestion):
        Seal("another key").open(1, "study", SEAL.seal(1, "study", QUESTION))


@given(st.text(max_size=400) | st.just("A" * 100_000) | st.just(str(QUESTION)))
def test_what_is_no_id_is_refused(text: str) -> None:
    with pytest.raises(UnknownQuestion):
        SEAL.open(1, "study", text)


def test_a_seed_hangs_on_learner_card_and_reviews() -> None:
    seeds = {SEAL.seed(learner, card, n) for learner in (1, 2) for card in ("a", "b") for n in (0, 1)}
    assert len(seeds) == 8
    assert all(0 <= seed < 1 << 63 for seed in seeds)
    assert SEAL.seed(1, "a", 0) == Seal("a secret key").seed(1, "a", 0)
