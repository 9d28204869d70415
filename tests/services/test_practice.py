"""Practice quizzes: what is chosen, how long they last, and what they do to memory (learning rule 10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from quizapp.db.study import CardRow, Enrolment, ReviewRow
from quizapp.services import practice, study
from quizapp.services.errors import Conflict, Invalid, NotFound, ReusedId
from quizapp.services.practice import Choices, Result, Sitting
from quizapp.services.study.results import Answer
from tests.services.conftest import NOW, Pupil, right_response

CAPITALS = Choices(sets=("capitals",), kinds=("choice", "typed"), count=5)


class Quiz:
    """A practice quiz being taken."""

    def __init__(self, pupil: Pupil, choices: Choices = CAPITALS) -> None:
        self.pupil = pupil
        self.id = practice.start(pupil.session, pupil.seal, pupil.learner_id, choices, pupil.now)

    @property
    def at(self) -> Sitting:
        pupil = self.pupil
        return practice.sitting(pupil.session, pupil.seal, pupil.learner_id, self.id, pupil.now)

    def send(self, given: Answer) -> int | None:
        pupil = self.pupil
        return practice.answer(pupil.session, pupil.seal, pupil.learner_id, self.id, given, now=pupil.now)

    def answer(self, *, right: bool = True) -> int | None:
        task = self.at.task
        assert task is not None
        response = right_response(task) if right else {"dont_know": True}
        given = Answer(review_id=task.review_id, question_id=task.question_id, response=response, ms=3_000)
        self.pupil.now += timedelta(seconds=20)
        return self.send(given)

    def answer_all(self, *, right: bool = True) -> Quiz:
        while self.at.task is not None:
            self.answer(right=right)
        return self

    @property
    def result(self) -> Result:
        found = practice.result(self.pupil.session, self.pupil.learner_id, self.id, self.pupil.now)
        assert found is not None
        return found

    def log(self) -> list[tuple[str, str, bool | None]]:
        wanted = select(ReviewRow.context, ReviewRow.role, ReviewRow.correct)
        rows = self.pupil.session.execute(wanted.where(ReviewRow.attempt_id == UUID(self.id)))
        return [tuple(row) for row in rows]


def wanted_first(pupil: Pupil) -> list[int]:
    return pupil.session.scalars(select(Enrolment.wanted_first)).one()


def cards(pupil: Pupil) -> int:
    return len(pupil.session.scalars(select(CardRow.card_id)).all())


def test_questions_come_one_at_a_time_until_all_are_answered(pupil: Pupil) -> None:
    quiz = Quiz(pupil)
    assert [(quiz.at.number, quiz.answer()) for _ in range(5)] == [(n, n) for n in range(1, 6)]
    assert quiz.at.over
    assert (quiz.result.right, quiz.result.count, quiz.result.seconds) == (5, 5, 100)


def test_the_question_stays_until_it_is_answered(pupil: Pupil) -> None:
    quiz = Quiz(pupil)
    assert quiz.at.task == quiz.at.task


def test_cards_that_are_not_introduced_are_only_logged(pupil: Pupil) -> None:
    quiz = Quiz(pupil).answer_all()
    assert quiz.log() == [("practice", "logged", True)] * 5
    assert cards(pupil) == 0


def test_what_was_missed_of_them_comes_first_among_the_new(pupil: Pupil) -> None:
    pupil.answer()
    quiz = Quiz(pupil, replace(CAPITALS, count=12)).answer_all(right=False)
    logged = [role for _, role, _ in quiz.log()].count("logged")
    assert len(wanted_first(pupil)) == logged >= 10


def test_the_first_answer_of_a_day_counts_and_later_ones_repeat(pupil: Pupil) -> None:
    pupil.finish_day()
    pupil.sleep(1)
    only_met = replace(CAPITALS, among="met", count=4)
    first = Quiz(pupil, only_met).answer_all()
    assert [role for _, role, _ in first.log()] == ["counted"] * 4
    second = Quiz(pupil, replace(CAPITALS, among="met", count=50)).answer_all()
    assert [role for _, role, _ in second.log()].count("repeat") >= 1
    assert pupil.memory_differs() == []


def test_practice_moves_memory_just_as_studying_does(pupil: Pupil) -> None:
    pupil.finish_day()
    pupil.sleep(30)
    before = {
        row.card_id: row.due_day for row in pupil.session.execute(select(CardRow.card_id, CardRow.due_day))
    }
    Quiz(pupil, replace(CAPITALS, among="met", count=4)).answer_all()
    after = {
        row.card_id: row.due_day for row in pupil.session.execute(select(CardRow.card_id, CardRow.due_day))
    }
    assert sum(after[card] > before[card] for card in before) == 4
    assert pupil.memory_differs() == []


def test_a_question_just_practised_does_not_stand_on_the_study_page(pupil: Pupil) -> None:
    pupil.finish_day()
    pupil.sleep(2)
    standing = pupil.task().question.card
    Quiz(pupil, replace(CAPITALS, among="met", count=50)).answer_all()
    task = pupil.next().task
    assert task is None or task.question.card != standing


def test_no_question_of_a_quiz_is_another_ones_sibling(pupil: Pupil) -> None:
    quiz = Quiz(pupil, replace(CAPITALS, count=50)).answer_all()
    facts = [one.statement for one in quiz.result.questions]
    assert len(set(facts)) == len(facts) == 12


def test_only_the_kinds_that_were_chosen(pupil: Pupil) -> None:
    quiz = Quiz(pupil, Choices(sets=("capitals",), kinds=("typed", "truefalse"), count=10)).answer_all()
    kinds = [one.kind for one in quiz.result.questions]
    assert set(kinds) == {"typed", "truefalse"}
    assert kinds.count("truefalse") == 1


@pytest.mark.parametrize(
    "choices",
    [
        Choices(sets=("capitals",), count=0),
        Choices(sets=("capitals",), count=51),
        Choices(sets=("capitals",), minutes=0),
        Choices(sets=("capitals",), kinds=("riddle",)),
        Choices(sets=()),
        Choices(sets=("capitals",), among="met"),
        Choices(sets=("capitals",), topics=("capitals/nowhere",)),
    ],
)
def test_what_cannot_be_practised_is_refused(pupil: Pupil, choices: Choices) -> None:
    with pytest.raises(Invalid):
        Quiz(pupil, choices)


def test_an_unknown_set_is_refused(pupil: Pupil) -> None:
    with pytest.raises(NotFound):
        Quiz(pupil, Choices(sets=("nowhere",)))


def test_time_is_up_by_the_servers_clock(pupil: Pupil) -> None:
    quiz = Quiz(pupil, Choices(sets=("capitals",), count=5, minutes=1))
    quiz.answer()
    late = quiz.at.task
    assert late is not None
    pupil.now += timedelta(minutes=1)
    given = Answer(review_id=late.review_id, question_id=late.question_id, response=late.question.key, ms=1)
    assert quiz.send(given) is None
    result = quiz.result
    assert (result.timed_out, result.right, len(result.unreached), result.seconds) == (True, 1, 4, 60)


def test_ending_early_tells_what_was_reached(pupil: Pupil) -> None:
    quiz = Quiz(pupil)
    quiz.answer(right=False)
    practice.finish(pupil.session, pupil.learner_id, quiz.id, pupil.now)
    assert (len(quiz.result.missed), len(quiz.result.unreached)) == (1, 4)
    assert quiz.at.over


def test_the_same_answer_twice_counts_once(pupil: Pupil) -> None:
    quiz = Quiz(pupil)
    task = quiz.at.task
    assert task is not None
    given = Answer(review_id=task.review_id, question_id=task.question_id, response=task.question.key, ms=1)
    assert [quiz.send(given), quiz.send(given)] == [1, 1]
    assert len(quiz.log()) == 1
    with pytest.raises(ReusedId):
        quiz.send(Answer(review_id=task.review_id, question_id="", response={"dont_know": True}, ms=1))


def test_an_answer_to_another_quiz_is_refused(pupil: Pupil) -> None:
    task = Quiz(pupil).at.task
    assert task is not None
    given = Answer(review_id=task.review_id, question_id="", response=task.question.key, ms=1)
    with pytest.raises(Conflict):
        Quiz(pupil).send(given)


def test_a_quiz_is_nobody_elses(pupil: Pupil, guest: Pupil) -> None:
    quiz = Quiz(pupil)
    with pytest.raises(NotFound):
        practice.sitting(pupil.session, pupil.seal, guest.learner_id, quiz.id, NOW)


def test_study_what_was_missed_starts_the_set_and_puts_it_first(pupil: Pupil) -> None:
    quiz = Quiz(pupil).answer_all(right=False)
    assert pupil.session.scalars(select(Enrolment.set_id)).all() == []
    assert practice.study_missed(pupil.session, pupil.learner_id, quiz.id, pupil.now) == "capitals"
    assert len(wanted_first(pupil)) == 5
    missed = {one.statement for one in quiz.result.missed}
    assert pupil.task().question.statement in missed


def test_answers_can_be_taken_back_only_up_to_the_quiz(pupil: Pupil) -> None:
    pupil.answer()
    Quiz(pupil).answer()
    with pytest.raises(NotFound):
        study.undo(pupil.session, pupil.seal, pupil.learner_id, pupil.now)
