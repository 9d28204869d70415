"""What comes next: due cards, repeats and new cards, chosen from small lists. Pure.

>>> from datetime import date
>>> today = date(2024, 5, 1)
>>> session, limits = Session(today), Limits(answers=60, new=8)
>>> new = [NewCard("a", "day", order=1), NewCard("b", "year", order=2)]
>>> pick = next_card(session, [], new, limits, due_count=0, now=0.0)
>>> pick.card, pick.role.value
('a', 'meeting')
>>> session = session.after(Shown("a", pick.role, right=False, at=0.0, kind="choice", attribute="day"))
>>> next_card(session, [], new, limits, due_count=0, now=9.0).card        # "a" comes back later
'b'
>>> Session.from_json(session.to_json()) == session
True
"""

from quizapp.core.queue.candidates import (
    DueCard,
    NewCard,
    matches_today,
    reverse_ready,
    sibling_groups,
    spare_target,
)
from quizapp.core.queue.choosing import Pick, next_card, next_due, next_new, review_ahead
from quizapp.core.queue.deadlines import (
    expected_recall,
    expected_with_top_ups,
    top_up_days,
    top_ups,
    towards_exam,
)
from quizapp.core.queue.limits import (
    FIRST_SESSION,
    CatchUpDay,
    Limits,
    catch_up_plan,
    exam_pace,
    in_backlog,
    plan_from_today,
)
from quizapp.core.queue.session import Repeat, Session, Shown

__all__ = [
    "FIRST_SESSION",
    "CatchUpDay",
    "DueCard",
    "Limits",
    "NewCard",
    "Pick",
    "Repeat",
    "Session",
    "Shown",
    "catch_up_plan",
    "exam_pace",
    "expected_recall",
    "expected_with_top_ups",
    "in_backlog",
    "matches_today",
    "next_card",
    "next_due",
    "next_new",
    "plan_from_today",
    "reverse_ready",
    "review_ahead",
    "sibling_groups",
    "spare_target",
    "top_up_days",
    "top_ups",
    "towards_exam",
]
