"""Numbers in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from quizapp.core.facts import Bound, Number
from quizapp.core.numerals import format_number


@pytest.mark.parametrize(
    ("amount", "unit", "bound", "text"),
    [
        ("1000", "", "exact", "1,000"),
        ("71", "villages", "exact", "71 villages"),
        ("1", "villages", "exact", "1 village"),
        ("2", "city", "exact", "2 cities"),
        ("24", "hours", "about", "about 24 hours"),
        ("1", "hours", "exact", "1 hour"),
        ("100", "km", "at-least", "at least 100 km"),
        ("1000", "types of products", "more-than", "more than 1,000 types of products"),
        ("3.8e9", "US dollars", "exact", "3.8 billion US dollars"),
        ("1234567", "", "exact", "1,234,567"),
        ("3.80", "", "exact", "3.80"),
        ("12.5", "%", "exact", "12.5%"),
        ("-5", "°C", "exact", "-5 °C"),
        ("0", "", "exact", "0"),
    ],
)
def test_english(amount: str, unit: str, bound: Bound, text: str) -> None:
    assert format_number(Number(Decimal(amount), unit, bound)) == text


def test_the_bound_can_be_left_to_the_stem() -> None:
    assert format_number(Number(Decimal(24), "hours", "about"), bound=False) == "24 hours"


@pytest.mark.parametrize(("language", "text"), [("de", "1.234,5"), ("ru", "1 234,5"), ("xx", "1,234.5")])
def test_other_languages_group_their_own_way(language: str, text: str) -> None:
    assert format_number(Number(Decimal("1234.5")), language).replace("\xa0", " ") == text
