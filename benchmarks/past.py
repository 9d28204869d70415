"""A long log for one learner on SQLite, written by the database itself; days and cards follow from it.

A million reviews are one INSERT from a row of numbers, some seconds; one object per review took minutes.
The totals of the days are summed from that log and each card's row ends where its last review does, so
that every figure of progress agrees with the log it stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, text, update

from quizapp.core.memory import DEFAULT
from quizapp.db.base import EPOCH_DAY
from quizapp.db.study import ReviewRow, StudyDay

LONGEST_LOG_DAYS = 1_000
MICROSECONDS_A_DAY = 86_400_000_000
CONSTANT: Mapping[str, Any] = {
    "position": 0,
    "action": "answer",
    "body_hash": 1,
    "revision_id": 1,
    "context": "study",
    "direction": "forward",
    "seed": 1,
    "generator": 1,
    "variant": "",
    "companions": [],
    "option_count": 4,
    "options": [["a", "1"], ["b", "2"], ["c", "3"], ["d", "4"]],
    "language": "en",
    "response": "a",
    "reason": "",
    "guess": 0.25,
    "dont_know": False,
    "hint": False,
    "override": False,
    "easy": False,
    "exposed": False,
    "ms": 3_000,
    "zone": "UTC",
    "day_position": 1,
    "input": "",
    "offline": False,
    "tier": 1,
    "tier_before": 1,
    "has_open_kind": True,
    "difficulty_before": 5.0,
    "difficulty": 5.0,
    "desired_retention": 0.9,
    "maximum_interval": 36_500,
    "fit_id": DEFAULT.id,
}
COMPUTED: Mapping[str, str] = {
    "learner_id": ":the_learner",
    "set_id": ":the_set",
    "review_id": "cast(printf('%016x', i) as blob)",
    "sequence": "i + 1",
    "card_id": "card_id",
    "study_day": "day",
    "answered_at": f"day * {MICROSECONDS_A_DAY}",
    "received_at": f"day * {MICROSECONDS_A_DAY}",
    "role": "case when turn = 0 then 'meeting' else 'counted' end",
    "kind": "case i % 4 when 0 then 'choice' when 1 then 'typed' when 2 then 'cloze' else 'matching' end",
    "recall": "recall",
    "correct": "luck < recall",
    "score": "luck < recall",
    "rating": "case when luck < recall then 3 else 1 end",
    "chosen": "case when luck < recall then '1' else '2' end",
    "stability_before": (
        "case when turn = 0 then null when turn < 5 then 2.0 when turn < 15 then 10.0 else 30.0 end"
    ),
    "last_day_before": "case when turn > 0 then day - 20 end",
    "stability": "stability",
    "due_day": "case when i >= :reviews - :cards then due_day else day + 20 end",
}
"""Columns worked out from the number `i` of a review, its `turn` on its card, its day, and the card's row."""
PLACED = (
    "create temp table placed (place integer primary key, card_id, due_day, stability)",
    "insert into placed "
    "select row_number() over (order by due_day, card_id) - 1, card_id, due_day, stability "
    "from card where learner_id = :the_learner",
)
NUMBERED = """
with recursive row(i) as (select 0 union all select i + 1 from row where i + 1 < :reviews),
numbered as (
  select i, i / :cards as turn, :today - :days + i * :days / :reviews as day, card_id, due_day, stability,
    0.6 + (i * 7919 % 1000) / 2500.0 as recall, (i * 104729 % 99991) / 99991.0 as luck
  from row cross join placed on place = i % :cards
)
"""
CARDS = """
update card set reviews = found.reviews, lapses = found.lapses, last_day = found.last, met_day = found.first
from (
  select card_id, count(*) as reviews, sum(role = 'counted' and rating = 1) as lapses,
    min(study_day) as first, max(study_day) as last
  from review where learner_id = :the_learner group by card_id
) as found
where card.learner_id = :the_learner and card.card_id = found.card_id
"""
SUMS = """
select study_day, {by} as part, count(*) as answered, sum(role = 'counted') as counted,
  sum(role = 'counted' and rating > 1) as right, sum(role = 'meeting') as met, sum(ms) as ms,
  sum(recall) as recall
from review where learner_id = :the_learner and ({only}) group by 1, 2
"""
STRENGTH = (
    "case when stability_before < 3 then 'learning' when stability_before < 21 then 'young' else 'strong' end"
)
COUNTED = "role = 'counted'"


def fill(
    connection: Connection, learner_id: int, set_id: int, *, cards: int, reviews: int, today: date
) -> None:
    """Write so many reviews over the days before today, evenly over the cards, and what follows."""
    days = min(LONGEST_LOG_DAYS, max(1, reviews // 100))
    names = {"the_learner": learner_id, "the_set": set_id}
    _write_log(
        connection, {**names, "cards": cards, "reviews": reviews, "days": days, "today": _number(today)}
    )
    connection.execute(text(CARDS), names)
    connection.execute(insert(StudyDay), list(_days(connection, names, cards)))
    connection.execute(
        update(StudyDay)
        .where(StudyDay.learner_id == learner_id, StudyDay.study_day == today)
        .values(sequence=reviews)
    )


def _write_log(connection: Connection, names: Mapping[str, int]) -> None:
    for statement in PLACED:
        connection.execute(text(statement), names)
    columns = ReviewRow.__table__.c
    constants = [
        bindparam(f"the_{name}", value, type_=columns[name].type) for name, value in CONSTANT.items()
    ]
    values = [*COMPUTED.values(), *(f":the_{name}" for name in CONSTANT)]
    statement = (
        f"insert into review ({', '.join([*COMPUTED, *CONSTANT])}) {NUMBERED} "
        f"select {', '.join(values)} from numbered order by i"
    )
    connection.execute(text(statement).bindparams(*constants), names)
    connection.execute(text("drop table placed"))


def _days(connection: Connection, names: Mapping[str, int], cards: int) -> Iterable[dict[str, Any]]:
    """The rows of the days, their figures as the answering path would have counted them."""
    sets = _sums(connection, names, "set_id")
    kinds = _sums(connection, names, f"kind || '/' || {STRENGTH}", COUNTED)
    recalls = _sums(connection, names, "cast(min(9, recall * 10) as integer)", COUNTED)
    known = 0
    for day, own in sets.items():
        (whole,) = own.values()
        totals = {name: whole[name] for name in ("answered", "counted", "right", "met", "ms")}
        figures = {
            "known": {"cards": known, "sum": 0.9 * known},
            "sets": dict.fromkeys(own, totals),
            "kinds": {part: _named(sums, "counted", "right") for part, sums in kinds.get(day, {}).items()},
            "recall": {
                part: _named(sums, "counted", "right") | {"sum": sums["recall"]}
                for part, sums in recalls.get(day, {}).items()
            },
        }
        known = min(cards, known + whole["met"])
        yield {
            "learner_id": names["the_learner"],
            "study_day": date.fromordinal(day + EPOCH_DAY),
            **totals,
            "cleared": True,
            "sequence": 0,
            "figures": figures,
            "session": {},
        }


def _sums(
    connection: Connection, names: Mapping[str, int], by: str, only: str = "true"
) -> dict[int, dict[str, Mapping[str, Any]]]:
    """Sums over the log by day and by an expression."""
    found: dict[int, dict[str, Mapping[str, Any]]] = {}
    for row in connection.execute(text(SUMS.format(by=by, only=only)), names).mappings():
        found.setdefault(row["study_day"], {})[str(row["part"])] = dict(row)
    return found


def _named(sums: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: sums[name] for name in names}


def _number(day: date) -> int:
    return day.toordinal() - EPOCH_DAY
