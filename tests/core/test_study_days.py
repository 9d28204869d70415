"""Study days across midnight, daylight saving, zones and journeys."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.memory import LogEntry, Role, step
from quizapp.core.study_days import (
    UnknownZone,
    days_after,
    days_between,
    noon,
    starts_at,
    study_day,
    utc_study_day,
    zone,
)

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    [
        ZoneInfo(name)
        for name in (
            "UTC",
            "Europe/Berlin",
            "America/New_York",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Kiritimati",
            "Pacific/Apia",
            "Pacific/Honolulu",
        )
    ]
)
INSTANTS = st.datetimes(timezones=st.just(UTC)).filter(lambda instant: 1900 <= instant.year <= 9998)


def at(text, where=BERLIN):
    return datetime.fromisoformat(text).replace(tzinfo=where)


@pytest.mark.parametrize(
    ("wall", "day"),
    [
        ("2024-05-01T21:00", "2024-05-01"),
        ("2024-05-02T00:30", "2024-05-01"),
        ("2024-05-02T03:59", "2024-05-01"),
        ("2024-05-02T04:00", "2024-05-02"),
        ("2024-03-31T03:30", "2024-03-30"),  # the clock sprang from 02:00 to 03:00
        ("2024-03-31T04:00", "2024-03-31"),
        ("2024-10-27T02:30", "2024-10-26"),  # this half hour came twice
        ("2024-10-27T04:00", "2024-10-27"),
    ],
)
def test_the_day_rolls_over_at_four_by_the_wall_clock(wall, day):
    assert study_day(at(wall), BERLIN) == date.fromisoformat(day)


def test_good_in_the_evening_and_good_next_morning_are_one_day_apart():
    evening, morning = study_day(at("2024-05-01T21:00"), BERLIN), study_day(at("2024-05-02T07:00"), BERLIN)
    first = step(None, LogEntry(evening, Role.COUNTED, "flashcard", 3))
    second = step(first, LogEntry(morning, Role.COUNTED, "flashcard", 3))
    assert days_between(evening, morning) == 1
    assert second.stability > first.stability


@given(INSTANTS, ZONES)
def test_a_day_contains_its_instants(instant, where):
    day = study_day(instant, where)
    assert starts_at(day, where) <= instant + timedelta(hours=1)
    assert instant < starts_at(day, where) + timedelta(days=1, hours=1)


@given(st.lists(st.tuples(st.integers(0, 100_000), ZONES), max_size=20))
def test_no_journey_brings_a_day_back(legs):
    instant, day = datetime(2024, 1, 1, tzinfo=UTC), None
    for minutes, where in legs:
        instant += timedelta(minutes=minutes)
        before, day = day, study_day(instant, where, not_before=day)
        assert before is None or day >= before


def test_flying_west_stays_on_the_day_and_flying_east_moves_on():
    tokyo, honolulu = ZoneInfo("Asia/Tokyo"), ZoneInfo("Pacific/Honolulu")
    noon_in_tokyo = at("2024-05-02T12:00", tokyo)
    there = study_day(noon_in_tokyo, tokyo)
    assert study_day(noon_in_tokyo, honolulu) == date(2024, 5, 1)
    assert study_day(noon_in_tokyo, honolulu, not_before=there) == there
    assert study_day(noon_in_tokyo, tokyo, not_before=date(2024, 5, 1)) == there


@given(st.dates(), st.dates())
def test_noon_to_noon_is_whole_days(earlier, later):
    assert (noon(later) - noon(earlier)).days == (later - earlier).days
    assert days_between(earlier, later) == max(0, (later - earlier).days)


def test_the_calendar_has_ends():
    assert days_after(date(9999, 12, 30), 400) == date.max
    assert study_day(datetime.max.replace(tzinfo=UTC), ZoneInfo("Pacific/Kiritimati")) == date.max
    assert study_day(datetime.min.replace(tzinfo=UTC), ZoneInfo("Pacific/Honolulu")) == date.min
    assert starts_at(date.max, ZoneInfo("Pacific/Honolulu")).year == 9999


@pytest.mark.parametrize("name", ["", "Nowhere/Town", "../etc/passwd", "Europe"])
def test_unknown_zones_are_named(name):
    with pytest.raises(UnknownZone, match="write a name such as Europe/Berlin"):
        zone(name)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        study_day(datetime(2024, 5, 1), BERLIN)  # noqa: DTZ001


@given(st.integers(-(10**14), 10**15), st.integers(0, 23))
def test_utc_study_days_are_a_day_long(milliseconds, hour):
    day = utc_study_day(milliseconds, hour)
    assert utc_study_day(milliseconds + 86_400_000, hour) == day + 1
