from decimal import Decimal

import pytest

from quizapp.core.distractors import pool
from quizapp.core.facts import Decoy, Number
from quizapp.core.material import Material
from quizapp.core.questions import Direction
from tests.factories import UNKNOWN, SetDraft, capitals, foundings


def offered(draft: SetDraft, fact: str, direction: Direction = "forward") -> list[str]:
    return [one.text for one in pool(Material(draft.build()), draft.facts[fact], direction)]


def test_nearest_first() -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-11-20", "2020-12-24", "1994-05-12")
    assert offered(draft, "arden.founded")[:2] == ["12 May 1994", "17 October 2020"]
    assert offered(draft, "brill.founded").index("4 October 2020") < 2


@pytest.mark.parametrize(
    "other", ["2020-10", "2020", "2020-10-03/2020-10-05", "2020-10-04T12:00", "2020-10-29/.."]
)
def test_another_precision_is_never_offered_beside_a_day(other: str) -> None:
    assert offered(foundings("2020-10-04", other), "arden.founded") == []


def test_a_month_is_offered_the_months_of_days() -> None:
    assert offered(foundings("2020-07", "2020-08-11", "2020-07-30"), "arden.founded") == ["August 2020"]


def test_ranges_that_overlap_do_not_stand_together() -> None:
    draft = foundings("2020-11-05/2020-11-06", "2020-10-27/2020-10-28", "2020-10-28/2020-10-30")
    assert offered(draft, "arden.founded") == ["28–30 October 2020"]


def test_a_value_another_account_gives_is_never_offered() -> None:
    draft = foundings("2020-10-18", "2020-10-17", "2020-11-20")
    draft.fact("dulas", "founded", "2020-10-10", never_offer={"2020-10-17": "announced"})
    assert "17 October 2020" not in offered(draft, "dulas.founded")


def test_no_source_s_value_is_offered_where_sources_differ() -> None:
    draft = foundings("2020-10-18", "2020-10-17").source("other", "another account")
    draft.fact("corve", "founded", {"book": "2020-10-10", "other": "2020-10-17"})
    assert offered(draft, "corve.founded") == ["18 October 2020"]


def test_what_contains_the_key_or_shares_its_name_is_never_offered() -> None:
    draft = SetDraft().attribute("born-in", "entity", of="person", range=("town",))
    draft.entity("city", "Lachin", part_of=("land",)).entity("land", "Karabakh", part_of=("city",))
    draft.entity("namesake", "Berg", "LÁCHIN").entity("homonym", "Kend", homonyms=("city",)).entity(
        "far", "Ganja"
    )
    draft.fact("ann", "born-in", "city")
    assert offered(draft, "ann.born-in") == ["Ganja"]


def test_a_date_of_the_district_is_no_wrong_date_for_the_town_in_it() -> None:
    draft = foundings("2022-08-26", "2020-12-01", "2020-11-25")
    draft.entity("arden", "Arden", part_of=("brill",))
    assert offered(draft, "arden.founded") == ["25 November 2020"]


def test_one_day_off_is_a_trick_where_the_place_is_the_same() -> None:
    draft = foundings("2020-12-01").attribute("closed", "date")
    draft.entity("elwy").fact("elwy", "closed", "2020-10-17").fact("elwy", "founded", "2020-10-18")
    assert "17 October 2020" not in offered(draft, "elwy.founded")


def test_absence_from_a_list_proves_nothing_unless_it_is_complete() -> None:
    for complete in (True, False):
        draft = SetDraft().type("order").attribute("names", "entity", of="order", range=("town",), many=True)
        draft.entity("arden").entity("brill").entity("corve")
        draft.entity("law", type="order").members("law", "names", "arden", "brill", complete=complete)
        assert offered(draft, "law.names.arden") == (["Corve"] if complete else [])


def test_backwards_only_known_and_other_values_are_offered() -> None:
    draft = foundings("2020-10-04", "2020-10-17", "2020-10-04", "2020-10", "2020-10-05", "2020-11-20")
    draft.fact("fyne-two", "founded", UNKNOWN)
    draft.fact("near", "founded", "2020-12-01", never_offer={"2020-10-04": "by others"})
    assert sorted(offered(draft, "arden.founded", "reverse")) == ["Brill", "Fyne"]


def test_decoys_carry_the_author_s_reason() -> None:
    draft = SetDraft().attribute("day", "month-day", decoys={"--08-26": "no day of this list"})
    draft.fact("arden", "day", "--10-04")
    (decoy,) = pool(Material(draft.build()), draft.facts["arden.day"], "forward")
    assert (decoy.text, decoy.reason) == ("26 August", "no day of this list")


def test_figures_are_of_one_unit_and_magnitude() -> None:
    draft = SetDraft().attribute("people", "number")
    for name, people in {"a": 700, "b": 900, "c": 1200, "d": 5_000_000, "e": 3}.items():
        draft.fact(name, "people", people)
    assert set(offered(draft, "a.people")) >= {"900", "1,200"}
    assert not {"3", "5 million"} & set(offered(draft, "a.people"))


def test_figures_far_off_end_the_search_and_are_made_up_from_the_key() -> None:
    draft = SetDraft().attribute("people", "number").fact("a", "people", 800).fact("b", "people", 80_000)
    assert offered(draft, "a.people") == ["400", "1,600", "2,400"]


def test_what_may_be_larger_is_no_wrong_figure_whoever_says_so() -> None:
    draft = (
        SetDraft().source("other", "another account").attribute("people", "number").fact("a", "people", 800)
    )
    open_above = Number(Decimal(1000), bound="more-than")
    draft.fact("b", "people", {"book": 1000, "other": open_above}).fact("c", "people", 900)
    assert offered(draft, "a.people", "reverse") == ["C"]


def test_times_are_looked_for_until_there_are_as_many_as_wanted_on_either_side() -> None:
    draft = foundings("2020-10-01")
    for day in range(3, 29, 2):
        draft.fact(f"town-{day}", "founded", f"2020-10-{day:02}")
    fact = draft.facts["town-15.founded"]
    for side in (3, 4):
        assert len(pool(Material(draft.build()), fact, "forward", side)) == 2 * side


def test_nothing_is_offered_where_there_is_nothing_of_the_sort() -> None:
    draft = SetDraft().attribute("motto").fact("arden", "motto", "onwards")
    assert offered(draft, "arden.motto") == []


def test_every_capital_has_wrong_ones_on_both_sides() -> None:
    assert len(offered(capitals(), "spain.capital")) == 6


def test_values_of_sensitive_facts_stand_beside_sensitive_ones_alone() -> None:
    draft = foundings("2020-10-04", "2020-10-17").fact("corve", "founded", "2020-11-20", sensitive="harm")
    assert offered(draft, "arden.founded") == ["17 October 2020"]
    assert offered(draft, "corve.founded") == ["17 October 2020", "4 October 2020"]


def test_hours_of_one_day_are_told_apart() -> None:
    draft = foundings("2020-10-10T12:00", "2020-10-10T08:00", "2020-10-10")
    assert offered(draft, "arden.founded") == ["10 October 2020, 08:00"]


def test_the_same_words_in_another_order_are_the_same() -> None:
    draft = SetDraft().attribute("direction")
    for number, text in enumerate(("Fuzuli–Jabrayil", "Jabrayil–Fuzuli", "Aghdam")):
        draft.fact(f"e{number}", "direction", text)
    assert offered(draft, "e0.direction") == ["Aghdam"]


def test_backwards_the_author_s_decoys_are_offered() -> None:
    decoys = (Decoy(value="Kapaz", why="another peak"),)
    draft = SetDraft().attribute("road", reverse_decoys=decoys).fact("murov", "road", "north")
    assert offered(draft, "murov.road", "reverse") == ["Kapaz"]
