"""What Citus asks of a statement, as far as the statement itself tells.

A statement that one shard can answer may say anything; of the others Citus refuses locks, correlated
subqueries that are not joined by the distribution column, and recursive queries. From Citus' documentation,
"SQL Support and Workarounds". Statements are read as SQLAlchemy words them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quizapp.db.distribution import KEY, is_learner_owned
from quizapp.services.copying import tables

OWNED = {table.name for table in tables() if is_learner_owned(table)}
_NAMED = re.compile(r"(?:\b(?:FROM|JOIN|UPDATE|INTO|ONLY)|,)\s+(\w+)(?:\s+AS\s+(\w+))?(?![\w.(])")
_SAME = re.compile(rf"\b(\w+)\.{KEY} = (\w+)\.{KEY}\b")
_HELD = re.compile(rf"\b(\w+)\.{KEY} (?:= (?:%\(|%s|\?|CAST\(|[0-9])|IN \((?:%\(\w+\)s(?:::\w+)?|\?)\))")
_INSERTED = re.compile(rf"^INSERT INTO (\w+) \({KEY}\b[^)]*\) VALUES")


def is_routed(statement: str) -> bool:
    """Whether one shard can answer it: each learner-owned table in it is held to one learner."""
    return not _loose(statement.replace('"', ""), set())


@cache
def refusal(statement: str) -> str:
    """Why Citus refuses a statement; empty where nothing is known against it."""
    if is_routed(statement):
        return ""
    statement = statement.replace('"', "")
    if " FOR UPDATE" in statement:
        return "locks rows on several shards"
    if "RECURSIVE" in statement:
        return "a recursive query over several shards"
    if any(_correlated(inner, statement) for inner in _parts(statement)[1]):
        return "a correlated subquery over several shards"
    return ""


def _loose(statement: str, held: set[str]) -> set[str]:
    """Names of learner-owned tables, subqueries' too, that are not held to the learner."""
    own, inner = _parts(statement)
    if _INSERTED.match(own):
        return set()
    names = {alias or table for table, alias in _NAMED.findall(own) if table in OWNED}
    known = held | set(_HELD.findall(own))
    for _ in names:
        for one, other in _SAME.findall(own):
            if known & {one, other}:
                known |= {one, other}
    loose = names - known
    return loose.union(*(_loose(part, known) for part in inner))


def _correlated(inner: str, whole: str) -> bool:
    """Whether a subquery names a table of the statement around it, and is not joined to it by the learner."""
    own = {alias or table for table, alias in _NAMED.findall(inner)}
    outside = {alias or table for table, alias in _NAMED.findall(whole)} - own
    joined = any({one, other} & own and {one, other} & outside for one, other in _SAME.findall(inner))
    return not joined and bool(set(re.findall(r"\b(\w+)\.\w+", inner)) & outside)


def _parts(statement: str) -> tuple[str, list[str]]:
    """The statement without its subqueries, and these."""
    inner = list(_subqueries(statement))
    for part in inner:
        statement = statement.replace(f"({part})", "()", 1)
    return statement, inner


def _subqueries(statement: str) -> Iterator[str]:
    start = 0
    while (begin := statement.find("(SELECT", start)) >= 0:
        depth, end = 1, begin + 1
        while depth:
            depth += {"(": 1, ")": -1}.get(statement[end], 0)
            end += 1
        yield statement[begin + 1 : end - 1]
        start = end
