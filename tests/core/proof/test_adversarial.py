"""Whatever a set holds, no question made from it is wrong, unanswerable or impossible to make again."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.core.facts import FactSet
from quizapp.core.generation import Generator, grade
from quizapp.core.proof import Proof, contradictions
from quizapp.core.questions import QuestionId
from tests.core.adversarial_sets import fact_sets

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


@SLOW
@given(facts=fact_sets(), seed=st.integers(0, 3))
def test_every_question_is_proven(facts: FactSet, seed: int) -> None:
    questions = list(Generator(facts).questions(seed))
    proof = Proof(facts, grade)
    assert [str(flaw) for question in questions for flaw in proof.flaws(question)] == []
    assert [str(flaw) for flaw in contradictions(questions)] == []


@SLOW
@given(facts=fact_sets(), seed=st.integers(0, 2**31))
def test_an_id_makes_the_same_question_again(facts: FactSet, seed: int) -> None:
    for question in Generator(facts).questions(seed):
        assert Generator(facts).rebuild(QuestionId.parse(str(question.id))) == question
