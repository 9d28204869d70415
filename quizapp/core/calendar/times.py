"""Times of day as people type them: "12:00", "noon", "8 am", "12 o'clock"."""

from __future__ import annotations

import re

_NAMED = {
    "noon": 12, "midday": 12, "полдень": 12, "gunorta": 12, "ogle": 12, "կեսօր": 12,
    "midnight": 0, "midi": 12, "mittag": 12, "minuit": 0, "mitternacht": 0, "полночь": 0,
    "gecəyari": 0, "geceyari": 0, "gece yarisi": 0, "կեսգիշեր": 0,
}  # fmt: skip
_NOON_OR_MIDNIGHT = re.compile(rf"\b(?:(?:12(?:[:.]00)?|twelve)\s*)?\(?({'|'.join(_NAMED)})\b\)?")
_CLOCK = re.compile(
    r"(?:\b(?:at|saat|в)\s+)?\b(?P<hour>\d{1,2})"
    r"(?::(?P<minute>\d{2})(?::00)?|\s?h(?P<after_h>\d{2})?(?![a-z])|"
    r"(?=\s*(?:[ap]\.?m\b|o'?\s?clock|hours?\b|часов|uhr|in the |at night)))"
    r"\s*(?P<half>[ap]\.?m\b\.?)?(?:\s*(?:o'?\s?clock|hours?|hrs|часов|uhr)\b)?"
    r"(?:\s*(?P<part>in the (?:morning|afternoon|evening)|at night))?"
)
_AT_HOUR = re.compile(r"\b(?:at|saat|в)\s+(?P<hour>\d{1,2})\s*$")
_BARE = re.compile(r"(?:at\s+)?(?P<hour>\d{1,2})(?:[.:](?P<minute>\d{2}))?")
_FOUR_FIGURES = re.compile(r"(?:at\s+)?(?P<hour>\d{2})(?P<minute>\d{2})(?:\s*(?:h|hours|hrs))?")
_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HOUR_IN_WORDS = re.compile(
    rf"\b(?P<hour>{'|'.join(_HOURS)})\b(?=\s*(?:[ap]\.?m\b|o'?\s?clock|hours?\b|in the |at night|$))"
)
_CLOCK_WORDS = re.compile(r"o'?\s?clock|[ap]\.?m\b|in the |at night")
_ISO = re.compile(r"(?<=\d)t(?=\d\d:\d\d)")


def take_times(text: str) -> tuple[str, frozenset[str]]:
    """Split a (plain) text into what is left without its times of day, and those times as `HH:MM`."""
    found: set[str] = set()

    def keep(match: re.Match[str]) -> str:
        time = _clock(match)
        if time is None:
            return match[0]
        found.add(time)
        return " "

    def keep_named(match: re.Match[str]) -> str:
        found.add(f"{_NAMED[match[1]]:02d}:00")
        return " "

    text = _HOUR_IN_WORDS.sub(_in_figures, text) if _CLOCK_WORDS.search(text) else text
    text = _NOON_OR_MIDNIGHT.sub(keep_named, _ISO.sub(" ", text))
    text = _AT_HOUR.sub(keep, _CLOCK.sub(keep, text))
    return text, frozenset(found)


def bare_time(text: str) -> str | None:
    """The time meant where a time alone is asked: "12", "12.00", "8:30", "1200", "twelve"."""
    text = _HOUR_IN_WORDS.sub(_in_figures, text)
    match = _BARE.fullmatch(text) or _FOUR_FIGURES.fullmatch(text)
    return _clock(match) if match else None


def _in_figures(match: re.Match[str]) -> str:
    return str(_HOURS.index(match["hour"]) + 1)


def _clock(match: re.Match[str]) -> str | None:
    parts = match.groupdict()
    hour = int(parts["hour"])
    minute = int(parts.get("minute") or parts.get("after_h") or 0)
    half = (parts.get("half") or "")[:1] or _half_of_day(parts.get("part") or "", hour)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def _half_of_day(part: str, hour: int) -> str:
    if not part or hour > 12:
        return ""
    if part == "at night":
        return "p" if 6 <= hour < 12 else "a"
    return "a" if part.endswith("morning") else "p"
