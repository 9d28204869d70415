"""Numbers as people type them, judged by the source's digits and bound."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core.errors import WrongShape
from quizapp.core.facts import Bound, Number
from quizapp.core.numerals import format_number, judge_number, parse_typed_number

BILLIONS = Number(Decimal("3.8e9"), "USD")
DAY = Number(Decimal(24), "hours", "about")
TYPES = Number(Decimal(1000), "", "more-than")
FAR = Number(Decimal(100), "km", "at-least")
VILLAGES = Number(Decimal(71), "villages")

HONEST: list[tuple[Number, list[object]]] = [
    (
        Number(Decimal(1000)),
        [
            *(
                "1,000",
                "1000",
                "1 000",
                "1.000",
                "1\u202f000",
                "1'000",
                "one thousand",
                "a thousand",
                "1e3",
                "1k",
            ),
            *(
                "1 thousand",
                "1000.0",
                "1,000.00",
                "١٠٠٠",
                "ten hundred",
                "about 1000",
                "exactly 1000",
                "1000!",
            ),
            *(1000, 1000.0),
        ],
    ),
    (
        VILLAGES,
        [
            *("71", "seventy-one", "seventy one", "71 villages", "71 village", "71 of them", "71 vilages"),
            *("７１", "LXXI", "no. 71", "№ 71", "N = 71", "seventy-first"),
        ],
    ),
    (Number(Decimal(20), "%"), ["20 %", "twenty per cent", "1/5", "0.2", "one fifth", "a fifth"]),
    (Number(Decimal(60)), ["sixty", "sixti", "6 x 10^1"]),
    (
        Number(Decimal(6)),
        ["sixth", "the sixth", "VI", "6th"],
    ),
    (
        BILLIONS,
        [
            *(
                "3.8 billion",
                "3.80 billion",
                "3.8bn",
                "$3.8 billion",
                "US$3.8bn",
                "3,800,000,000",
                "3800 million",
            ),
            *(
                "three point eight billion",
                "3.8 billion US dollars",
                "3.8 billion dollars",
                "3,8 billion",
                "3.8e9",
            ),
            *("3.8 × 10^9", "3 800 000 000", "3.8 milliard", "3.8 млрд", "3.8 thousand million", 3.8e9),
        ],
    ),
    (
        DAY,
        [
            *(
                "24",
                "24 hours",
                "one day",
                "a day",
                "1 day",
                "about 24 hours",
                "approximately 24h",
                "around a day",
            ),
            *("1440 minutes", "22", "26.4", "~24", "twenty-four hours", "24 huors", "23 hours 30 minutes"),
            *("24 часа", "24 saat", "24 hrs"),
        ],
    ),
    (
        TYPES,
        ["1000", "more than 1,000", "over 1000", "1000+", "at least 1000", ">1000", "a thousand or more"],
    ),
    (
        FAR,
        [
            "100",
            "100 km",
            "100km",
            "at least 100 km",
            "100 kilometres",
            "100000 m",
            "a hundred km",
            "no less than 100",
        ],
    ),
    (Number(Decimal("12.011")), ["12.011", "12,011", "12.0110"]),
    (Number(Decimal("0.5")), ["0.5", ".5", "0,5", "1/2", "½", "half", "a half"]),
    (Number(Decimal("2.5"), "km"), ["2½ km", "2 1/2", "two and a half", "2,5 km", "2500 metres"]),
    (Number(Decimal(50), "%"), ["50%", "50 percent", "fifty per cent", "50"]),
    (
        Number(Decimal(133)),
        ["133", "one hundred and thirty-three", "one hundred thirty three", "133 villages"],
    ),
    (Number(Decimal(40)), ["forty", "fourty"]),
    (Number(Decimal(12)), ["a dozen", "twelve"]),
    (Number(Decimal(-5), "°C"), ["-5", "minus 5", "−5 °C"]),
    (Number(Decimal(0)), ["0", "zero"]),
]
MISSES: list[tuple[Number, list[object]]] = [
    (
        Number(Decimal(1000)),
        [
            *(
                "999",
                "1001",
                "100",
                "10,00",
                "-1000",
                "1000 km",
                "more than 1000",
                "less than 1000",
                "not 1000",
            ),
            *("1000 or 2000", "1000-2000", "1000 1000", "", "about", "0x3e8", "1e999", "1" * 900, 999),
        ],
    ),
    (VILLAGES, ["17", "71 km", "71 towns", "7 1", "seventeen"]),
    (
        BILLIONS,
        [
            "4 billion",
            "3.8",
            "38 billion",
            "3.8 million",
            "3.81 billion",
            "3.79 billion",
            "3.8 billion euros",
        ],
    ),
    (DAY, ["21", "26.5", "48 hours", "2 days", "24 km", "24 days", "less than 24 hours", "half a day"]),
    (TYPES, ["999", "100", "less than 1000", "more than 500"]),
    (FAR, ["99", "62 miles", "99.9 km", "100 m"]),
    (Number(Decimal("12.011")), ["12.01", "12", "12.012"]),
    (Number(Decimal(12)), ["12,000", "1.2"]),
    (Number(Decimal(20), "%"), ["1/4", "0.02", "fifth of 3", "two fifths", "2 %"]),
    (Number(Decimal(60)), ["sixth", "VI", "sixteenth", "LXX"]),
]


@pytest.mark.parametrize(("key", "response"), [(key, one) for key, some in HONEST for one in some])
def test_an_honest_number_is_right(key: Number, response: object) -> None:
    verdict = judge_number(key, response)
    assert (verdict.correct, verdict.score) == (True, 1.0)


@pytest.mark.parametrize(("key", "response"), [(key, one) for key, some in MISSES for one in some])
def test_a_near_miss_is_wrong(key: Number, response: object) -> None:
    assert judge_number(key, response).correct is False


@pytest.mark.parametrize("response", ["1500", "1,001", "more than 2000", "1 million"])
def test_a_figure_above_a_bound_is_neither_right_nor_wrong(response: str) -> None:
    verdict = judge_number(TYPES, response)
    assert (verdict.correct, verdict.message) == (None, "The source says more than 1,000.")


def test_another_accounts_number_gets_its_note() -> None:
    near = [(Number(Decimal(43)), "Others count 43 days.")]
    assert judge_number(Number(Decimal(44)), "43", near_truths=near).message == "Others count 43 days."
    assert judge_number(Number(Decimal(44)), "44", near_truths=near).correct


def test_other_languages_spell_numbers_their_own_way() -> None:
    assert judge_number(VILLAGES, "soixante et onze", language="fr").correct
    assert judge_number(VILLAGES, "einundsiebzig", language="de").correct


@pytest.mark.parametrize(
    "response", [None, True, [7], {"n": 7}, float("nan"), float("inf"), 10**400, "7" * 1_000_000]
)
def test_a_response_of_another_shape_is_refused(response: object) -> None:
    with pytest.raises(WrongShape):
        judge_number(Number(Decimal(7)), response)


def test_not_known_is_wrong_without_a_lure() -> None:
    assert judge_number(DAY, {"dont_know": True}).reason == "dont-know"


amounts = st.decimals(-(10**12), 10**12, allow_nan=False, places=2) | st.integers(-(10**12), 10**12).map(
    Decimal
)
units = st.sampled_from(["", "hours", "km", "villages", "%", "USD", "types of products"])
bounds: st.SearchStrategy[Bound] = st.sampled_from(["exact", "about", "more-than", "at-least"])
numbers = st.builds(Number, amounts, units, bounds)


@given(numbers, st.sampled_from(["en", "de", "fr", "ru", "az"]))
def test_every_form_we_print_is_right(number: Number, language: str) -> None:
    assert judge_number(number, format_number(number, language), language=language).correct
    assert judge_number(number, format_number(number, language, bound=False), language=language).correct


@given(numbers, numbers)
def test_another_exact_number_is_never_right(key: Number, other: Number) -> None:
    if key.bound == "exact" and key.amount != other.amount:
        assert not judge_number(key, f"{other.amount:f}").correct


@given(numbers, st.text(max_size=60))
def test_no_text_breaks_the_judge(key: Number, text: str) -> None:
    assert judge_number(key, text).correct in (True, False, None)
    assert isinstance(parse_typed_number(text), tuple)


JUMBLE = "1 7 1,000 . , one thousand million point half and a km hours about more than + - e5 % $ day of"


@given(st.lists(st.sampled_from(JUMBLE.split()), max_size=9))
def test_no_jumble_of_number_words_breaks_the_reader(words: list[str]) -> None:
    assert isinstance(parse_typed_number(" ".join(words)), tuple)
