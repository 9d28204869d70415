"""The question that fits a card as its learner stands with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from quizapp.core.kinds.matching import NO_SPARE, spare_values
from quizapp.core.questions import Card, Question
from quizapp.core.queue import matches_today, spare_target
from quizapp.core.tiers import (
    GOOD_DISTRACTORS_TO_ASK_FIRST,
    TIERS,
    Way,
    tier_for,
    truefalse_allowed,
    way_to_meet,
    ways_to_ask,
    ways_to_repeat,
)
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import name_of, numbers_of
from quizapp.services.study.confusions import answer_value
from quizapp.services.study.contrasting import pair_question
from quizapp.services.study.desk import Desk
from quizapp.services.study.made_questions import make, stem_mark
from quizapp.services.study.rows import CardView, EnrolmentView, read_nearby

FIRST_LETTER = "hint"
"""The variant of a cloze that shows the first letter."""
SEVERAL_FACTS = frozenset({"matching", "timeline", "multiple"})
"""Kinds that ask other facts beside the card's own: not for bringing one card back the same day."""
TO_SHOW = ("flashcard", "typed", "date", "number", "choice")
"""Kinds from which a fact that is only shown takes its question, the plainest first."""
SEEDS_TRIED = 2
"""How many drawings of a kind are tried for another wording than the last one."""
MATCHING_WITHIN_DAYS = 75
"""Cards due later than this cannot be within 20 % of an interval of a year."""
FEWEST_COMPANIONS = 2

Asked = tuple[Question, Way]


@dataclass(slots=True)
class CardToAsk:
    """A card about to be put to its learner."""

    desk: Desk
    compiled: Compiled
    card: Card
    enrolment: EnrolmentView
    stored: CardView | None
    nearby: list[Card] | None = None
    """What could be matched with it, once it was looked for."""
    soon: set[str] = field(default_factory=set)
    """Answers, in machine form, that are to be asked themselves too soon to stand there as spare targets."""

    def at_meeting(self) -> Asked | None:
        """The question of its meeting, if it is asked first; None to show it first."""
        way = way_to_meet(
            self.compiled.generator.suiting(self.card),
            good_distractors=GOOD_DISTRACTORS_TO_ASK_FIRST,
            sensitive=self.compiled.sensitive(self.card),
            show_first=self.desk.learner.show_first or self.enrolment.show_first,
        )
        question = self._make(way, self.seed) if way else None
        if question is None or way is None or len(question.options) <= GOOD_DISTRACTORS_TO_ASK_FIRST:
            return None
        return question, way

    def to_show(self) -> Question | None:
        """A question that carries the statement and source of a fact that is only shown."""
        kinds = self.compiled.generator.suiting(self.card)
        for kind in sorted(kinds, key=lambda one: TO_SHOW.index(one) if one in TO_SHOW else len(TO_SHOW)):
            question = self._make(Way(kind, 1), self.seed)
            if question is not None:
                return question
        return None

    def when_due(self, stored: CardView) -> Asked | None:
        """The question of a due card, by its tier."""
        learner, queue = self.desk.learner, self.desk.queue
        tier = tier_for(stored.state, recall_only=learner.recall_only or self.enrolment.recall_only)
        ways = ways_to_ask(
            self.compiled.generator.suiting(self.card),
            tier,
            used=stored.kinds,
            seed=self.seed,
            no_typing=self.no_typing,
            truefalse=truefalse_allowed(queue.asked, queue.truefalse),
        )
        return self._first(ways, stored, tier)

    def again_today(self, stored: CardView, failed: str) -> Asked | None:
        """The question by which it comes back the same day, after one of the kind `failed`."""
        kinds = [kind for kind in self.compiled.generator.suiting(self.card) if kind not in SEVERAL_FACTS]
        kept = "choice" if failed in SEVERAL_FACTS else failed
        ways = ways_to_repeat(kinds, kept, stored.tier, seed=self.seed, no_typing=self.no_typing)
        return self._first(ways, stored, tier=min(stored.tier, 2))

    def between(self, other: Card) -> Question | None:
        """A choice between the card's answer and another card's; None where none is drawn."""

        def make_(kind: str, seed: int, variant: str) -> Question | None:
            return make(self.compiled, self.card, kind, seed, variant=variant, companions=[])

        return pair_question(make_, self.seed, answer_value(self.compiled, other))

    @property
    def no_typing(self) -> bool:
        """Whether the learner would rather choose than type, in this set or in all."""
        return self.desk.learner.no_typing or self.enrolment.no_typing

    @property
    def seed(self) -> int:
        """The same until the card is answered."""
        reviews = self.stored.reviews if self.stored else 0
        return self.desk.seal.seed(self.desk.learner_id, self.card.key, reviews)

    def _first(self, ways: Iterable[Way], stored: CardView, tier: int) -> Asked | None:
        """The first way that gives a question, in another wording than the last one if the tier has any."""
        same: Asked | None = None
        for way in ways:
            if same is not None and not _within(way.kind, tier):
                continue
            for question in self._drawings(way, stored.seen_false):
                if stem_mark(question) != stored.last_stem:
                    return question, way
                same = same or (question, way)
        return same

    def _drawings(self, way: Way, seen_false: Collection[str]) -> Iterator[Question]:
        for step in range(SEEDS_TRIED):
            question = self._make(way, self.seed ^ step)
            if question is None:
                return
            false = question.kind == "truefalse" and question.key is False
            if not (false and stem_mark(question) in seen_false):
                yield question

    def _make(self, way: Way, seed: int) -> Question | None:
        if way.kind == "matching":
            return self._matching(seed)
        return make(self.compiled, self.card, way.kind, seed, variant=_variant(way), companions=[])

    def _matching(self, seed: int) -> Question | None:
        """With cards due today or nearly; no spare target may be the answer of a card due within 3 days."""
        if self.nearby is None:
            self.nearby = self._found_nearby()
        if len(self.nearby) < FEWEST_COMPANIONS:
            return None
        question = make(self.compiled, self.card, "matching", seed, variant="", companions=self.nearby)
        if question is None or self.soon.isdisjoint(spare_values(question)):
            return question
        return make(self.compiled, self.card, "matching", seed, variant=NO_SPARE, companions=self.nearby)

    def _found_nearby(self) -> list[Card]:
        """Introduced cards of the same attribute that are due today, or nearly (learning rule 5.1).

        Notes on the way whose answers are no spare targets: those due within 3 days or asked today.
        """
        day = self.desk.day
        trait = self.compiled.trait(self.compiled.ids[self.card.key])
        found = read_nearby(
            self.desk.connection,
            self.desk.learner_id,
            self.compiled.set_id,
            day=day,
            within=MATCHING_WITHIN_DAYS,
        )
        cards = []
        self.soon.update(self._answers_of_today())
        for card_id, due_day, last_day in found:
            card, other = self.compiled.cards.get(card_id), self.compiled.trait(card_id)
            free = name_of(self.compiled.set_id, card_id) not in self.desk.queue.showings
            alike = other is not None and trait is not None and other.attribute == trait.attribute
            if alike and card is not None and not spare_target(due_day, day):
                self.soon.add(answer_value(self.compiled, card))
            if card is None or card == self.card or card.direction != "forward" or not (alike and free):
                continue
            if matches_today(due_day, last_day, day):
                cards.append(card)
        return cards

    def _answers_of_today(self) -> Iterator[str]:
        """The answers of the set's cards asked today: most are due again within days."""
        for set_id, card_id in map(numbers_of, self.desk.queue.showings):
            card = self.compiled.cards.get(card_id)
            if set_id == self.compiled.set_id and card is not None:
                yield answer_value(self.compiled, card)


def _within(kind: str, tier: int) -> bool:
    """Whether a kind is of the tier or of a lower one."""
    return any(kind in TIERS[level] for level in range(1, tier + 1))


def _variant(way: Way) -> str:
    if way.kind == "choice" and way.options:
        return str(way.options)
    return FIRST_LETTER if way.first_letter else ""
