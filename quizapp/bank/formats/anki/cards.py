"""From Anki's cards to written questions: each card becomes one, of the kind in which it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from quizapp.bank.formats import markup
from quizapp.bank.formats.anki.collection import DIVIDER, NoteType, Template
from quizapp.bank.formats.anki.face import BadTemplate, Face
from quizapp.bank.formats.anki.templates import Part, answer_part, parse, render
from quizapp.bank.formats.items import BLANK, Item

LONGEST_TYPED = 60
"""Letters of an answer that a learner is asked to type; a longer one is turned over."""


class LeftOut(Exception):
    """A card that no question can be made of."""


class Made(NamedTuple):
    """The question of a card, and what of it was lost."""

    item: Item
    losses: list[str]


class Card(NamedTuple):
    """One card of one note."""

    id: str
    note_type: NoteType
    ordinal: int
    values: Mapping[str, str]


class Sides:
    """A template made ready."""

    def __init__(self, template: Template) -> None:
        self._template = template
        self.ruled = "<hr" in template.back.lower()
        """Whether a rule may stand between the front, said again, and the answer."""

    @cached_property
    def front(self) -> list[Part]:
        """Raises BadTemplate."""
        return parse(self._template.front)

    @cached_property
    def back(self) -> list[Part]:
        """Raises BadTemplate."""
        return parse(self._template.back)


def values_of(note_type: NoteType, fields: str, tags: str, decks: tuple[str, ...]) -> dict[str, str]:
    """What a template's fields stand for; those of the note go before those that every card has."""
    own = dict(zip(note_type.fields, fields.split(DIVIDER), strict=False))
    return {"Tags": tags, "Type": note_type.name, "Deck": "::".join(decks), "Subdeck": decks[-1], **own}


def question(card: Card, sides: Sides) -> Made:
    """The written question of a card. Raises LeftOut with the reason if there is none."""
    front = Face(card.values, card.ordinal + 1, front=True)
    back = Face(card.values, card.ordinal + 1, front=False)
    try:
        asked = markup.read(render(sides.front, front))
        told = _told(render(sides.back, back), ruled=sides.ruled)
    except BadTemplate as error:
        raise LeftOut(f"its template cannot be used: {error}") from error
    deletions = list(dict.fromkeys(map(markup.plain, front.deletions))) if front.deletions else []
    if card.note_type.cloze and not deletions:
        raise LeftOut(f"no text of its note has a deletion c{card.ordinal + 1}")
    if not asked.plain:
        raise LeftOut(_empty("front", asked.media))
    made = _item(card, asked.plain, told.plain, deletions, front.typed)
    if not made.answer and made.key is None:
        raise LeftOut(_empty("back", told.media))
    losses = []
    if asked.media or told.media:
        media = dict.fromkeys((*asked.media, *told.media))
        losses.append(f"without {_some(list(media))}, since only text is kept")
    if asked.blind:
        made.asked = False
        losses.append("not asked by default, since its front shows or plays what is missing")
    return Made(made, losses)


def _told(back: str, *, ruled: bool) -> markup.Text:
    """What a back adds to the front; all of it where nothing follows the rule between them."""
    if not ruled:
        return markup.read(back)
    told = markup.read(answer_part(back))
    return told if told.plain or told.media else markup.read(back)


def _item(card: Card, asked: str, told: str, deletions: list[str], typed: list[str]) -> Item:
    """A blank that is filled, a field that is typed, or else two sides."""
    if card.note_type.cloze:
        if len(deletions) == 1 and typable(deletions[0]) and asked.count(BLANK) == 1:
            return Item(card.id, "cloze", asked, key=deletions[0], statement=told)
        return Item(card.id, "flashcard", asked, answer="\n".join(deletions), statement=told)
    if len(typed) == 1:
        key = markup.plain(card.values.get(typed[0], ""))
        if typable(key):
            return Item(card.id, "typed", asked, key=key, statement=told)
        return Item(card.id, "flashcard", asked, answer=f"{key}\n{told}".strip())
    return Item(card.id, "flashcard", asked, answer=told)


def typable(text: str) -> bool:
    """Whether a learner can be asked to type it: one line, and not long."""
    return 0 < len(text) <= LONGEST_TYPED and "\n" not in text


def _empty(side: str, media: tuple[str, ...]) -> str:
    if media:
        return f"its {side} has nothing but {_some(list(media))}, and only text is kept"
    return f"its {side} is empty"


def _some(media: list[str]) -> str:
    first = ", ".join(name[:80] for name in media[:3])
    return first + (f" and {len(media) - 3} more" if len(media) > 3 else "")
