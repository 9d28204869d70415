"""Typed dates as rows of tokens.

Each token has a letter: n a figure that may be day, month or year, Y a figure that can only be a year, M a
month, 8 eight figures without a break, and the signs - / . & that join. A word that belongs to no date, such
as "not" or "or", leaves no row at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.core.calendar.lexicon import ABOUT, AND, NOISE, ROMAN, SINCE, UNTIL, month_of, roman_month
from quizapp.core.number_words import in_figures


@dataclass(frozen=True, slots=True)
class Token:
    """A figure, a month or a sign of a typed date."""

    letter: str
    value: int = 0
    digits: int = 0
    era: bool = False


_FIGURE_ENDINGS = (
    "ci|cu|si|su|i|u|un|in|nin|nun|de|da|te|ta|den|dan|ten|tan|inde|unde|unda|sinde|inci|uncu|ncu|nci|"
    "ին|ի|րդ|го|е|и|я|ое|ого|ому|му|м|х|st|nd|rd|th"
)
"""What is put behind a figure after a hyphen or an apostrophe: 2020-ci, 4'te, 4-го."""
_START = r"(?<![^\W\d_])"
"""Where a word begins, be it after a figure (44BC)."""
_BEFORE_CHRIST = (
    r"b\.?\s?c\.?(?:\s?e\b\.?)?|before christ|до\s+н\.?\s?э\.?|до рождества христова|v\.\s?chr\.?"
)
_BEFORE_CHRIST_ELSEWHERE = r"e\.\s?e\.?|eramizdan evvel|m\.\s?o\.?|mo\b|milattan once|մ\.?\s?թ\.?\s?ա\.?"
_OUR_ERA = r"(?:a\.?d\b\.?|c\.?e\b\.?|н\.\s?э\.?|ms)(?![^\W\d_])"
_PREPARATIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"{_START}(?:{_BEFORE_CHRIST}|{_BEFORE_CHRIST_ELSEWHERE})"), " BC "),
    (re.compile(rf"{_START}{_OUR_ERA}"), " AD "),
    (re.compile(r"(\d+)\s*-\s*(\d+)\s*BC"), r"\1 BC - \2 BC"),
    (re.compile(r"\b0(?=ct)"), "o"),
    (re.compile(r"\.{2,}|…"), " - "),
    (re.compile(r"(?<=\d)(?:st|nd|rd|th|го|er|e|eme|o)\b"), " "),
    (re.compile(r"(?<=\d)[-'][dt][ea]n\s+(?=\d)"), " - "),
    (re.compile(rf"(?<=\d)[-'](?:{_FIGURE_ENDINGS}|dek|dak)\b"), " "),
    (re.compile(r"(?<=[^\W\d_])'[a-z]{1,4}\b"), " "),
    (re.compile(r"\b(\d{1,2}),\s*(\d{1,2}),?\s*(?:and|&|и|ve)\s+(\d{1,2})\b"), r"\1 days \2 days \3"),
    (re.compile(r"^(\d{1,2}),\s*(\d{1,2})(?=\s+[^\W\d_])"), r"\1 & \2"),
)
_LIST = re.compile(r"\b(\d{1,2}) days (\d{1,2}) days (\d{1,2})\b")


_ROMAN_DAY = re.compile(r"\b([ivx]+)(?=\s?[./ -]\s?[ivx]+\b)")


def prepared(text: str) -> str:
    """The (plain) text with eras marked, numbers in figures and endings taken off."""
    text = _ROMAN_DAY.sub(_roman_day, in_figures(text))
    for pattern, words in _PREPARATIONS:
        text = pattern.sub(words, text)
    return _LIST.sub(_days_in_a_row, text)


def _roman_day(match: re.Match[str]) -> str:
    return str(ROMAN.index(match[1]) + 1) if match[1] in ROMAN else match[0]


def _days_in_a_row(match: re.Match[str]) -> str:
    days = [int(day) for day in match.groups()]
    return f"{days[0]} - {days[-1]}" if days == list(range(days[0], days[-1] + 1)) else "no date"


class Words:
    """Turns words into tokens, and remembers what was said around the date."""

    _TOKEN = re.compile(r"(?P<number>\d+)|(?P<era>BC|AD)|(?P<word>[^\W\d_]+)|(?P<sign>[^\s\w])")

    def __init__(self) -> None:
        self.about = self.since = self.from_ = self.between = False

    def tokens(self, text: str, language: str) -> list[Token] | None:
        """The tokens of a text; None if a word in it belongs to no date."""
        tokens: list[Token] = []
        for match in self._TOKEN.finditer(text):
            if match["era"]:
                if not self._mark_era(tokens, match["era"]):
                    return None
                continue
            token = self._token(match, language)
            if token is None:
                return None
            tokens += token
        return self._settled(tokens)

    def _token(self, match: re.Match[str], language: str) -> list[Token] | None:
        if match["number"]:
            return _figure(match["number"])
        return self._sign(match["sign"]) if match["sign"] else self._word(match["word"], language)

    def _sign(self, sign: str) -> list[Token] | None:
        if sign in "~?≈":
            self.about = True
            return []
        if sign in "&+":
            return [Token("&")]
        if sign in ",'\"()[]«»“”„!:;․":
            return []
        return [Token(sign)] if sign in "-/." else None

    def _word(self, word: str, language: str) -> list[Token] | None:
        self.from_ |= word in ("from", "с", "со")
        self.between |= word == "between"
        self.about |= word in ABOUT
        self.since |= word in SINCE
        month = month_of(word, language) if len(word) > 2 else roman_month(word)
        if word in AND:
            return [Token("&")]
        if word in UNTIL:
            return [Token("-")]
        if word in NOISE or word in ABOUT or word in SINCE or word == "between":
            return []
        month = month or roman_month(word)
        return [Token("M", month)] if month else None

    def _mark_era(self, tokens: list[Token], era: str) -> bool:
        """Give the figure before the era its era; an era in front waits for its figure."""
        if not tokens or tokens[-1].letter not in "nY" or tokens[-1].era:
            tokens.append(Token(era))
            return True
        tokens[-1] = _year_of_era(tokens[-1], era)
        return True

    def _settled(self, tokens: list[Token]) -> list[Token] | None:
        """Eras before their figure are given to it; dashes at the ends say "from … on"."""
        settled: list[Token] = []
        for token in tokens:
            if settled and settled[-1].letter in ("BC", "AD") and token.letter in "nY":
                settled[-1] = _year_of_era(token, settled[-1].letter)
            else:
                settled.append(token)
        if any(token.letter in ("BC", "AD") for token in settled):
            return None
        while settled and settled[-1].letter in "-./":
            self.since |= settled.pop().letter == "-"
        self.since |= self.from_ and not any(token.letter in "-&/" for token in settled)
        return settled


def _figure(digits: str) -> list[Token] | None:
    value = int(digits) if len(digits) <= 8 else 0
    if len(digits) == 8:
        return [Token("8", value, 8)]
    if len(digits) > 4:
        return None
    return [Token("Y" if len(digits) > 2 or value > 31 else "n", value, len(digits))]


def _year_of_era(token: Token, era: str) -> Token:
    return Token("Y", 1 - token.value if era == "BC" else token.value, token.digits, era=True)
