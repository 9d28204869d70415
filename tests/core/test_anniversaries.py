"""What a day of the year brings back."""

from dataclasses import replace
from datetime import date

import pytest

from quizapp.core.anniversaries import on_day
from quizapp.core.calendar import parse_date, parse_month_day
from quizapp.core.facts import Claim, Fact, FactSet


def fact(name, value, **rest):
    return Fact(id=name, entity=name, attribute="a", claims=(Claim(value=value, source="s"),), **rest)


def set_of(*facts):
    return FactSet(slug="s", title="S", hash="0" * 64, facts={one.id: one for one in facts})


FOURTH = date(2024, 10, 4)
TAKEN = fact("taken", parse_date("2020-10-04"))


def names(facts, day=FOURTH):
    return [item.fact.id for item in on_day(facts, day)]


def test_a_day_brings_back_recurring_days_and_days_of_past_years():
    facts = set_of(
        TAKEN, fact("city-day", parse_month_day("--10-04")), fact("other", parse_date("2020-10-05"))
    )
    assert names(facts) == ["taken", "city-day"]


def test_an_anniversary_tells_how_many_years_it_is():
    (item,) = on_day(set_of(TAKEN), FOURTH)
    assert item.years(FOURTH) == 4


def test_what_happened_this_year_is_no_anniversary_yet():
    assert names(set_of(TAKEN), date(2020, 10, 4)) == []


@pytest.mark.parametrize("value", ["2020-10", "2020-10-04/2020-10-05", "2020-10-04~"])
def test_dates_that_are_not_one_known_day_have_no_anniversary(value):
    assert names(set_of(fact("vague", parse_date(value)))) == []


@pytest.mark.parametrize("change", [{"sensitive": "civilian-harm"}, {"asked": False}])
def test_what_is_not_asked_is_not_brought_back(change):
    assert names(set_of(replace(TAKEN, **change))) == []
