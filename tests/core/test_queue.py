"""What comes next (learning rules 2, 5.3, 6 and 7)."""

import random
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.memory import DEFAULT, LogEntry, Role, step
from quizapp.core.queue import (
    FIRST_SESSION,
    DueCard,
    Limits,
    NewCard,
    Session,
    Shown,
    exam_pace,
    matches_today,
    next_card,
    next_new,
    reverse_ready,
    review_ahead,
    sibling_groups,
    spare_target,
)

TODAY = date(2024, 5, 1)
YESTERDAY = TODAY - timedelta(days=1)
AMPLE = Limits(answers=1000, new=1000)


def due(card, attribute="day", *, since=TODAY, recall=0.9, siblings=()):
    return DueCard(card, attribute, since, recall, frozenset(siblings))


def many_due(count, **more):
    return [due(f"d{number:03}", f"attribute {number % 3}", **more) for number in range(count)]


def many_new(count, attribute="day"):
    return [NewCard(f"n{number:03}", attribute, order=number) for number in range(count)]


def study(due_cards=(), new=(), limits=AMPLE, *, right=lambda pick: True, session=None, seconds=30, **more):
    """Answer until nothing comes: the picks and the session at the end."""
    session, left, picks, now = session or Session(TODAY), list(due_cards), [], 0.0
    fresh = {card.card: card for card in new}
    facts = {card.card: card for card in (*due_cards, *new)}
    while True:
        pick = next_card(session, left, list(fresh.values()), limits, due_count=len(left), now=now, **more)
        if pick is None or len(picks) > 2000:
            return picks, session
        picks.append(pick)
        now += seconds
        left = [card for card in left if card.card != pick.card]
        fresh.pop(pick.card, None)
        fact = facts[pick.card]
        session = session.after(
            Shown(
                pick.card,
                pick.role,
                right(pick),
                now,
                "choice",
                fact.attribute,
                fact.siblings,
                getattr(fact, "lookalikes", frozenset()),
            )
        )


def cards(picks):
    return [pick.card for pick in picks]


def test_all_due_cards_come_once():
    picks, _ = study(many_due(20))
    assert sorted(cards(picks)) == [card.card for card in many_due(20)]
    assert {(pick.role, pick.why) for pick in picks} == {(Role.COUNTED, "due")}


@given(st.lists(st.integers(0, 3), min_size=1, max_size=24), st.integers(0, 99))
def test_no_two_of_one_attribute_run_together_if_avoidable(attributes, seed):
    deck = [due(f"{place}", f"{attribute}") for place, attribute in enumerate(attributes)]
    picks, _ = study(deck, seed=seed)
    order = [deck[int(card)].attribute for card in cards(picks)]
    most = max(order.count(attribute) for attribute in order)
    if 2 * most <= len(order) + 1:
        assert all(one != other for one, other in pairwise(order))


def test_the_order_hangs_on_the_seed_alone():
    orders = [cards(study(many_due(20), seed=seed)[0]) for seed in (1, 1, 2)]
    assert orders[0] == orders[1] != orders[2]


def test_one_new_card_after_every_three_due_and_none_first():
    picks, _ = study(many_due(9), many_new(5))
    assert [pick.why for pick in picks] == [*(["due"] * 3 + ["new"]) * 3, "new", "new"]


def test_new_cards_leave_room_for_the_due_ones():
    picks, _ = study(many_due(18), many_new(8), Limits(answers=20, new=8))
    assert [pick.why for pick in picks].count("due") == 18
    assert [pick.why for pick in picks].count("new") == 2


def test_a_backlog_is_cleared_from_the_highest_recall_without_new_cards():
    backlog = [due(f"d{number:03}", recall=number / 100) for number in range(60)]
    picks, _ = study(backlog, many_new(8), Limits(answers=25, new=8))
    assert cards(picks) == [f"d{number:03}" for number in range(59, 34, -1)]
    assert {pick.why for pick in picks} == {"backlog"}


def wrong_at_first(*wrong):
    left = list(wrong)

    def right(pick):
        if pick.card in left:
            left.remove(pick.card)
            return False
        return True

    return right


def test_a_failed_card_returns_after_three_other_questions():
    picks, _ = study(many_due(40), right=wrong_at_first("d004"))
    places = [place for place, card in enumerate(cards(picks)) if card == "d004"]
    assert places[1] - places[0] == 4
    assert picks[places[1]].role is Role.REPEAT
    assert picks[places[1]].failed_kind == "choice"


def test_a_failed_card_waits_sixty_seconds_too():
    picks, _ = study(many_due(40), right=wrong_at_first("d004"), seconds=10)
    places = [place for place, card in enumerate(cards(picks)) if card == "d004"]
    assert places[1] - places[0] == 7


def test_at_the_end_a_failed_card_comes_without_waiting():
    picks, _ = study([due("a")], right=wrong_at_first("a"), seconds=1)
    assert cards(picks) == ["a", "a"]


@settings(max_examples=40)
@given(st.integers(0, 10_000), st.integers(0, 15), st.integers(0, 10), st.floats(0, 1))
def test_no_card_is_asked_more_than_four_times_or_twice_running(seed, due_count, new_count, skill):
    luck = random.Random(seed)
    picks, session = study(
        many_due(due_count), many_new(new_count), right=lambda pick: luck.random() < skill, seed=seed
    )
    order = cards(picks)
    assert all(order.count(card) <= 4 for card in order)
    for place, (one, other) in enumerate(pairwise(order)):
        if one == other:  # only when nothing else was left
            assert set(order[place:]) == {one}
    assert session.repeats == ()


def test_one_right_repeat_ends_it():
    picks, _ = study([due("a"), due("b")], right=wrong_at_first("a", "a"))
    assert cards(picks).count("a") == 3


def test_exposed_cards_wait_until_tomorrow():
    picks, _ = study(many_due(3), session=Session(TODAY).expose(["d001"]))
    assert sorted(cards(picks)) == ["d000", "d002"]


def test_an_exposed_card_asked_all_the_same_is_a_repeat():
    state = step(None, LogEntry(YESTERDAY, Role.MEETING, "typed"), DEFAULT)
    session = Session(TODAY)
    assert session.role_for("a", None) is Role.MEETING
    assert session.role_for("a", state) is Role.COUNTED
    assert session.expose(["a"]).role_for("a", state) is Role.REPEAT
    assert session.role_for("a", replace(state, last_day=TODAY)) is Role.REPEAT


def test_the_second_sibling_of_a_day_waits_one_day_and_is_then_asked_last():
    pair = [due("a", siblings=["entity:baku"]), due("b", siblings=["entity:baku"])]
    first, _ = study(pair)
    assert len(first) == 1
    left = [card for card in pair if card.card != first[0].card]
    rest = [replace(left[0], due_day=YESTERDAY), due("c", siblings=["entity:baku"], since=YESTERDAY)]
    second, _ = study([*rest, *many_due(4)], many_new(2))
    assert {left[0].card, "c"} <= set(cards(second))
    assert second[-1].why == "sibling"


@settings(max_examples=30)
@given(st.integers(0, 999), st.integers(1, 4))
def test_no_due_card_waits_for_a_sibling_more_than_a_day(seed, groups):
    luck = random.Random(seed)
    waiting = {f"c{n}": TODAY + timedelta(days=luck.randrange(5)) for n in range(15)}
    family = {card: frozenset([f"g{luck.randrange(groups)}"]) for card in waiting}
    for offset in range(7):
        day = TODAY + timedelta(days=offset)
        deck = [
            due(card, since=since, siblings=family[card]) for card, since in waiting.items() if since <= day
        ]
        picks, _ = study(deck, session=Session(day), seed=seed)
        for card in cards(picks):
            assert (day - waiting.pop(card)).days <= 1
    assert not waiting


def test_sibling_groups_leave_out_entities_that_stand_in_many_facts():
    groups = sibling_groups("f1", {"baku": 8, "president": 9}, ["dates"])
    assert groups == {"fact:f1", "entity:baku", "leak:dates"}


def test_new_cards_come_by_wish_level_and_order():
    deck = [
        NewCard("more", "a", "more", 1),
        NewCard("second", "b", "core", 3),
        NewCard("first", "c", "core", 2),
        NewCard("detail", "d", "detail", 0),
        NewCard("failed", "e", "more", 9, wanted=True),
    ]
    picks, _ = study(new=deck)
    assert cards(picks) == ["failed", "first", "second", "more"]
    assert "detail" in cards(study(new=deck, limits=replace(AMPLE, detail=True))[0])


def test_at_most_three_new_of_one_attribute_where_there_are_four():
    picks, _ = study(new=[*many_new(6), NewCard("x", "year", order=9)], limits=replace(AMPLE, attributes=4))
    assert cards(picks) == ["n000", "n001", "n002", "x"]
    assert len(study(new=many_new(6), limits=replace(AMPLE, attributes=3))[0]) == 6


def test_no_two_that_look_alike_are_met_on_one_day():
    pair = [NewCard(name, "day", lookalikes=frozenset(["17 or 18 October"])) for name in ("a", "b")]
    picks, session = study(new=pair)
    assert len(picks) == 1
    assert next_new(replace(session, lookalikes=frozenset()), pair, AMPLE) is not None


def test_a_card_waits_for_those_it_builds_upon():
    deck = [
        NewCard("a", "x", order=0, after=frozenset({"c"})),
        NewCard("b", "y", order=1),
        NewCard("c", "z", "more", 2),
    ]
    picks, _ = study(new=deck)
    assert cards(pick for pick in picks if pick.why == "new") == ["b", "c", "a"]


def test_a_card_does_not_wait_for_detail_that_is_left_out():
    deck = [NewCard("a", "x", after=frozenset({"b"})), NewCard("b", "y", "detail")]
    assert cards(pick for pick in study(new=deck)[0] if pick.why == "new") == ["a"]


def test_new_cards_have_a_daily_limit():
    assert len(study(new=many_new(20), limits=Limits())[0]) == 8


def test_a_guests_first_session_is_five_cards_each_until_right():
    picks, session = study(
        new=many_new(20), limits=FIRST_SESSION, right=lambda pick: pick.role is Role.REPEAT
    )
    assert session.met == 5
    assert len(picks) == 10


def test_reviewing_ahead_takes_the_weakest_not_seen_today():
    deck = [due("strong", recall=0.99), due("weak", recall=0.91), due("seen", recall=0.2)]
    pick = review_ahead(Session(TODAY).expose(["seen"]), deck)
    assert (pick.card, pick.why) == ("weak", "ahead")
    assert review_ahead(Session(TODAY), []) is None


@given(st.integers(0, 5000), st.integers(-3, 400))
def test_the_pace_towards_an_exam_is_3_to_15(left, days):
    pace = exam_pace(left, days)
    assert 3 <= pace <= 15
    if 3 < pace < 15:
        days = max(days, 1)
        assert pace * days >= 1.15 * left - 1e-9
        assert 1.15 * left > (pace - 1) * days - 1e-9


def test_top_ups_come_after_the_due_cards():
    pick = next_card(
        Session(TODAY),
        [],
        [],
        AMPLE,
        due_count=0,
        now=0,
        top_ups=[due("u"), due("t")],
    )
    assert (pick.card, pick.why) == ("u", "top-up")
    pick = next_card(Session(TODAY), [due("d")], [], AMPLE, due_count=1, now=0, top_ups=[due("t")])
    assert pick.card == "d"


def test_the_reverse_card_waits_for_a_firm_forward_card():
    state = step(None, LogEntry(TODAY, Role.COUNTED, "flashcard", 4), DEFAULT)
    assert state.stability >= 7
    assert not reverse_ready(state, TODAY)
    assert reverse_ready(state, TODAY + timedelta(days=1))
    assert not reverse_ready(replace(state, stability=6.9), TODAY + timedelta(days=1))
    assert not reverse_ready(None, TODAY)


def test_matching_takes_cards_due_soon_and_spare_targets_of_others():
    assert matches_today(TODAY + timedelta(days=2), TODAY - timedelta(days=8), TODAY)
    assert not matches_today(TODAY + timedelta(days=3), TODAY - timedelta(days=8), TODAY)
    assert not spare_target(TODAY + timedelta(days=3), TODAY)
    assert spare_target(TODAY + timedelta(days=4), TODAY)
    assert spare_target(None, TODAY)


@given(st.integers(0, 999))
def test_a_session_survives_storage(seed):
    luck = random.Random(seed)
    _, session = study(many_due(6), many_new(4), right=lambda pick: luck.random() < 0.5)
    assert Session.from_json(session.to_json()) == session


def test_quiz_answers_of_unmet_cards_only_expose():
    session = Session(TODAY).after(Shown("a", Role.LOGGED, False, 0.0, exposed=["b"]))
    assert session == Session(TODAY).expose(["b"])
