"""How what was typed differs from what was wanted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.web.learner.feedback import compared

TEXT = st.text(alphabet="abcdeé əİ", max_size=12)


def test_a_missing_and_a_wrong_letter_are_shown_in_place() -> None:
    pieces = [(piece.text, piece.change) for piece in compared("Kelbajr", "Kalbajar")]
    assert pieces == [
        ("K", "same"),
        ("e", "extra"),
        ("a", "missing"),
        ("lbaj", "same"),
        ("a", "missing"),
        ("r", "same"),
    ]


def test_words_with_nothing_in_common_are_not_compared() -> None:
    assert compared("Oslo", "Paris") == ()


def test_letters_that_differ_only_in_case_or_accent_are_the_same() -> None:
    assert compared("PARIS", "Páris") == ()


@given(TEXT, TEXT)
def test_without_what_is_too_much_the_wanted_word_stands_there(typed: str, wanted: str) -> None:
    pieces = compared(typed, wanted)
    if pieces:
        assert "".join(piece.text for piece in pieces if piece.change != "extra") == wanted
