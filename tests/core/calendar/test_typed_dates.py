"""Dates as people type them: what they may mean, and what means nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.calendar import format_date, parse_typed_date
from quizapp.core.calendar.dates import MonthDay, PartialDate
from tests.core.calendar.times_drawn import month_days, partial_dates

THE_DAY = [
    *(
        "4 October 2020",
        "4 Oct 2020",
        "October 4th, 2020",
        "Oct. 4, 2020",
        "the 4th of October 2020",
        "4.10.2020",
    ),
    *(
        "04/10/2020",
        "10/04/2020",
        "2020-10-04",
        "2020/10/04",
        "20201004",
        "04102020",
        "4-10-2020",
        "4-Oct-2020",
    ),
    *(
        "4 october, 2020.",
        "ON 4 OCTOBER 2020",
        "Sunday, 4 October 2020",
        "4th day of October 2020",
        "4Oct2020",
    ),
    *(
        "October the fourth, 2020",
        "4 Octobre 2020",
        "4. Oktober 2020",
        "4 oktyabr 2020",
        "4 Oktyabr 2020-ci il",
    ),
    *(
        "2020-ci il oktyabrın 4-ü",
        "4 Ekim 2020",
        "4 Ekim 2020'de",
        "4 октября 2020 г.",
        "4-го октября 2020 года",
    ),
    *(
        "հոկտեմբերի 4, 2020",
        "2020 թ. հոկտեմբերի 4-ին",
        "2020年10月4日",
        "2020. október 4.",
        "4.X.2020",
        "4 Oct '20",
    ),
    *(
        "٤/١٠/٢٠٢٠",
        "４ October ２０２０",
        "\u200f4 October 2020",
        "4 Octobr 2020",
        "4 Ocotber 2020",
        "4  october   2020",
    ),
    *("about 4 October 2020", "it was on 4 October 2020", "4 10 2020", "2020 October 4", "4 October 2020 AD"),
    *("4 October of 2020", "«4 October 2020»", "I think 4 October 2020", "4 October 2020!"),
]


@pytest.mark.parametrize("text", THE_DAY)
def test_many_ways_to_write_one_day(text: str) -> None:
    assert "2020-10-04" in {date.text.rstrip("~") for date in parse_typed_date(text)}


OTHERS = [
    ("July 2020", "2020-07"),
    ("07/2020", "2020-07"),
    ("2020-07", "2020-07"),
    ("in early July 2020", "2020-07"),
    ("1861", "1861"),
    ("in the year 1861", "1861"),
    ("about 1861", "1861~"),
    ("c. 1861", "1861~"),
    ("44 BC", "-0043"),
    ("44 B.C.E.", "-0043"),
    ("BC 44", "-0043"),
    ("MÖ 44", "-0043"),
    ("44 до н. э.", "-0043"),
    ("15 March 44 BC", "-0043-03-15"),
    ("AD 79", "0079"),
    ("5-6 November 2020", "2020-11-05/2020-11-06"),
    ("5–6 November 2020", "2020-11-05/2020-11-06"),
    ("5/6 November 2020", "2020-11-05/2020-11-06"),
    ("November 5-6, 2020", "2020-11-05/2020-11-06"),
    ("5 and 6 November 2020", "2020-11-05/2020-11-06"),
    ("the 5th and 6th of November, 2020", "2020-11-05/2020-11-06"),
    ("05.11.2020-06.11.2020", "2020-11-05/2020-11-06"),
    ("5.-6.11.2020", "2020-11-05/2020-11-06"),
    ("from 28 to 30 October 2020", "2020-10-28/2020-10-30"),
    ("between 28 and 30 October 2020", "2020-10-28/2020-10-30"),
    ("28, 29 and 30 October 2020", "2020-10-28/2020-10-30"),
    ("30 December 2020 - 2 January 2021", "2020-12-30/2021-01-02"),
    ("October 31 and November 1, 2020", "2020-10-31/2020-11-01"),
    ("July to September 2020", "2020-07/2020-09"),
    ("1861–65", "1861/1865"),
    ("49-44 BC", "-0048/-0043"),
    ("since 29 October 2020", "2020-10-29/.."),
    ("from 29 October 2020 onwards", "2020-10-29/.."),
    ("29 October 2020 –", "2020-10-29/.."),
    ("noon on 10 October 2020", "2020-10-10T12:00"),
    ("10 October 2020, 12 pm", "2020-10-10T12:00"),
    ("10 October 2020 at 12", "2020-10-10T12:00"),
    ("26 October 2020, 8 am", "2020-10-26T08:00"),
    ("4 October", "--10-04"),
    ("4.10.", "--10-04"),
    ("every 4th of October", "--10-04"),
]


@pytest.mark.parametrize(("text", "meaning"), OTHERS)
def test_other_precisions(text: str, meaning: str) -> None:
    assert meaning in {date.text for date in parse_typed_date(text)}


@pytest.mark.parametrize("text", ["the 4th of October", "4 oct", "Oct 4", "4.10", "4/10"])
def test_the_year_of_the_question_completes_a_day(text: str) -> None:
    assert "2020-10-04" in {date.text for date in parse_typed_date(text, context_year=2020)}


NO_DATE = [
    *(
        "",
        " ",
        "yesterday",
        "xx",
        "31 February 2020",
        "29 Feb 2021",
        "13/13/2020",
        "juny 4 2020",
        "fall 2020",
    ),
    *(
        "4 October 2020 or 5 October 2020",
        "not 4 October 2020",
        "before 4 October 2020",
        "after 4 October 2020",
    ),
    *("4 October 2020, 5 October 2020", "5 and 7 November 2020", "5 or 6 November 2020", "4 October 2O20"),
    *("99999", "4 October 20200", "October", "12:00 and 13:00 on 4 October 2020", "6-5 November 2020"),
    "4 October " + "2020 " * 300_000,
]


@pytest.mark.parametrize("text", NO_DATE)
def test_what_is_no_one_date_has_no_reading(text: str) -> None:
    assert parse_typed_date(text) == ()


def test_both_orders_unless_the_locale_is_known() -> None:
    assert {d.text for d in parse_typed_date("04/10/2020")} == {"2020-10-04", "2020-04-10"}
    assert [d.text for d in parse_typed_date("04/10/2020", day_first=True)] == ["2020-10-04"]
    assert [d.text for d in parse_typed_date("04/10/2020", day_first=False)] == ["2020-04-10"]
    assert [d.text for d in parse_typed_date("10/17/2020", day_first=True)] == ["2020-10-17"]


@given(partial_dates, st.sampled_from(["en", "en-US", "az", "ru", "tr", "hy", "de", "fr"]))
def test_what_we_print_is_read_back(date: PartialDate, language: str) -> None:
    assert date in parse_typed_date(format_date(date, language), language)


@given(month_days, st.sampled_from(["en", "en-US", "az", "ru", "tr", "hy"]))
def test_recurring_days_we_print_are_read_back(day: MonthDay, language: str) -> None:
    assert day in parse_typed_date(format_date(day, language), language)


@given(st.text(max_size=60), st.one_of(st.none(), st.integers(1, 9999)))
def test_no_text_breaks_the_reader(text: str, year: int | None) -> None:
    assert isinstance(parse_typed_date(text, context_year=year), tuple)


JUMBLE = "4 10 2020 5 6 and to - / . , Oct November BC c. noon at 12:00 th ~"


@given(st.lists(st.sampled_from(JUMBLE.split()), max_size=9))
def test_no_jumble_of_date_words_breaks_the_reader(words: list[str]) -> None:
    assert isinstance(parse_typed_date(" ".join(words), context_year=2020), tuple)


@pytest.mark.parametrize(
    "text", ["4 października 2020", "4 říjen 2020", "4 Οκτωβρίου 2020", "4 lokakuu 2020"]
)
def test_months_are_read_in_languages_that_no_page_speaks(text: str) -> None:
    assert [date.text for date in parse_typed_date(text)] == ["2020-10-04"]


def test_a_month_name_that_means_two_months_means_none() -> None:
    assert parse_typed_date("4 listopad 2020") == ()  # October in Croatian, November in Polish
