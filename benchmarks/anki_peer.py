"""The peer of the answering service and of the progress page: a collection of the `anki` package."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from anki.collection import AddNoteRequest, Collection
from anki.scheduler_pb2 import CardAnswer

DECK = 1
A_DAY = 9_999
SECONDS_A_DAY = 86_400


class Peer:
    """A collection of `cards` review cards, `due_today` of them due, with a log of `reviews`."""

    def __init__(self, folder: Path, cards: int, *, due_today: int, reviews: int = 0) -> None:
        self.collection = Collection(str(folder / f"anki-{cards}-{reviews}.anki2"))
        self._add(cards)
        self._allow()
        today = self.collection.sched.today
        first = self._db.scalar("select min(id) from cards")
        self._db.execute(
            "update cards set type = 2, queue = 2, factor = 2500, reps = 4, ivl = 20 + (id - ?) % 60, "
            "due = ? + (id - ?) / ?",
            first,
            today,
            first,
            due_today,
        )
        if reviews:
            self._log(reviews)

    @property
    def _db(self) -> Any:
        assert self.collection.db is not None
        return self.collection.db

    def answer(self) -> None:
        """Get the card to show, and answer it Good."""
        queued = self.collection._backend.get_queued_cards(fetch_limit=1, intraday_learning_only=False)
        card = queued.cards[0]
        self.collection._backend.answer_card(
            CardAnswer(
                card_id=card.card.id,
                current_state=card.states.current,
                new_state=card.states.good,
                rating=CardAnswer.GOOD,
                answered_at_millis=int(time.time() * 1000),
                milliseconds_taken=3_000,
            )
        )

    def graphs(self) -> None:
        """All that the page of statistics shows."""
        self.collection._backend.graphs(search="", days=0)

    def close(self) -> None:
        """Close the collection's file."""
        self.collection.close()

    def _add(self, cards: int) -> None:
        kind = self.collection.models.by_name("Basic")
        assert kind is not None
        requests = []
        for number in range(cards):
            note = self.collection.new_note(kind)
            note["Front"], note["Back"] = f"question {number}", f"answer {number}"
            requests.append(AddNoteRequest(note, deck_id=DECK))
        self.collection.add_notes(requests)

    def _allow(self) -> None:
        config = self.collection.decks.config_dict_for_deck_id(DECK)
        config["rev"]["perDay"] = config["new"]["perDay"] = A_DAY
        self.collection.decks.update_config(config)

    def _log(self, reviews: int) -> None:
        cards = self._db.list("select id from cards")
        newest = int(time.time() * 1000) - SECONDS_A_DAY * 1000
        step = 1_000 * SECONDS_A_DAY * 1_000 // reviews
        self._db.execute(
            "with recursive place(i) as (select 0 union all select i + 1 from place where i + 1 < ?) "
            "insert into revlog (id, cid, usn, ease, ivl, lastIvl, factor, time, type) "
            "select ? + i * ?, ? + i % ?, -1, 3, 20, 10, 2500, 3000, 1 from place",
            reviews,
            newest - reviews * step,
            step,
            min(cards),
            len(cards),
        )
