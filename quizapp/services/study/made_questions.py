"""Questions that this process made, kept for a while: the one served is the one that is answered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock

from quizapp.core.questions import Card, Question, QuestionId
from quizapp.services.library.shelf import Compiled

KEPT = 4_096

_lock = Lock()
_kept: OrderedDict[QuestionId, Question] = OrderedDict()


def make(
    compiled: Compiled, card: Card, kind: str, seed: int, *, variant: str, companions: Sequence[Card]
) -> Question | None:
    """A question of a revision, or None where no honest one can be made."""
    question = compiled.generator.make(card, kind, seed, variant, companions)
    return None if question is None else _keep(question)


def rebuilt(compiled: Compiled, question_id: QuestionId) -> Question:
    """The question of an id. Raises UnknownQuestion."""
    with _lock:
        question = _kept.get(question_id)
        if question is not None:
            _kept.move_to_end(question_id)
            return question
    return _keep(compiled.generator.rebuild(question_id))


def stem_mark(question: Question) -> str:
    """What tells one wording from another."""
    return blake2b(f"{question.kind}|{question.stem}".encode(), digest_size=6).hexdigest()


def _keep(question: Question) -> Question:
    with _lock:
        _kept[question.id] = question
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return question
