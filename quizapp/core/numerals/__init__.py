"""Numbers in words and figures: as a source writes them, as pages show them, as people type them."""

from quizapp.core.numerals.judging import ABOUT_WITHIN, judge_number
from quizapp.core.numerals.phrases import format_number
from quizapp.core.numerals.reading import Quantity, parse_typed_number

__all__ = ["ABOUT_WITHIN", "Quantity", "format_number", "judge_number", "parse_typed_number"]
