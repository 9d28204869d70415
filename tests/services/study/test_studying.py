"""The study loop: a question stays, an answer is stored once, and memory follows the log."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from quizapp.core.errors import UnknownQuestion, WrongShape
from quizapp.db.study import CardRow, ReviewRow
from quizapp.services import accounts, study
from quizapp.services.errors import Conflict, Invalid, NotFound, ReusedId

Pupil = Any
DONT_KNOW = {"dont_know": True}


def count(session: Session, model: type) -> int:
    return session.execute(select(func.count()).select_from(model)).scalar_one()


def test_a_question_shown_stays_the_question(pupil: Pupil) -> None:
    first, again = pupil.task(), pupil.task()
    assert (first.question_id, first.review_id) == (again.question_id, again.review_id)
    pupil.now += timedelta(hours=2)
    assert pupil.task().question == first.question


def test_a_new_card_is_asked_by_choice_and_marked_new(pupil: Pupil) -> None:
    task = pupil.task()
    assert task.new
    assert task.question.kind == "choice"
    assert len(task.question.options) == 4


def test_an_answer_tells_what_is_right_and_what_comes_next(pupil: Pupil) -> None:
    task = pupil.task()
    outcome = pupil.send(task, task.question.key)
    assert outcome.verdict.correct is True
    assert outcome.feedback.answer == task.question.answer
    assert outcome.card.due > date(2024, 5, 1)
    assert outcome.turn.task.question_id == pupil.task().question_id != task.question_id


def test_the_log_tells_everything_of_an_answer(pupil: Pupil, session: Session) -> None:
    task = pupil.task()
    wrong = next(option for option in task.question.options if option.id != task.question.key)
    pupil.send(task, wrong.id, input="touch", ms=90_000)
    row = session.execute(select(ReviewRow.__table__)).one()
    assert (row.action, row.context, row.role, row.kind) == ("answer", "study", "meeting", "choice")
    assert (row.ms, row.input, row.option_count, row.chosen) == (60_000, "touch", 4, wrong.value)
    assert (row.correct, row.rating, row.guess, row.recall) == (False, 1, 0.25, 2 / 12)
    assert (row.seed, row.generator, row.variant) == (task.question.id.seed, task.question.id.generator, "4")
    assert [option[0] for option in row.options] == ["a", "b", "c", "d"]
    assert (row.study_day, row.zone, row.day_position) == (date(2024, 5, 1), "UTC", 1)


def test_meetings_stay_out_of_the_figures(pupil: Pupil) -> None:
    today = pupil.answer().turn.today
    assert (today.answered, today.met, today.counted, today.right) == (1, 1, 0, 0)


def test_the_same_answer_again_is_recorded_once(pupil: Pupil, session: Session) -> None:
    task = pupil.task()
    first = pupil.send(task, task.question.key)
    pupil.now += timedelta(seconds=5)
    again = pupil.send(task, task.question.key)
    assert first.recorded
    assert not again.recorded
    assert (again.verdict, again.card, again.turn.task) == (first.verdict, first.card, first.turn.task)
    assert count(session, ReviewRow) == 1


def test_a_review_id_serves_one_answer(pupil: Pupil, session: Session) -> None:
    first = pupil.task()
    pupil.send(first, first.question.key)
    with pytest.raises(ReusedId):
        pupil.send(first, DONT_KNOW)
    with pytest.raises(ReusedId):
        pupil.send(pupil.task(), DONT_KNOW, review_id=first.review_id)
    assert count(session, ReviewRow) == 1


def test_an_answer_to_another_question_is_refused_with_the_current_one(pupil: Pupil) -> None:
    old = pupil.task()
    pupil.answer()
    with pytest.raises(Conflict) as conflict:
        pupil.send(old, old.question.key, review_id=str(uuid4()))
    assert conflict.value.current.task.question_id == pupil.task().question_id


@pytest.mark.parametrize("response", ["z", 7, ["a"], {"a": "b"}, None, True])
def test_a_response_of_another_shape_changes_nothing(pupil: Pupil, session: Session, response: Any) -> None:
    with pytest.raises(WrongShape):
        pupil.send(pupil.task(), response)
    assert count(session, ReviewRow) == 0


def test_a_response_of_a_megabyte_is_refused(pupil: Pupil) -> None:
    with pytest.raises(Invalid, match="response"):
        pupil.send(pupil.task(), "a" * 1_000_000)


def test_ids_that_are_none_are_refused(pupil: Pupil) -> None:
    task = pupil.task()
    with pytest.raises(Invalid, match="review_id"):
        pupil.send(task, DONT_KNOW, review_id="1")
    with pytest.raises(UnknownQuestion):
        pupil.send(task, DONT_KNOW, question_id="nonsense")


def test_another_learners_question_is_unknown(pupil: Pupil, guest: Pupil) -> None:
    with pytest.raises(UnknownQuestion):
        guest.send(pupil.task(), DONT_KNOW)


def test_sets_and_learners_that_are_not_there(pupil: Pupil, session: Session) -> None:
    with pytest.raises(NotFound):
        study.next_question(session, pupil.seal, pupil.learner_id, "atlantis", pupil.now)
    with pytest.raises(NotFound):
        study.next_question(session, pupil.seal, 12345, "capitals", pupil.now)


def test_a_card_not_known_comes_back_after_three_others_and_a_minute(pupil: Pupil) -> None:
    missed = pupil.answer(right=False).feedback.question.card
    others = [pupil.answer().feedback.question.card for _ in range(3)]
    assert missed not in others
    back = pupil.task()
    assert back.repeat
    assert back.question.card == missed


def test_a_day_ends_and_tells_when_the_next_begins(pupil: Pupil) -> None:
    pupil.finish_day()
    turn = pupil.next()
    assert turn.task is None
    assert turn.today.done
    assert turn.today.met == 8
    assert turn.next_due == datetime(2024, 5, 2, 4, tzinfo=UTC)


def test_weeks_of_study_replay_to_the_stored_memory(pupil: Pupil) -> None:
    for day in range(20):
        pupil.finish_day(right=day % 3 != 1)
        pupil.sleep(1 + day % 4)
    assert pupil.memory_differs() == []


def test_a_guests_first_go_is_five_facts(guest: Pupil, session: Session) -> None:
    assert guest.finish_day() == 5
    turn = guest.next()
    assert turn.task is None
    assert turn.done_first_go
    study.go_on(session, guest.learner_id, guest.now)
    assert guest.task().new


def test_a_guest_who_registers_goes_on_where_they_were(guest: Pupil, session: Session) -> None:
    guest.answer()
    shown = guest.task().question_id
    made = accounts.register(session, guest.learner_id, username="kim", password="long enough", now=guest.now)
    assert made.learner_id == guest.learner_id
    assert guest.task().question_id == shown


def test_all_sets_are_one_queue(pupil: Pupil, publish: Any) -> None:
    pupil.answer()
    publish({"Nile": "Egypt", "Rhine": "Germany", "Tagus": "Spain", "Seine": "France"}, name="rivers")
    pupil.slug = "rivers"
    pupil.answer()
    pupil.slug = None
    pupil.sleep(1)
    seen = set()
    while (task := pupil.next().task) is not None:
        seen.add(task.set_slug)
        pupil.answer()
    assert seen == {"capitals", "rivers"}


def test_a_backlog_brings_no_new_cards(pupil: Pupil, session: Session) -> None:
    study.change_settings(session, pupil.learner_id, {"answers_per_day": 4, "new_per_day": 4})
    pupil.finish_day()
    pupil.sleep(1)
    study.change_settings(session, pupil.learner_id, {"answers_per_day": 2})
    pupil.sleep(30)
    turn = pupil.next()
    assert turn.today.backlog == 2
    assert turn.today.new_left == 0
    assert turn.today.days_to_catch_up >= 1
    assert pupil.finish_day() == 2


def test_a_clients_time_counts_within_seven_days(pupil: Pupil, session: Session) -> None:
    earlier = pupil.now - timedelta(hours=3)
    pupil.send(pupil.task(), DONT_KNOW, answered_at=earlier)
    pupil.send(pupil.task(), DONT_KNOW, answered_at=pupil.now - timedelta(days=8))
    pupil.send(pupil.task(), DONT_KNOW, answered_at=pupil.now + timedelta(hours=1))
    times = session.execute(select(ReviewRow.answered_at).order_by(ReviewRow.sequence)).scalars().all()
    assert times == [earlier, pupil.now, pupil.now]


def test_no_card_is_asked_more_than_four_times_a_day(pupil: Pupil, session: Session) -> None:
    pupil.finish_day(right=False)
    most = (
        session.execute(
            select(func.count())
            .select_from(ReviewRow)
            .group_by(ReviewRow.card_id)
            .order_by(func.count().desc())
        )
        .scalars()
        .first()
    )
    assert most == 4


def test_cards_are_rows_only_once_introduced(pupil: Pupil, session: Session) -> None:
    pupil.answer()
    assert count(session, CardRow) == 1


def test_who_would_rather_not_type_gets_pickers(pupil: Pupil, session: Session) -> None:
    assert not pupil.task().pickers
    study.change_enrolment(session, pupil.learner_id, "capitals", {"no_typing": True})
    assert pupil.task().pickers


def test_no_typing_holds_for_every_set_of_a_learner(pupil: Pupil, session: Session) -> None:
    study.change_settings(session, pupil.learner_id, {"no_typing": True})
    assert pupil.task().pickers
