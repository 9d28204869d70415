"""Facts that belong to the one just answered; once displayed, they count as exposed today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.db.engine import writing
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of
from quizapp.services.sealing import Seal
from quizapp.services.study.desk import open_desk
from quizapp.services.study.serving import PURPOSE

MOST_RELATED = 8


def related_facts(
    session: Session, seal: Seal, learner_id: int, question_id: str, now: datetime
) -> Sequence[str]:
    """Statements of the siblings of a question's card, which wait until tomorrow. Raises UnknownQuestion."""
    question = seal.open(learner_id, PURPOSE, question_id)
    with writing(session) as connection:
        desk, _ = open_desk(connection, seal, learner_id, now)
        compiled = desk.shelf.find(connection, question.revision)
        cards = compiled.generator.related(question.card)
        numbers = sorted(compiled.ids[card.key] for card in cards if card.key in compiled.ids)
        told = {_statement(compiled, number): number for number in numbers if _open(compiled, number)}
        told.pop(_statement(compiled, compiled.ids[question.card.key]), None)
        shown = dict(list(told.items())[:MOST_RELATED])
        statements = set(shown)
        exposed = (number for number in numbers if _statement(compiled, number) in statements)
        desk.queue = desk.queue.expose(name_of(compiled.set_id, number) for number in exposed)
        desk.save()
        return list(shown)


def _statement(compiled: Compiled, number: int) -> str:
    card = compiled.cards.get(number)
    return compiled.words(card)["label"] if card else ""


def _open(compiled: Compiled, number: int) -> bool:
    """Whether a fact may be told unasked: neither sensitive nor kept without being asked."""
    trait = compiled.trait(number)
    return trait is not None and trait.asked and not trait.sensitive
