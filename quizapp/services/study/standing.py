"""Where a learner stands in the day's plan: which due and new cards can still come, and how many.

Worked out once for each state of the queue, since choosing a question and telling what is left both ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from quizapp.core.lookalikes import clashing
from quizapp.core.queue import FIRST_SESSION, DueCard, Limits, NewCard
from quizapp.services.library.shelf import Compiled
from quizapp.services.library.traits import Trait
from quizapp.services.study.desk import Desk
from quizapp.services.study.plans import Plan, plan_of
from quizapp.services.study.wishes import AGAIN, NEW, wished


@dataclass(frozen=True, slots=True)
class Planned:
    """The cards of a plan as the revisions of its sets know them."""

    plan: Plan
    revisions: Mapping[str, Compiled | None]
    """By the number of the set."""
    due: Mapping[str, tuple[int, DueCard | None]]
    """Due day and card by name, in the order of names; None for what its revision has no more."""
    new: Sequence[tuple[str, Trait]]
    """Number of the set, and trait."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a plan can still come."""

    plan: Plan
    due: list[DueCard]
    """Due cards that were not shown today."""
    left: int
    """How many cards are still due today, backlog included."""
    today: int
    """How many of them can still come today: none whose answer was displayed, no sibling that waits."""
    new: list[NewCard]
    """New cards of sets that still have room for new ones today."""
    top_ups: list[DueCard] = field(default_factory=list)
    """Cards to be asked before they are due, in this order."""
    wished: bool = False
    """The learner wants just these cards: neither the plan nor the day's limits matter."""


def standing(desk: Desk, scope: int) -> Standing:
    """Where the learner stands in a scope."""
    plan = plan_of(desk, scope)
    state = (plan, desk.queue, desk.figures, desk.left_out, len(desk.left_out))
    known = desk.reading.views.get(f"standing {scope}")
    if known is not None and all(one is other for one, other in zip(known[0], state, strict=True)):
        return known[1]  # type: ignore[no-any-return]
    found = _wished(desk, scope, plan) or _standing(desk, _planned(desk, plan, scope))
    desk.reading.views[f"standing {scope}"] = (state, found)
    return found


def limits_of(desk: Desk, stands: Standing) -> Limits:
    """Today's limits."""
    new = desk.queue.met + (len(stands.new) and 1)
    if stands.wished:
        more = len(stands.top_ups) + len(stands.new)
        return Limits(answers=desk.queue.asked + more, new=new, detail=True)
    if desk.learner.first_go:
        return FIRST_SESSION
    return Limits(
        answers=desk.learner.answers_per_day, new=new, detail=True, attributes=stands.plan.attributes
    )


def new_left(desk: Desk, stands: Standing) -> int:
    """How many new cards are still to be met today."""
    plan, new = stands.plan, stands.new
    if stands.wished:
        return len(new)
    if desk.learner.first_go:
        return max(0, min(FIRST_SESSION.new - desk.queue.met, len(new)))
    by_set: dict[str, int] = {}
    for card in new:
        key = card.card.partition("/")[0]
        by_set[key] = by_set.get(key, 0) + 1
    own = sum(min(count, _allowance(desk, plan, key)) for key, count in by_set.items() if key in plan.paces)
    shared = sum(count for key, count in by_set.items() if key not in plan.paces)
    return own + min(shared, _shared_allowance(desk, plan))


def trait_of(desk: Desk, name: str) -> Trait | None:
    """What is known of a planned card; None if its set's revision has it no more."""
    set_id, _, card_id = name.partition("/")
    compiled = desk.shelf.of_set(desk.connection, int(set_id))
    return compiled.trait(int(card_id)) if compiled else None


def _wished(desk: Desk, scope: int, plan: Plan) -> Standing | None:
    """What the learner wants out of turn; None while the day goes by its plan."""
    again = [trait for name in wished(desk, scope, AGAIN) if (trait := trait_of(desk, name))]
    new = [trait for name in wished(desk, scope, NEW) if (trait := trait_of(desk, name))]
    if not again and not new:
        return None
    return Standing(
        plan,
        due=[],
        left=0,
        today=0,
        new=[replace(_new_card(desk, plan, trait), lookalikes=frozenset()) for trait in new],
        top_ups=[DueCard(trait.name, trait.attribute, desk.day, 0.0) for trait in again],
        wished=True,
    )


def _planned(desk: Desk, plan: Plan, scope: int) -> Planned:
    known: Planned | None = desk.reading.views.get(f"planned {scope}")
    if known is not None and known.plan is plan and _still(desk, known):
        return known
    names = [*(name for name, _, _ in plan.due), *plan.new]
    revisions = {
        set_id: desk.shelf.of_set(desk.connection, int(set_id))
        for set_id in sorted({name.partition("/")[0] for name in names})
    }
    traits = {name: trait_of(desk, name) for name in names}
    due = {name: (day, _due_card(traits[name], name, day, recall)) for name, day, recall in sorted(plan.due)}
    new = [(name.partition("/")[0], trait) for name in plan.new if (trait := traits[name]) is not None]
    planned = desk.reading.views[f"planned {scope}"] = Planned(plan, revisions, due, new)
    return planned


def _still(desk: Desk, planned: Planned) -> bool:
    """Whether no newer revision of a set has come since."""
    return all(
        desk.shelf.of_set(desk.connection, int(set_id)) is known
        for set_id, known in planned.revisions.items()
    )


def _due_card(trait: Trait | None, name: str, due_day: int, recall: float) -> DueCard | None:
    if trait is None:
        return None
    return DueCard(name, trait.attribute, date.fromordinal(due_day), recall, frozenset([name]))


def _standing(desk: Desk, planned: Planned) -> Standing:
    plan, queue, out, today = planned.plan, desk.queue, desk.left_out, desk.day.toordinal()
    shown = queue.showings
    rest = [card for name, (_, card) in planned.due.items() if name not in shown and name not in out]
    left = plan.due_count - (len(plan.due) - len(rest))
    held = sum(
        name in queue.exposed or planned.due[name][0] >= today
        for name in planned.due.keys() & (queue.exposed | queue.siblings)
        if name not in shown and name not in out
    )
    new = [
        _new_card(desk, plan, trait)
        for set_id, trait in planned.new
        if trait.name not in shown and trait.name not in out and _allowance(desk, plan, set_id) > 0
    ]
    top_ups = [
        DueCard(name, "", desk.day, 0.0)
        for name in plan.top_ups
        if not (name in shown or name in out or name in queue.exposed)
    ]
    return Standing(plan, [card for card in rest if card is not None], left, left - held, new, top_ups)


def _allowance(desk: Desk, plan: Plan, set_id: str) -> int:
    pace = plan.paces.get(set_id)
    if pace is None:
        return _shared_allowance(desk, plan)
    return int(pace - desk.figures.get("sets", {}).get(set_id, {}).get("met", 0))


def _shared_allowance(desk: Desk, plan: Plan) -> int:
    met = sum(
        counts.get("met", 0)
        for set_id, counts in desk.figures.get("sets", {}).items()
        if set_id not in plan.paces
    )
    return int(desk.learner.new_per_day - met)


def _new_card(desk: Desk, plan: Plan, trait: Trait) -> NewCard:
    told = (desk.queue.showings.keys(), desk.queue.exposed)
    return NewCard(
        trait.name,
        trait.attribute,
        trait.level,
        trait.order,
        lookalikes=clashing(trait.lookalikes, desk.queue.lookalikes),
        siblings=frozenset([trait.name]),
        later=not all(map(trait.siblings.isdisjoint, told)),
        wanted=trait.name in plan.wanted,
        after=trait.after,
    )
