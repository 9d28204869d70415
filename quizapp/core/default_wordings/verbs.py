"""What sort of words the title of an attribute is: a noun, a participle, or something only to be quoted."""

from __future__ import annotations

import re

LOWER_BOUND = "lower bound"
"""The precision of figures above which others may be true as well."""
PREPOSITIONS = frozenset({"on", "in", "at", "by", "of", "from", "to", "since", "until", "with", "for", "as"})
_SINGULAR_ENDINGS = ("ss", "us", "is", "series", "species", "address", "news", "physics")
_OTHER_PLURALS = ("people", "women", "children", "feet", "sheep", "aircraft")
_DID = {
    "died": "die", "ended": "end", "started": "start", "began": "begin", "lived": "live", "fell": "fall",
    "happened": "happen", "occurred": "occur", "arrived": "arrive", "departed": "depart", "sank": "sink",
    "retired": "retire", "graduated": "graduate", "reigned": "reign", "appeared": "appear", "took place":
    "take place", "disappeared": "disappear", "emerged": "emerge", "erupted": "erupt", "landed": "land",
    "resigned": "resign", "abdicated": "abdicate", "flourished": "flourish", "collapsed": "collapse",
    "seceded": "secede", "existed": "exist", "ruled": "rule", "debuted": "debut", "joined": "join",
    "entered": "enter", "flew": "fly", "won": "win", "acceded": "accede", "surrendered": "surrender",
}  # fmt: skip
"""Past forms that are no passive, with what stands after "did"."""
_WAS = frozenset(
    {
        *("born", "built", "rebuilt", "fought", "held", "written", "made", "sold", "taken", "lost", "sent"),
        *(
            "drawn",
            "begun",
            "shot",
            "sunk",
            "broken",
            "laid",
            "found",
            "struck",
            "hung",
            "cut",
            "cast",
            "set",
        ),
        *("put", "brought", "known", "seen", "beaten", "overthrown", "rewritten", "given", "spoken", "grown"),
        *("withdrawn", "redrawn", "forgotten", "frozen", "woven", "bought", "paid", "lit", "left", "led"),
        *("chosen", "stolen", "shown", "thrown", "sworn", "hit"),
    }
)
"""Participles that do not end in -ed."""
_OTHER_VERBS = frozenset(
    {
        *("has", "have", "had", "is", "are", "was", "were", "can", "could", "does", "do", "did", "will"),
        *(
            "would",
            "may",
            "must",
            "should",
            "lies",
            "lives",
            "plays",
            "departs",
            "arrives",
            "opens",
            "closes",
        ),
        *("starts", "ends", "begins", "runs", "speaks", "eats", "means", "belongs", "contains", "includes"),
        *("uses", "wears", "rules", "leads", "weighs", "costs", "lasts", "stands", "flies", "grows", "makes"),
        *("sells", "wins"),
    }
)


_BEHIND_A_NOUN = re.compile(r" (?:per|of|in|at|for|by|to|on|with|from|a|an|\() ?.*$")
"""What may follow a noun without being it: doses per day."""
_ADVERBS = ("first", "last", "originally", "officially", "formally", "finally", "newly")
PERSONS = frozenset(
    """
    referee author composer director king queen president captain coach manager inventor discoverer founder
    architect painter sculptor mother father wife husband spouse owner leader winner champion successor
    predecessor mediator writer singer actor actress conductor librettist poet designer engineer mayor
    minister governor emperor empress pope bishop ambassador commander signatory runner-up teacher player
    scorer artist photographer producer publisher translator editor illustrator ruler monarch
    """.split()  # noqa: SIM905
)
"""Nouns that are persons: asked for with "who"."""


def is_person(label: str) -> bool:
    """Whether an English noun says that a person is meant."""
    words = _BEHIND_A_NOUN.sub("", label.casefold()).split()
    return bool(words) and words[-1] in PERSONS


def is_plural(label: str) -> bool:
    """Whether an English noun looks like several of it."""
    label = _BEHIND_A_NOUN.sub("", label)
    if label.casefold().endswith(_OTHER_PLURALS):
        return True
    return label.endswith("s") and not label.endswith(_SINGULAR_ENDINGS)


def after_did(label: str) -> str:
    """The verb of "died" or "died on" as it stands after "did"; "" where it is none of these."""
    return _DID.get(label.casefold()) or _DID.get(_without_preposition(label), "")


def participle(label: str) -> str:
    """The participle of "founded" or "fought on", to stand after "was"; "" where it is none."""
    word = _without_preposition(label)
    adverb, _, last = word.rpartition(" ")
    is_one = last in _WAS or (last.endswith("ed") and len(last) > 4)
    return (
        word
        if is_one
        and (not adverb or adverb in _ADVERBS)
        and word not in ("seed", "speed", "breed", "bleed", "greed")
        else ""
    )


def is_noun(label: str) -> bool:
    """Whether the label can stand after "the"; what is no noun is quoted."""
    words = label.casefold().split()
    if not words or words[0] in _OTHER_VERBS or words[-1] in PREPOSITIONS or label.endswith("?"):
        return False
    return not (participle(label) or after_did(label))


def _without_preposition(label: str) -> str:
    words = label.casefold().split()
    return " ".join(words[:-1] if len(words) > 1 and words[-1] in ("on", "in", "at") else words)
