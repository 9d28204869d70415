"""The facts that are forgotten again and again, and what they are confused with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from quizapp.core.questions import Card
from quizapp.db.study import CardRow
from quizapp.services.library.shelf import Compiled, shelf
from quizapp.services.progress.records import Records
from quizapp.services.progress.results import Confusion, HardFact
from quizapp.services.study.confusions import chosen_wrong, chosen_wrong_of, value_in_words

FEWEST_LAPSES = 2
"""A fact forgotten once is not a hard one."""
CONFUSIONS = 3
MOST = 10
_HARDEST = (
    select(CardRow.card_id, CardRow.set_id, CardRow.lapses, CardRow.stability, CardRow.suspended)
    .where(CardRow.learner_id == bindparam("the_learner"), CardRow.lapses >= FEWEST_LAPSES)
    .order_by(CardRow.lapses.desc(), CardRow.stability, CardRow.card_id)
    .limit(bindparam("count"))
)


def hardest(records: Records, *, count: int = MOST) -> Sequence[HardFact]:
    """The facts with most lapses, worst first."""
    connection = records.session.connection()
    rows = connection.execute(_HARDEST, {"the_learner": records.learner_id, "count": count}).all()
    wrong = chosen_wrong_of(connection, records.learner_id, [row.card_id for row in rows])
    found = []
    for row in rows:
        own = records.sets.get(row.set_id)
        compiled = own and shelf(connection).get(connection, own.revision_id)
        card = compiled.cards.get(row.card_id) if compiled else None
        if compiled and card:
            found.append(_hard_fact(compiled, card, row, _confusions(compiled, card, wrong[row.card_id])))
    return found


def _hard_fact(compiled: Compiled, card: Card, row: Any, confusions: Sequence[Confusion]) -> HardFact:
    words = compiled.words(card)
    return HardFact(
        card=card.key,
        slug=compiled.slug,
        label=words["label"],
        answer=words["answer"],
        lapses=row.lapses,
        stability=row.stability,
        suspended=row.suspended,
        confusions=confusions,
    )


def confusions_of(session: Session, learner_id: int, compiled: Compiled, card: Card) -> list[Confusion]:
    """The values given most often instead of the right one."""
    return _confusions(compiled, card, chosen_wrong(session.connection(), learner_id, compiled.ids[card.key]))


def _confusions(compiled: Compiled, card: Card, wrong: Sequence[str]) -> list[Confusion]:
    counts = Counter(wrong)
    return [_confusion(compiled, card, value, times) for value, times in counts.most_common(CONFUSIONS)]


def _confusion(compiled: Compiled, card: Card, value: str, times: int) -> Confusion:
    holders = compiled.holders(card, value) if card.direction == "forward" else []
    other = compiled.cards.get(holders[0]) if holders else None
    label = compiled.words(other)["label"] if other else ""
    return Confusion(
        value=value_in_words(compiled, card, value), times=times, card=other.key if other else "", label=label
    )
