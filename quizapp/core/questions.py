"""Cards, questions, responses and verdicts: what passes between generation, grading and memory."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Literal, get_args

from quizapp.core.errors import UnknownQuestion
from quizapp.core.facts import EMPTY, Level
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know

__all__ = [
    "CLOSED_KINDS",
    "DONT_KNOW",
    "OPEN_KINDS",
    "PASS_MARK",
    "Card",
    "Citation",
    "Direction",
    "Option",
    "Question",
    "QuestionId",
    "Verdict",
    "is_dont_know",
]

Direction = Literal["forward", "reverse", "source"]
"""Asked for the value, for the entity, or for the document that says so."""
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
CLOSED_KINDS = frozenset({"choice", "multiple", "truefalse", "matching", "timeline"})
OPEN_KINDS = frozenset({"typed", "cloze", "date", "number", "locate", "flashcard"})
PASS_MARK: Mapping[str, float] = {"locate": 0.8}
"""The score from which an answer counts as right; 1.0 for kinds not named (learning rule 3.3)."""


@dataclass(frozen=True, slots=True, order=True)
class Card:
    """One thing to remember: a fact in one direction, or a written question.

    Who says so is a thing of its own: knowing it is not knowing the value, hence it has a card of its own.
    """

    origin: str
    """Slug of the set in which the fact was first written."""
    fact: str
    direction: Direction = "forward"

    @property
    def key(self) -> str:
        """The text by which the card is stored: `karabakh-2020/jabrayil-town.city-day/forward`."""
        return f"{self.origin}/{self.fact}/{self.direction}"

    @classmethod
    def parse(cls, key: str) -> Card:
        """Read a key back. Raises UnknownQuestion when it is not one."""
        origin, _, rest = key.partition("/")
        fact, _, direction = rest.rpartition("/")
        known = [one for one in DIRECTIONS if one == direction]
        if not (origin and fact and known):
            raise UnknownQuestion(f"{key!r} is not the key of a card")
        return cls(origin, fact, known[0])


@dataclass(frozen=True, slots=True)
class QuestionId:
    """All that rebuilds a question; `str()` gives the plain id used on the command line."""

    revision: str
    """The first 12 hex digits of the set's content hash."""
    card: Card
    kind: str
    seed: int
    generator: int
    variant: str = ""
    """What the kind was asked to do, such as the number of options."""
    companions: tuple[str, ...] = ()
    """Keys of the other cards a matching or timeline question was made from, in order."""

    def __str__(self) -> str:
        return _plain(self)

    @classmethod
    @lru_cache(maxsize=2_048)
    def parse(cls, text: str) -> QuestionId:
        """Read a plain id. Raises UnknownQuestion when it is not one."""
        try:
            raw = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            revision, generator, kind, variant, seed, card, companions = raw
            return cls(
                revision=str(revision),
                card=Card.parse(str(card)),
                kind=str(kind),
                seed=int(seed),
                generator=int(generator),
                variant=str(variant),
                companions=tuple(str(companion) for companion in companions),
            )
        except (ValueError, TypeError, binascii.Error, RecursionError) as error:
            raise UnknownQuestion("this is not the id of a question") from error


_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@lru_cache(maxsize=2_048)
def _plain(id: QuestionId) -> str:
    """The text of an id, which is asked for several times while its question is put and answered."""
    parts = [id.revision, id.generator, id.kind, id.variant, id.seed, id.card.key, id.companions]
    return base64.urlsafe_b64encode(_encoded(parts).encode()).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class Option:
    """Something offered: an option, an item to match or order, or a target."""

    id: str
    """A positional letter, never an entity id."""
    text: str
    why: str = ""
    """What it is, in words that may be shown to learners."""
    value: str = ""
    """Its machine form; never leaves the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Who says so and where."""

    id: str
    title: str
    short: str
    locator: str
    quote: str
    attributed: bool
    issuer: str = ""
    date: str = ""
    note: str = ""
    """What the author of the set adds for whoever has answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One concrete item of one kind, with exactly one defensible key."""

    id: QuestionId
    set: str
    cards: tuple[Card, ...]
    kind: str
    direction: Direction
    attribution: str
    """Whose account the question is about ("the Azerbaijani account"), or ""."""
    stem: str
    prompt: str
    """Attribution and stem as one sentence."""
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()
    key: Any = None
    value: Any = ""
    precision: str = ""
    qualifier: str = ""
    answer: str = ""
    accepts: tuple[str, ...] = ()
    guess: float = 0.0
    statement: str = ""
    topic: str = ""
    level: Level = "core"
    sensitive: str = ""
    asked: bool = True
    source: Citation
    others: tuple[Citation, ...] = ()
    """Further claims about the same fact, shown on the source card."""
    judging: Mapping[str, Any] = field(default_factory=lambda: EMPTY)
    """What the kind's own grader needs beyond the key (rival names, near truths, scales)."""
    language: str = "en"

    @property
    def card(self) -> Card:
        """The card the question is about."""
        return self.id.card

    def line(self) -> dict[str, Any]:
        """The question as other programs read it, key included."""
        line: dict[str, Any] = {
            "id": str(self.id),
            "set": self.set,
            "card": self.card.key,
            "cards": [card.key for card in self.cards],
            "kind": self.kind,
            "direction": self.direction,
            "attribution": self.attribution,
            "stem": self.stem,
            "prompt": self.prompt,
            "options": [{"id": o.id, "text": o.text, "why": o.why} for o in self.options],
            "key": self.key,
            "value": self.value,
            "precision": self.precision,
            "qualifier": self.qualifier,
            "answer": self.answer,
            "accepts": list(self.accepts),
            "guess": self.guess,
            "statement": self.statement,
            "topic": self.topic,
            "level": self.level,
            "sensitive": self.sensitive,
            "asked": self.asked,
            "source": {
                "id": self.source.id,
                "title": self.source.title,
                "locator": self.source.locator,
                "quote": self.source.quote,
                "attributed": self.source.attributed,
            },
        }
        if self.kind == "matching":
            line["targets"] = [{"id": o.id, "text": o.text} for o in self.targets]
        return line
