"""Sentences of graders and services in the visitor's language.

The rooms below speak plain English and know no language of pages; here their sentences are known again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from quizapp.core.verdicts import Verdict
from quizapp.web.languages import SOURCE
from quizapp.web.words import gettext, locale_tag

_PLACE = re.compile(r"%\\\((\w+)\\\)s")


def N_(text: str) -> str:  # noqa: N802 - the name by which extraction knows a text to translate later
    """The text itself, marked for the catalogues."""
    return text


VERDICTS: Mapping[str, Sequence[str]] = {
    "about": (N_("Right; the source says about."),),
    "above-bound": (N_("The source says %(figure)s."),),
    "dont-know": (N_("Not known yet."),),
    "empty": (N_("Nothing was typed."),),
    "far": (N_("%(km)s km from the place."),),
    "inside": (
        N_("Right; the source gives only the year."),
        N_("Right; the source gives only the month."),
        N_("Right; the source gives only the day."),
    ),
    "month-right": (N_("The month is right, the day is not."),),
    "near": (N_("%(km)s km from the place."),),
    "near-truth": (
        N_("Other accounts give this date."),
        N_("Other accounts give this name."),
        N_("Other accounts give this number."),
    ),
    "no-time": (N_("The day is right; the source gives the time of day too."),),
    "no-year": (N_("Right as far as it goes; the year is missing."),),
    "not-a-date": (N_("This could not be read as one date; write it like 4 October 2020."),),
    "not-a-number": (N_("This could not be read as one number; write it like 1,000."),),
    "other-name": (N_("This is, or is nearer to, another name of the set."),),
    "other-time": (N_("The day is right, the time of day is not."),),
    "other-year": (N_("Day and month are right, the year is not."),),
    "part-of-range": (
        N_("The source gives two days."),
        N_("The source gives a longer time than this."),
        N_("The source says from when on."),
    ),
    "partly-ordered": (N_("%(right)s of %(count)s are in the right order."),),
    "partly-right": (N_("%(right)s of %(count)s pairs are right."),),
    "typo": (N_("Accepted; the spelling is %(name)s."),),
    "wrong": (N_("This is not the name that is asked for."),),
    "wrong-bound": (N_("The figure is right, what is said of it is not."),),
    "wrong-date": (N_("This is another date."),),
    "wrong-number": (N_("This is another number."),),
    "wrong-order": (N_("%(right)s of %(count)s are in the right order."),),
    "wrong-pairs": (N_("%(right)s of %(count)s pairs are right."),),
    "wrong-unit": (N_("The number is right, what it counts is not."),),
    "year-right": (N_("The year is right."), N_("The year is right; the source gives the month.")),
}
"""By the code of a verdict, what it says."""

REFUSALS: Sequence[str] = (
    N_("choose a point on the map, or give its latitude and longitude"),
    N_("email: there is an account with this address already; sign in, or reset its password"),
    N_("give an e-mail address or a username"),
    N_("give each one a place of its own"),
    N_("no set of yours speaks of this day"),
    N_("none of these can be asked today (any more)"),
    N_("nothing in this choice can be asked in this way; choose more topics, facts or kinds"),
    N_("password: use %(low)s to %(high)s characters"),
    N_("text: at most %(most)s characters"),
    N_("text: say what is wrong in at most %(most)s characters"),
    N_("the card was answered or changed again since; this answer stands"),
    N_("there is no answer of today to take back"),
    N_("there is no set %(name)s"),
    N_("there is no such account"),
    N_("there is no such answer of yours"),
    N_("there is no such practice quiz"),
    N_("this answer cannot be read otherwise"),
    N_("this answer is longer than any answer can be, or not of the question's form"),
    N_("this answer was taken back"),
    N_("this calendar is not there any more"),
    N_("this card was not introduced to you yet"),
    N_("this is not the current question of the quiz"),
    N_("this link is not complete; copy all of it, or change your settings"),
    N_("this link was used already or is too old; ask for a new one"),
    N_("this link was used already; ask for a new one"),
    N_("this question was answered before; the first answer stands"),
    N_("this set is not among your sets (any more)"),
    N_("username: somebody has this name already; choose another"),
    N_("username: use %(low)s to %(high)s letters, digits, dots, hyphens or underscores"),
    N_("you are not studying the set %(name)s"),
)
"""What services and forms refuse with on the pages of learners."""


def verdict_words(verdict: Verdict) -> str:
    """What a verdict says. A note that a set's author wrote stays in the words of the set."""
    return _translated(verdict.message, VERDICTS.get(verdict.reason, ())) or verdict.message


def told(text: str, otherwise: str = "") -> str:
    """A refusal in the visitor's language; where only its English is known, what to say otherwise."""
    known = _translated(text, REFUSALS)
    return known or (text if locale_tag() == SOURCE else otherwise)


def _translated(text: str, known: Sequence[str]) -> str:
    for sentence in known:
        if found := _pattern(sentence).fullmatch(text):
            return gettext(sentence, **found.groupdict())
    return ""


@cache
def _pattern(sentence: str) -> re.Pattern[str]:
    """The sentence with anything in its places."""
    return re.compile(_PLACE.sub(lambda place: f"(?P<{place[1]}>.+)", re.escape(sentence)))
