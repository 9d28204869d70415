"""Questions made for learners: the way that fits the card's strength, and the same one when asked again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from hashlib import blake2b
from threading import Lock

from quizapp.core.questions import Card, Question, QuestionId
from quizapp.core.tiers import (
    GOOD_DISTRACTORS_TO_ASK_FIRST,
    Way,
    tier_for,
    truefalse_allowed,
    way_to_meet,
    ways_to_ask,
    ways_to_repeat,
)
from quizapp.services.library.shelf import Compiled
from quizapp.services.study.desk import Desk
from quizapp.services.study.rows import CardView, EnrolmentView

KEPT = 4_096
"""Questions remembered by this process; a question never changes."""
FIRST_LETTER = "hint"
"""The variant of a cloze that shows the first letter."""
TO_SHOW = ("flashcard", "typed", "date", "number", "choice")
"""Kinds from which a fact that is only shown takes its question, the plainest first."""

_lock = Lock()
_made: OrderedDict[QuestionId, Question] = OrderedDict()


def rebuilt(compiled: Compiled, id: QuestionId) -> Question:
    """The question of an id. Raises UnknownQuestion."""
    with _lock:
        question = _made.get(id)
        if question is not None:
            _made.move_to_end(id)
            return question
    return _kept(compiled.generator.rebuild(id))


def question_to_meet(
    desk: Desk, compiled: Compiled, card: Card, enrolment: EnrolmentView, *, sensitive: bool
) -> tuple[Question, Way] | None:
    """The question of a card's meeting, if it is asked first; None to show it first."""
    way = way_to_meet(
        compiled.generator.kinds(card),
        good_distractors=GOOD_DISTRACTORS_TO_ASK_FIRST,
        sensitive=sensitive,
        show_first=desk.learner.show_first or enrolment.show_first,
    )
    question = _make(compiled, card, way, _seed(desk, card, None)) if way else None
    if question is None or way is None or len(question.options) <= GOOD_DISTRACTORS_TO_ASK_FIRST:
        return None
    return question, way


def question_to_show(desk: Desk, compiled: Compiled, card: Card, stored: CardView | None) -> Question | None:
    """A question that carries the statement and source of a fact that is shown."""
    kinds = compiled.generator.kinds(card)
    for kind in sorted(kinds, key=lambda one: TO_SHOW.index(one) if one in TO_SHOW else len(TO_SHOW)):
        question = _make(compiled, card, Way(kind, 1), _seed(desk, card, stored))
        if question is not None:
            return question
    return None


def question_to_ask(
    desk: Desk, compiled: Compiled, card: Card, enrolment: EnrolmentView, stored: CardView
) -> tuple[Question, Way] | None:
    """The question of a card that is due, by its tier."""
    kinds = compiled.generator.kinds(card)
    recall_only = desk.learner.recall_only or enrolment.recall_only
    seed = _seed(desk, card, stored)
    ways = ways_to_ask(
        kinds,
        tier_for(stored.state, recall_only=recall_only),
        used=stored.kinds,
        seed=seed,
        no_typing=desk.learner.no_typing or enrolment.no_typing,
        truefalse=truefalse_allowed(desk.queue.asked, desk.queue.truefalse),
    )
    return _first(compiled, card, ways, seed, stored)


def question_to_repeat(
    desk: Desk, compiled: Compiled, card: Card, failed: str, stored: CardView
) -> tuple[Question, Way] | None:
    """The question by which a card comes back the same day."""
    seed = _seed(desk, card, stored)
    ways = ways_to_repeat(compiled.generator.kinds(card), failed, stored.tier, seed=seed)
    return _first(compiled, card, ways, seed, stored)


def stem_mark(question: Question) -> str:
    """What tells one wording from another."""
    return blake2b(f"{question.kind}|{question.stem}".encode(), digest_size=6).hexdigest()


def _first(
    compiled: Compiled, card: Card, ways: Iterable[Way], seed: int, stored: CardView
) -> tuple[Question, Way] | None:
    """The first way that gives a question, another wording than the last one if there is any."""
    same: tuple[Question, Way] | None = None
    for way in ways:
        question = _make(compiled, card, way, seed)
        if question is None or _shown_before(question, stored.seen_false):
            continue
        if stem_mark(question) != stored.last_stem:
            return question, way
        same = same or (question, way)
    return same


def _shown_before(question: Question, seen_false: Collection[str]) -> bool:
    """Whether it is a false statement that the learner was shown already."""
    return question.kind == "truefalse" and question.key is False and stem_mark(question) in seen_false


def _make(compiled: Compiled, card: Card, way: Way, seed: int) -> Question | None:
    question = compiled.generator.make(card, way.kind, seed, _variant(way))
    return None if question is None else _kept(question)


def _variant(way: Way) -> str:
    if way.kind == "choice" and way.options:
        return str(way.options)
    return FIRST_LETTER if way.first_letter else ""


def _seed(desk: Desk, card: Card, stored: CardView | None) -> int:
    return desk.seal.seed(desk.learner_id, card.key, stored.reviews if stored else 0)


def _kept(question: Question) -> Question:
    with _lock:
        _made[question.id] = question
        if len(_made) > KEPT:
            _made.popitem(last=False)
    return question
