"""Choosing what comes next and keeping it: a question shown stays the question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from quizapp.core import queue
from quizapp.core.memory import Meetings, Role
from quizapp.core.questions import OPEN_KINDS, QuestionId
from quizapp.core.queue import Pick
from quizapp.core.study_days import days_after
from quizapp.db.base import mint_id
from quizapp.db.library import CardKey, RevisionChange
from quizapp.db.study import CardRow, Enrolment
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import numbers_of
from quizapp.services.study.contrasting import both_facts, hint_for, to_contrast
from quizapp.services.study.corrections import pass_on
from quizapp.services.study.desk import ALL_SETS, Desk, day_starts, only_set
from quizapp.services.study.made_questions import rebuilt
from quizapp.services.study.plans import Plan
from quizapp.services.study.questions import Asked, CardToAsk
from quizapp.services.study.results import Task, Today, Turn
from quizapp.services.study.rows import CardView, EnrolmentView, Found
from quizapp.services.study.standing import limits_of, new_left, standing
from quizapp.services.study.wishes import OUT

PURPOSE = "study"
"""What question ids of studying are sealed for."""
TRIES = 40
"""Cards that may turn out to be impossible to ask before the day is called done."""
Served = dict[str, Any]


def next_turn(desk: Desk, scope: int) -> Turn:
    """The current question of a scope, chosen now if there is none; the desk is to be saved."""
    served = desk.current.get(str(scope))
    if served is None:
        served = choose(desk, scope)
        if served is not None:
            desk.current[str(scope)] = served
    return turn(desk, scope, served)


def choose(desk: Desk, scope: int) -> Served | None:
    """The next question of a scope; None when today is done."""
    for _ in range(TRIES):
        stands = standing(desk, scope)
        pick = queue.next_card(
            only_set(desk.queue, scope),
            stands.due,
            stands.new,
            limits_of(desk, stands),
            due_count=stands.left,
            now=desk.now.timestamp(),
            seed=desk.seal.seed(desk.learner_id, desk.day.isoformat(), 0),
            top_ups=stands.top_ups,
        )
        if pick is None:
            desk.cleared = desk.cleared or scope == ALL_SETS
            return None
        served = _serve(desk, pick, stands.plan)
        if served is not None:
            return served
    return None


def turn(desk: Desk, scope: int, served: Served | None) -> Turn:
    """A served question, or that today is done, as it is shown."""
    today = today_of(desk, scope)
    if served is None:
        return Turn(
            task=None,
            today=today,
            next_due=next_due(desk, scope),
            done_first_go=desk.learner.first_go and desk.queue.met >= queue.FIRST_SESSION.new,
        )
    return Turn(
        task=task(desk, served), today=today, next_due=None, offer_show_first=served.get("offer", False)
    )


def task(desk: Desk, served: Served) -> Task:
    """A served question as it is shown."""
    question_id = desk.chosen.get(served["q"]) or QuestionId.parse(served["q"])
    compiled = desk.shelf.find(desk.connection, question_id.revision)
    question = rebuilt(compiled, question_id)
    return Task(
        question=question,
        question_id=desk.seal.seal(desk.learner_id, PURPOSE, question_id),
        review_id=str(UUID(served["review"])),
        set_slug=compiled.slug,
        set_title=compiled.facts.title,
        new=served["role"] == Role.MEETING,
        showing="show" if served["show"] else "ask",
        repeat=served["role"] == Role.REPEAT,
        was=served["was"],
        contrast=served["contrast"],
        contrast_facts=both_facts(compiled, question_id.card, served["contrast"]),
        hint="" if served["show"] else hint_for(question),
        pickers=_rather_picks(desk, served["name"]),
    )


def _rather_picks(desk: Desk, name: str) -> bool:
    """Whether nothing is to be typed; a question that is shown again comes before its set was read."""
    if desk.learner.no_typing:
        return True
    set_id, card_id = numbers_of(name)
    enrolment = desk.sets[set_id][0] if set_id in desk.sets else desk.find(set_id, card_id).enrolment
    return enrolment is not None and enrolment.no_typing


def today_of(desk: Desk, scope: int) -> Today:
    """Where the learner stands today."""
    stands = standing(desk, scope)
    due = stands.today
    room = max(0, limits_of(desk, stands).answers - desk.queue.asked)
    backlog = max(0, due - room)
    repeats = len(only_set(desk.queue, scope).repeats)
    return Today(
        study_day=desk.day,
        answered=desk.totals["answered"],
        counted=desk.totals["counted"],
        right=desk.totals["right"],
        met=desk.totals["met"],
        left=min(due + len(stands.top_ups), room) + repeats,
        new_left=0 if backlog or not room else new_left(desk, stands),
        backlog=backlog,
        days_to_catch_up=_days_to_catch_up(desk, room, backlog),
    )


def next_due(desk: Desk, scope: int) -> datetime | None:
    """When there is something to do again (UTC); None if nothing ever falls due."""
    tomorrow = days_after(desk.day, 1)
    if _left_for_tomorrow(desk, scope):
        return day_starts(desk.learner, tomorrow)
    wanted = select(func.min(CardRow.due_day)).where(
        CardRow.learner_id == desk.learner_id, CardRow.suspended.is_(False)
    )
    studied = select(Enrolment.set_id).where(
        Enrolment.learner_id == desk.learner_id, Enrolment.paused.is_(False)
    )
    wanted = wanted.where(CardRow.set_id == scope if scope != ALL_SETS else CardRow.set_id.in_(studied))
    found: date | None = desk.connection.execute(wanted).scalar()
    return None if found is None else day_starts(desk.learner, max(found, tomorrow))


def _left_for_tomorrow(desk: Desk, scope: int) -> bool:
    """Whether due cards or new ones are left that today has no room for."""
    stands = standing(desk, scope)
    return stands.left > 0 or any(name not in desk.queue.showings for name in stands.plan.new)


def _days_to_catch_up(desk: Desk, room: int, backlog: int) -> int:
    """In how many days a backlog is gone, at the learner's limit and with what falls due meanwhile."""
    if not backlog:
        return 0
    week = tuple(desk.loads_by_day().after(desk.day, 7))
    return _days_of_plan(room > 0, backlog, desk.learner.answers_per_day, week)


@lru_cache(maxsize=2_048)
def _days_of_plan(room: bool, backlog: int, answers: int, week: tuple[int, ...]) -> int:
    """How long a plan is: for most answers of a day as long as for the one before."""
    return len(queue.plan_from_today(room, backlog, answers, week))


def _known(desk: Desk, pick: Pick, set_id: int, plan: Plan) -> Found | None:
    """The card of a pick, if its set was read already and the plan tells how the card stands; else None."""
    if set_id not in desk.sets:
        return None
    card = plan.cards.get(pick.card)
    planned = pick.role is Role.MEETING or (pick.role is Role.COUNTED and card is not None)
    enrolment, revision_id = desk.sets[set_id]
    return Found(enrolment=enrolment, revision_id=revision_id, card=card) if planned else None


def _serve(desk: Desk, pick: Pick, plan: Plan) -> Served | None:
    """Make the question of a pick; None (and the card is left out today) where it cannot be asked."""
    set_id, card_id = numbers_of(pick.card)
    found = _known(desk, pick, set_id, plan) or desk.find(set_id, card_id)
    if found.enrolment is None or found.revision_id is None:
        return _leave_out(desk, pick)
    compiled = desk.shelf.get(desk.connection, found.revision_id)
    if found.enrolment.revision_number < compiled.number:
        pass_on(desk, found.enrolment, compiled)
        desk.forget_plans()
        return None
    introduced = found.card is not None
    if card_id not in compiled.cards or introduced == (pick.role is Role.MEETING):
        return _leave_out(desk, pick)
    if found.card is not None and found.card.suspended:
        return _leave_out(desk, pick)
    served = _question(desk, compiled, pick, found.enrolment, found.card)
    return served if served is not None else _leave_out(desk, pick)


def _question(
    desk: Desk, compiled: Compiled, pick: Pick, enrolment: EnrolmentView, stored: CardView | None
) -> Served | None:
    _, card_id = numbers_of(pick.card)
    card = compiled.cards[card_id]
    asking = CardToAsk(desk, compiled, card, enrolment, stored)
    made: Asked | None = None
    if stored is None:
        made = asking.at_meeting()
    elif pick.role is Role.REPEAT:
        made = asking.again_today(stored, pick.failed_kind)
    elif not stored.corrected:
        made = asking.when_due(stored)
    question = made[0] if made else asking.to_show()
    if question is None:
        return None
    other = None
    if pick.role is Role.REPEAT and made is not None:
        other = to_contrast(desk.connection, desk.learner_id, compiled, card, stored)
        question = asking.between(other) or question if other else question
    meetings = Meetings(enrolment.meetings_known, enrolment.meetings)
    plain = str(question.id)
    desk.chosen[plain] = question.id
    return {
        "q": plain,
        "name": pick.card,
        "review": mint_id().hex,
        "role": str(pick.role),
        "show": made is None,
        "tier": made[1].tier if made else 1,
        "open": not OPEN_KINDS.isdisjoint(compiled.generator.suiting(card)),
        "was": _former(desk, compiled, card_id) if stored and stored.corrected else "",
        "contrast": other.key if other else "",
        "offer": stored is None and meetings.offer_show_first and not enrolment.show_first_offered,
    }


def _former(desk: Desk, compiled: Compiled, card_id: int) -> str:
    """The answer before the latest correction."""
    found = desk.connection.execute(
        select(RevisionChange.was)
        .join(CardKey, CardKey.id == RevisionChange.card_id)
        .where(
            RevisionChange.set_id == compiled.set_id,
            RevisionChange.card_id == card_id,
            RevisionChange.change == "corrected",
        )
        .order_by(RevisionChange.number.desc())
        .limit(1)
    ).scalar()
    return found or ""


def _leave_out(desk: Desk, pick: Pick) -> Served | None:
    """Do not try this card again today."""
    desk.left_out = {**desk.left_out, pick.card: OUT}
    repeats = tuple(repeat for repeat in desk.queue.repeats if repeat.card != pick.card)
    desk.queue = replace(desk.queue, repeats=repeats)
    return None
