"""The facts that are forgotten again and again, and what they are confused with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from quizapp.core.questions import Card
from quizapp.db.library import SetRow
from quizapp.db.study import CardRow
from quizapp.services.library.shelf import Compiled, shelf
from quizapp.services.progress.learners import learner_today
from quizapp.services.progress.results import Confusion, HardFact
from quizapp.services.study.confusions import chosen_wrong, value_in_words

FEWEST_LAPSES = 2
"""A fact forgotten once is not a hard one."""
CONFUSIONS = 3


def hardest(session: Session, learner_id: int, now: datetime, *, count: int = 10) -> Sequence[HardFact]:
    """The facts with most lapses, worst first. Raises NotFound."""
    learner_today(session, learner_id, now)
    connection = session.connection()
    rows = session.execute(
        select(CardRow.card_id, CardRow.lapses, CardRow.stability, CardRow.suspended, SetRow.revision_id)
        .join(SetRow, SetRow.id == CardRow.set_id)
        .where(CardRow.learner_id == learner_id, CardRow.lapses >= FEWEST_LAPSES)
        .order_by(CardRow.lapses.desc(), CardRow.stability, CardRow.card_id)
        .limit(count)
    ).all()
    found = []
    for row in rows:
        compiled = shelf(connection).get(connection, row.revision_id)
        card = compiled.cards.get(row.card_id)
        if card is None:
            continue
        words = compiled.words(card)
        found.append(
            HardFact(
                card=card.key,
                slug=compiled.slug,
                label=words["label"],
                answer=words["answer"],
                lapses=row.lapses,
                stability=row.stability,
                suspended=row.suspended,
                confusions=confusions_of(session, learner_id, compiled, card),
            )
        )
    return found


def confusions_of(session: Session, learner_id: int, compiled: Compiled, card: Card) -> list[Confusion]:
    """The values given most often instead of the right one."""
    counts: Counter[str] = Counter(chosen_wrong(session.connection(), learner_id, compiled.ids[card.key]))
    return [_confusion(compiled, card, value, times) for value, times in counts.most_common(CONFUSIONS)]


def _confusion(compiled: Compiled, card: Card, value: str, times: int) -> Confusion:
    holders = compiled.holders(card, value) if card.direction == "forward" else []
    other = compiled.cards.get(holders[0]) if holders else None
    label = compiled.words(other)["label"] if other else ""
    return Confusion(
        value=value_in_words(compiled, card, value), times=times, card=other.key if other else "", label=label
    )
