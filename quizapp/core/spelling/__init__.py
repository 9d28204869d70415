"""Names as people type them: folded, transliterated, with small slips, and never taken for another name."""

from quizapp.core.spelling.folding import fold, forms
from quizapp.core.spelling.judging import judge_text
from quizapp.core.spelling.variants import numerals_of, skeleton

__all__ = ["fold", "forms", "judge_text", "numerals_of", "skeleton"]
