from __future__ import annotations

import pytest

from quizapp.core.number_words import in_figures, number
from quizapp.core.plain_text import plain


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one thousand two hundred", 1200),
        ("iyirmi dörd", 24),
        ("on iki", 12),
        ("üç milyard səkkiz yüz milyon", 3_800_000_000),
        ("dokuz yüz doksan dokuz", 999),
        ("двадцать три", 23),
        ("три миллиарда восемьсот миллионов", 3_800_000_000),
        ("յոթանասունմեկ", 71),
        ("հազար երկու հարյուր", 1200),
    ],
)
def test_a_cardinal_in_words(text: str, value: int) -> None:
    assert number(plain(text).split()) == value


@pytest.mark.parametrize("text", ["", "on", "one two", "twenty thirty", "million million", "fourth", "дома"])
def test_no_number_or_more_than_one(text: str) -> None:
    assert number(plain(text).split()) is None


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("the fourth of october", "the 4 of october"),
        ("twenty-third november nineteen ninety-one", "23 november 1991"),
        ("четвёртого октября", "4 октября"),
        ("oktyabrın dördü", "oktyabrin 4"),
        ("dördüncü oktyabr", "4 oktyabr"),
        ("հոկտեմբերի չորրորդ", "հոկտեմբերի 4"),
        ("on october 4", "on october 4"),
        ("five and six november", "5 and 6 november"),
        ("iki min iyirminci il", "2020 il"),
    ],
)
def test_numbers_in_words_become_figures(text: str, figures: str) -> None:
    assert in_figures(plain(text)) == figures
