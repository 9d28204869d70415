"""Which kind to ask (learning rule 4)."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import tiers
from quizapp.core.memory import DEFAULT, LogEntry, Role, step
from quizapp.core.tiers import Way, tier_for, truefalse_allowed, way_to_meet, ways_to_ask, ways_to_repeat

STATE = step(None, LogEntry(date(2024, 5, 1), Role.MEETING, "typed"), DEFAULT)
ALL = sorted(tiers.ALL_KINDS)
KINDS = st.sets(st.sampled_from(ALL), min_size=1)


def card(stability, tier, *, failed=False):
    return replace(STATE, stability=stability, tier=tier, failed=failed)


def kinds(*args, **more):
    return [way.kind for way in ways_to_ask(*args, **more)]


@pytest.mark.parametrize(
    ("stability", "tier", "expected"),
    [(0.5, 1, 1), (3, 1, 2), (9.9, 2, 2), (10, 2, 3), (500, 1, 2), (500, 3, 3), (2, 3, 1)],
)
def test_strength_sets_the_tier_one_up_at_a_time(stability, tier, expected):
    assert tier_for(card(stability, tier)) == expected


@pytest.mark.parametrize(("tier", "expected"), [(1, 1), (2, 1), (3, 2)])
def test_a_failed_question_makes_the_next_one_easier(tier, expected):
    assert tier_for(card(0.4, tier, failed=True)) == expected
    assert tier_for(card(400, tier, failed=True)) == expected


@given(st.floats(0.001, 36_500), st.integers(1, 3), st.booleans())
def test_a_card_never_rises_two_tiers_at_once(stability, tier, failed):
    assert tier_for(card(stability, tier, failed=failed)) <= tier + 1


def test_recall_only_starts_after_the_meeting():
    assert tier_for(None, recall_only=True) == 1
    assert tier_for(card(0.4, 1), recall_only=True) == 3


@given(KINDS, st.integers(1, 3), st.booleans(), st.booleans(), st.integers())
def test_there_is_a_way_whenever_a_kind_may_be_used(available, tier, tier_3, no_typing, seed):
    ways = list(ways_to_ask(available, tier, tier_3=tier_3, no_typing=no_typing, seed=seed))
    assert all(way.kind in available and way.tier <= tier for way in ways)
    assert len({way.kind for way in ways}) == len(ways)
    if "choice" in available:
        assert ways


@given(KINDS, st.integers(1, 3), st.integers())
def test_the_own_tier_comes_first_then_the_nearest_lower(available, tier, seed):
    ways = list(ways_to_ask(available, tier, seed=seed, truefalse=True))
    own = [kind for kind in tiers.TIERS[tier] if kind in available]
    assert {way.kind for way in ways[: len(own)]} == set(own)


def test_without_a_kind_of_its_tier_a_card_takes_the_nearest_lower():
    ways = ways_to_ask({"choice", "matching"}, 3)
    assert {(way.kind, way.tier) for way in ways} == {("choice", 2), ("matching", 2)}


def test_a_card_with_recall_kinds_only_is_still_asked():
    assert kinds({"number"}, 1) == ["number"]
    assert next(ways_to_ask({"number"}, 1)).tier == 1


@given(st.integers(), st.permutations(["typed", "cloze", "date"]))
def test_the_least_used_kind_of_the_tier_comes_first(seed, order):
    used = {kind: place for place, kind in enumerate(order)}
    assert kinds(set(order), 3, used=used, seed=seed) == list(order)


def test_seeds_spread_over_equal_kinds():
    first = {kinds({"typed", "cloze", "date"}, 3, seed=seed)[0] for seed in range(50)}
    assert first == {"typed", "cloze", "date"}


def test_options_grow_and_distractors_come_nearer():
    assert list(ways_to_ask({"choice"}, 1)) == [Way("choice", 1, options=4)]
    assert list(ways_to_ask({"choice"}, 2)) == [Way("choice", 2, options=5, nearest=True)]


def test_a_cloze_shows_its_first_letter_at_tier_2_only():
    assert next(ways_to_ask({"cloze"}, 2)).first_letter
    assert not next(ways_to_ask({"cloze"}, 3)).first_letter


def test_long_names_and_ambiguous_reverses_have_no_tier_3():
    assert not tiers.has_tier_3("Nagorno-Karabakh Republic")
    assert tiers.has_tier_3("Fuzuli 2020-10-17")
    assert not tiers.has_tier_3("Baku", unique=False)
    assert kinds({"choice", "typed"}, 3, tier_3=False) == ["choice"]


def test_no_typing_means_choices_of_five_and_pickers():
    assert next(ways_to_ask({"typed", "choice"}, 3, no_typing=True)) == Way(
        "choice", 3, options=5, nearest=True
    )
    assert next(ways_to_ask({"date"}, 3, no_typing=True)).pickers


def test_true_or_false_is_one_question_in_ten():
    truefalse = 0
    for asked in range(100):
        truefalse += truefalse_allowed(asked, truefalse)
        assert truefalse * 10 <= asked + 1
    assert truefalse == 10
    assert "truefalse" not in kinds({"choice", "truefalse"}, 1)
    assert "truefalse" in kinds({"choice", "truefalse"}, 1, truefalse=True)


def test_a_meeting_is_a_choice_of_four_or_the_statement():
    assert way_to_meet({"choice", "typed"}, good_distractors=3) == Way("choice", 1, options=4)
    assert way_to_meet({"choice"}, good_distractors=1) is None
    assert way_to_meet({"typed", "truefalse"}, good_distractors=3) is None
    for reason in ("sensitive", "corrected", "show_first"):
        assert way_to_meet({"choice"}, good_distractors=3, **{reason: True}) is None


def test_a_failed_open_kind_comes_back_as_a_choice_and_a_closed_one_as_itself():
    available = {"choice", "typed", "matching", "cloze"}
    assert next(ways_to_repeat(available, "typed", 3)).kind == "choice"
    assert next(ways_to_repeat(available, "matching", 2)).kind == "matching"
    assert next(ways_to_repeat(available, "", 1)).kind == "choice"
    assert next(ways_to_repeat({"typed"}, "typed", 3)).kind == "typed"
    assert list(ways_to_repeat({"typed"}, "typed", 3, no_typing=True)) == []
