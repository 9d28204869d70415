"""What comes next (learning rules 2, 5.3, 6 and 7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from quizapp.core.chance import scattered
from quizapp.core.memory import Role
from quizapp.core.queue.candidates import LEVELS, DueCard, NewCard
from quizapp.core.queue.limits import Limits, in_backlog
from quizapp.core.queue.session import Session

DUE_BETWEEN_NEW = 3
NEW_OF_ONE_ATTRIBUTE = 3
ATTRIBUTES_TO_SPREAD = 4

Why = Literal["due", "backlog", "top-up", "new", "sibling", "repeat", "ahead"]


@dataclass(frozen=True, slots=True)
class Pick:
    """The card to put now."""

    card: str
    role: Role
    """MEETING for a new card (SHOWN if it is shown first), COUNTED or REPEAT."""
    why: Why
    """`sibling`: put off yesterday for a sibling, and asked last today."""
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
    top_ups: Sequence[DueCard] = (),
) -> Pick | None:
    """The card to put now; None when the session is done.

    `due`: due cards not yet answered today; all of them while they fit the limit, else those with the
    highest recall (ascending days since the last answer / stability), some 20 of them. `due_count`:
    how many there are. `new`: the next cards of the set's order not introduced yet, some 50 of them.
    `top_ups`: what `deadlines.top_ups` chose before an exam, in its order. `now`: POSIX seconds. Cards
    suspended, buried or answered today are not to be in the lists.
    """
    return (
        _ready_repeat(session, now)
        or _within_the_limit(session, due, new, limits, due_count=due_count, seed=seed, top_ups=top_ups)
        or _any_repeat(session)
    )


def next_due(session: Session, due: Iterable[DueCard], *, backlog: bool, seed: int) -> Pick | None:
    """The due card to ask now: no exposed one, no second sibling a day, no attribute twice running."""
    free = [card for card in _askable(session, due) if card.siblings.isdisjoint(session.siblings)]
    if not free:
        return None
    chosen = _highest_recall(free) if backlog else _shuffled(session, free, seed)
    return Pick(chosen.card, Role.COUNTED, "backlog" if backlog else "due")


def next_sibling(session: Session, due: Iterable[DueCard], *, seed: int) -> Pick | None:
    """At the end of a session: a sibling of a card of today that has waited since yesterday."""
    waited = [card for card in _askable(session, due) if card.due_day < session.study_day]
    return Pick(_shuffled(session, waited, seed).card, Role.COUNTED, "sibling") if waited else None


def next_new(session: Session, new: Iterable[NewCard], limits: Limits) -> NewCard | None:
    """The card to meet now: failed in a quiz first, then by level and order; None if none may be.

    At most 3 of one attribute a day if the set has 4 or more; no two that look alike on one day; none
    before those it builds upon. Siblings of cards of today, and cards exposed today, come after all others.
    """
    if session.met >= limits.new:
        return None
    spread = limits.attributes >= ATTRIBUTES_TO_SPREAD
    cards = list(new)
    waiting = {
        card.card
        for card in cards
        if card.card not in session.showings and (limits.detail or card.level != "detail")
    }

    def may(card: NewCard) -> bool:
        return (
            card.card in waiting
            and card.after.isdisjoint(waiting)
            and not card.lookalikes & session.lookalikes
            and not (spread and session.attributes.get(card.attribute, 0) >= NEW_OF_ONE_ATTRIBUTE)
        )

    def rank(card: NewCard) -> tuple[bool, bool, int, int, str]:
        later = card.later or card.card in session.exposed or bool(card.siblings & session.siblings)
        return later, not card.wanted, LEVELS.index(card.level), card.order, card.card

    return min(filter(may, cards), key=rank, default=None)


def review_ahead(session: Session, cards: Iterable[DueCard]) -> Pick | None:
    """When all is done and the learner wants more: the card not due yet that is known least."""
    chosen = min(_askable(session, cards), key=lambda card: (card.recall, card.card), default=None)
    return Pick(chosen.card, Role.COUNTED, "ahead") if chosen else None


def _within_the_limit(
    session: Session,
    due: Sequence[DueCard],
    new: Sequence[NewCard],
    limits: Limits,
    *,
    due_count: int,
    seed: int,
    top_ups: Sequence[DueCard],
) -> Pick | None:
    """Due cards, one new card after every three of them, then the rest; new ones leave room for due."""
    if session.asked >= limits.answers:
        return None
    backlog = in_backlog(due_count, session.asked, limits)
    room_for_new = session.asked + due_count < limits.answers
    fresh = next_new(session, new, limits) if room_for_new else None
    meeting = Pick(fresh.card, Role.MEETING, "new") if fresh else None
    if meeting and session.due_since_new >= DUE_BETWEEN_NEW:
        return meeting
    return (
        next_due(session, due, backlog=backlog, seed=seed)
        or _next_top_up(session, top_ups)
        or meeting
        or next_sibling(session, due, seed=seed)
    )


def _askable(session: Session, cards: Iterable[DueCard]) -> list[DueCard]:
    """Cards neither asked nor exposed today."""
    return [card for card in cards if card.card not in session.showings and card.card not in session.exposed]


def _next_top_up(session: Session, cards: Iterable[DueCard]) -> Pick | None:
    first = next(iter(_askable(session, cards)), None)
    return Pick(first.card, Role.COUNTED, "top-up") if first else None


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


def _highest_recall(cards: Sequence[DueCard]) -> DueCard:
    return min(cards, key=lambda card: (-card.recall, card.card))


def _shuffled(session: Session, cards: Sequence[DueCard], seed: int) -> DueCard:
    """A card by the seed, never of the last attribute if that can be avoided now and later on.

    An attribute with half of the remaining cards has to be taken now, or it would stand together at
    the end.
    """
    counts = Counter(map(attrgetter("attribute"), cards))
    others = [card for card in cards if card.attribute != session.last_attribute] or list(cards)
    attribute, most = counts.most_common(1)[0]
    if 2 * most > len(cards) and attribute != session.last_attribute:
        others = [card for card in cards if card.attribute == attribute]
    others.sort(key=attrgetter("card"))
    return others[scattered(seed, session.asked) % len(others)]
