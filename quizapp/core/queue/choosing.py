"""What comes next (learning rules 2, 5.3, 6 and 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from quizapp.core.memory import Role
from quizapp.core.queue.candidates import LEVELS, DueCard, NewCard
from quizapp.core.queue.limits import Limits, in_backlog
from quizapp.core.queue.session import Session

DUE_BETWEEN_NEW = 3
NEW_OF_ONE_ATTRIBUTE = 3
ATTRIBUTES_TO_SPREAD = 4

Why = Literal["due", "backlog", "sibling", "new", "repeat", "ahead"]


@dataclass(frozen=True, slots=True)
class Pick:
    """The card to put now."""

    card: str
    role: Role
    """MEETING for a new card (SHOWN if it is shown first), COUNTED or REPEAT."""
    why: Why
    """`sibling`: put off yesterday for a sibling, or asked last for one."""
    failed_kind: str = ""
    """For a repeat, the kind that was failed."""


def next_card(
    session: Session,
    due: Sequence[DueCard],
    new: Sequence[NewCard],
    limits: Limits,
    *,
    due_count: int,
    now: float,
    seed: int = 0,
) -> Pick | None:
    """The card to put now; None when the session is done.

    `due`: due cards not yet answered today; all of them while they fit the limit, else those with the
    highest recall (ascending days since the last answer / stability), some 20 of them. `due_count`:
    how many there are. `new`: the next cards of the set's order not introduced yet, some 50 of them.
    `now`: POSIX seconds. Cards suspended, buried or answered today are not to be in the lists.
    """
    repeat = _ready_repeat(session, now)
    if repeat is not None:
        return repeat
    room = session.asked < limits.answers
    backlog = in_backlog(due_count, session.asked, limits)
    if room and not backlog and _turn_of_new(session, due):
        fresh = next_new(session, new, limits)
        if fresh is not None:
            return Pick(fresh.card, Role.MEETING, "new")
    if room:
        pick = next_due(session, due, backlog=backlog, seed=seed)
        if pick is not None:
            return pick
        fresh = None if backlog else next_new(session, new, limits)
        if fresh is not None:
            return Pick(fresh.card, Role.MEETING, "new")
    return _any_repeat(session)


def next_due(session: Session, due: Iterable[DueCard], *, backlog: bool, seed: int) -> Pick | None:
    """The due card to ask now: no exposed one, no second sibling a day, no attribute twice running.

    A sibling of a card already counted today waits if it fell due today; one that has waited is asked
    after all others.
    """
    free, waited = [], []
    for card in due:
        if card.card in session.exposed or card.card in session.showings:
            continue
        if not card.siblings & session.siblings:
            free.append(card)
        elif card.due_day < session.study_day:
            waited.append(card)
    if free:
        chosen = _highest_recall(session, free) if backlog else _shuffled(session, free, seed)
        return Pick(chosen.card, Role.COUNTED, "backlog" if backlog else "due")
    if waited:
        return Pick(_shuffled(session, waited, seed).card, Role.COUNTED, "sibling")
    return None


def next_new(session: Session, new: Iterable[NewCard], limits: Limits) -> NewCard | None:
    """The card to meet now: failed in a quiz first, then by level and order; None if none may be.

    At most 3 of one attribute a day if the set has 4 or more; no two that look alike on one day.
    Siblings of cards of today, and cards exposed today, come after the others.
    """
    if session.met >= limits.new:
        return None
    spread = limits.attributes >= ATTRIBUTES_TO_SPREAD

    def may(card: NewCard) -> bool:
        return (
            (limits.detail or card.level != "detail")
            and card.card not in session.showings
            and not card.lookalikes & session.lookalikes
            and not (spread and session.attributes.get(card.attribute, 0) >= NEW_OF_ONE_ATTRIBUTE)
        )

    def rank(card: NewCard) -> tuple[bool, int, bool, int, str]:
        later = card.card in session.exposed or bool(card.siblings & session.siblings)
        return not card.wanted, LEVELS.index(card.level), later, card.order, card.card

    return min(filter(may, new), key=rank, default=None)


def review_ahead(session: Session, cards: Iterable[DueCard]) -> Pick | None:
    """When all is done and the learner wants more: the card not due yet that is known least."""
    free = [card for card in cards if card.card not in session.showings and card.card not in session.exposed]
    chosen = min(free, key=lambda card: (card.recall, card.card), default=None)
    return Pick(chosen.card, Role.COUNTED, "ahead") if chosen else None


def _turn_of_new(session: Session, due: Sequence[DueCard]) -> bool:
    return bool(due) and session.due_since_new >= DUE_BETWEEN_NEW


def _ready_repeat(session: Session, now: float) -> Pick | None:
    ready = (
        repeat
        for repeat in session.repeats
        if repeat.ready(session.asked, now) and repeat.card != session.last_card
    )
    repeat = next(ready, None)
    return Pick(repeat.card, Role.REPEAT, "repeat", repeat.kind) if repeat else None


def _any_repeat(session: Session) -> Pick | None:
    """At the end of a session repeats come without waiting; the last card only if no other is left."""
    waiting = sorted(session.repeats, key=lambda repeat: (repeat.card == session.last_card, repeat.asked))
    return Pick(waiting[0].card, Role.REPEAT, "repeat", waiting[0].kind) if waiting else None


def _highest_recall(session: Session, cards: Sequence[DueCard]) -> DueCard:
    return min(cards, key=lambda card: (card.card == session.last_card, -card.recall, card.card))


def _shuffled(session: Session, cards: Sequence[DueCard], seed: int) -> DueCard:
    """A card by the seed, never of the last attribute if that can be avoided now and later on.

    An attribute with half of the remaining cards has to be taken now, or it would stand together at
    the end.
    """
    counts = Counter(card.attribute for card in cards)
    others = [card for card in cards if card.attribute != session.last_attribute] or list(cards)
    attribute, most = counts.most_common(1)[0]
    if 2 * most > len(cards) and attribute != session.last_attribute:
        others = [card for card in cards if card.attribute == attribute]
    others.sort(key=lambda card: card.card)
    return Random(f"{seed}|{session.asked}").choice(others)
