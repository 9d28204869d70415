"""What every part of the compilation needs: the document, and where to note faults."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from quizapp.bank.faults import Findings, Path
from quizapp.bank.schema import SetDocument
from quizapp.core.facts import Entity, EntityType


class Context:
    """One compilation on its way."""

    def __init__(self, document: SetDocument, findings: Findings) -> None:
        self.document = document
        self.findings = findings
        self.types: Mapping[str, EntityType] = {}
        self.entities: Mapping[str, Entity] = {}
        self._ancestors: dict[str, tuple[str, ...]] = {}

    def known(self, name: str, names: Iterable[str], what: str, path: Path) -> bool:
        """Whether `name` is one of `names`; notes a fault (with the nearest name) if it is not."""
        names = names if isinstance(names, Mapping) else list(names)
        if name in names:
            return True
        near = difflib.get_close_matches(name, list(names)[:5000], n=1) if len(name) <= 60 else []
        hint = f" (did you mean {near[0]!r}?)" if near else ""
        self.findings.add(path, "R101", f"there is no {what} {name[:60]!r} in this set{hint}")
        return False

    def is_a(self, entity_type: str, wanted: Iterable[str]) -> bool:
        """Whether a type is one of the wanted ones or a descendant of one."""
        if entity_type not in self._ancestors:
            self._ancestors[entity_type] = self._line_of(entity_type)
        return not set(self._ancestors[entity_type]).isdisjoint(wanted)

    def _line_of(self, entity_type: str) -> tuple[str, ...]:
        line: list[str] = []
        while entity_type and entity_type not in line:
            line.append(entity_type)
            found = self.types.get(entity_type)
            entity_type = found.parent if found else ""
        return tuple(line)


def in_language(words: Mapping[str, str], language: str) -> dict[str, str]:
    """A mapping from language to text in which a text without language counts as the set's own."""
    return {key or language: text for key, text in words.items()}


def find_cycle(edges: Mapping[str, Iterable[str]]) -> list[str]:
    """Some circle in a graph given as node to neighbours, its first node repeated at the end; or []."""
    done: set[str] = set()
    for start in edges:
        trail: dict[str, None] = {}
        stack = [(start, iter(edges[start]))] if start not in done else []
        trail.update({start: None} if stack else {})
        while stack:
            node, neighbours = stack[-1]
            following = next(neighbours, None)
            if following is None:
                done.add(node)
                trail.pop(node)
                stack.pop()
            elif following in trail:
                circle = list(trail)
                return [*circle[circle.index(following) :], following]
            elif following not in done and following in edges:
                trail[following] = None
                stack.append((following, iter(edges[following])))
    return []
