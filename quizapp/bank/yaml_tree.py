"""YAML as plain mappings, lists and texts, read with libyaml so that nothing is guessed.

Every scalar stays the text that stands in the file. Anchors, aliases, tags, doubled keys and deep
nesting are refused while reading, before they can cost memory. Positions are not kept: they are
looked up in a second reading, and only for the places that have a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from sys import intern
from typing import Any

import yaml

from quizapp.bank.faults import MOST_FAULTS, Fault, Path, SetFaults

Tree = dict[str, Any] | list[Any] | str
MOST_BYTES = 20_000_000
MOST_NODES = 2_000_000
DEEPEST = 24
_OPENING = (yaml.MappingStartEvent, yaml.SequenceStartEvent)
_CLOSING = (yaml.MappingEndEvent, yaml.SequenceEndEvent)


@dataclass(frozen=True, slots=True)
class _Node:
    """A key, scalar or opening bracket met while reading, with its path and place."""

    path: Path
    place: tuple[int, int]
    """Line and column, from 1."""
    role: str
    """What it is: key, scalar, empty (nothing stands there), mapping or list."""
    value: str = ""


def read_tree(text: str, name: str) -> dict[str, Any]:
    """Read a YAML (or JSON) text whose top is a mapping. Raises SetFaults, named after `name`."""
    root: list[Any] = []
    stack: list[dict[str, Any] | list[Any]] = [root]
    faults: list[Fault] = []
    for node in _walk(text, name, faults):
        while len(stack) > len(node.path) + 1:
            stack.pop()
        if node.role == "key":
            continue
        _place(stack, node)
    if faults:
        raise SetFaults(faults)
    if not root or not isinstance(root[0], dict):
        raise SetFaults([Fault(name, 1, 1, "Y109", "a set is a mapping that begins with `set: its-slug`")])
    return root[0]


def positions(
    text: str, name: str, wanted: Iterable[tuple[Path, bool]]
) -> dict[tuple[Path, bool], tuple[int, int]]:
    """Line and column (from 1) of each wanted (path, whether its key is meant).

    A step that the document does not have (a shorthand was used there) is skipped, and what is
    missing altogether gets the place of what would hold it.
    """
    tree = read_tree(text, name)
    actual = {want: _actual(tree, want[0]) for want in wanted}
    paths = set(actual.values())
    keys: dict[Path, tuple[int, int]] = {(): (1, 1)}
    values: dict[Path, tuple[int, int]] = {}
    for node in _walk(text, name, []):
        if node.path in paths:
            if node.role in ("scalar", "empty"):
                values[node.path] = node.place
            else:
                keys.setdefault(node.path, node.place)
    return {
        want: keys.get(path, values.get(path, (1, 1)))
        if want[1]
        else values.get(path, keys.get(path, (1, 1)))
        for want, path in actual.items()
    }


def _actual(tree: Tree, path: Path) -> Path:
    """The part of a path that the document has."""
    node: Any = tree
    steps: list[str | int] = []
    for step in path:
        in_mapping = isinstance(node, dict) and step in node
        in_list = isinstance(node, list) and isinstance(step, int) and step < len(node)
        if in_mapping or in_list:
            node = node[step]
            steps.append(step)
    return tuple(steps)


def _place(stack: list[dict[str, Any] | list[Any]], node: _Node) -> None:
    """Put a scalar, or a new mapping or list, where it belongs in the tree."""
    holder = stack[-1]
    value: Tree = node.value
    if node.role in ("mapping", "list"):
        value = {} if node.role == "mapping" else []
        stack.append(value)
    if isinstance(holder, list):
        holder.append(value)
    elif node.role != "empty":  # `key:` with nothing behind it counts as not being there
        holder[str(node.path[-1])] = value


def _walk(text: str, name: str, faults: list[Fault]) -> Iterator[_Node]:
    """Go through a text; what may not stand in a set goes to `faults`, and ends the walk if it must."""
    try:
        yield from _Walk(name, faults).nodes(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        hint = "a text with braces, or with a colon and a space, goes in quotes"
        message = f"not readable as YAML: {error.problem or error.context} ({hint})"
        faults.append(Fault(name, *place, "Y103", message))
    except (yaml.YAMLError, UnicodeError):
        faults.append(Fault(name, 1, 1, "Y107", "a character that no text file holds (a control character?)"))


class _Walk:
    """The state of one reading: where we are, and what was seen there."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self._name = name
        self._faults = faults
        self._path: list[str | int] = []
        self._seen: list[set[str] | None] = []
        """Per open bracket: the keys of a mapping so far, or None for a list."""
        self._key_next: list[bool] = []
        self._nodes = 0
        self._documents = 0

    def nodes(self, events: Iterable[yaml.Event]) -> Iterator[_Node]:
        """Yield each node with its path; stop at the first thing that makes going on pointless."""
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
            if self._refused(event):
                return
            if isinstance(event, _CLOSING):
                self._close()
            elif isinstance(event, _OPENING):
                yield self._open(event)
            elif isinstance(event, yaml.ScalarEvent):
                yield self._scalar(event)

    def _refused(self, event: yaml.Event) -> bool:
        """Whether reading ends here, with a fault."""
        self._nodes += 1
        for applies, code, message in (
            (
                _is_reference(event),
                "Y104",
                "anchors and aliases (& and *) are not used in sets: write it out",
            ),
            (_is_tagged(event), "Y104", "tags (!) are not used in sets: every value is read as text"),
            (self._documents > 1, "Y108", "a set file holds one document: remove the line ---"),
            (
                self._is_key_bracket(event),
                "Y103",
                "a key is a text: one that begins with a brace goes in quotes",
            ),
            (len(self._seen) > DEEPEST, "Y106", f"nested deeper than {DEEPEST} levels"),
            (self._nodes > MOST_NODES, "Y102", f"more than {MOST_NODES:,} keys and values: divide the set"),
        ):
            if applies:
                self._fault(event, code, message)
                return True
        return False

    def _is_key_bracket(self, event: yaml.Event) -> bool:
        return isinstance(event, _OPENING) and bool(self._key_next) and self._key_next[-1]

    def _fault(self, event: yaml.Event, code: str, message: str) -> None:
        if len(self._faults) < MOST_FAULTS:
            self._faults.append(Fault(self._name, *_at(event), code, message))

    def _open(self, event: yaml.Event) -> _Node:
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._enter_item()
        node = _Node(tuple(self._path), _at(event), "mapping" if mapping else "list")
        self._seen.append(set() if mapping else None)
        self._key_next.append(mapping)
        if not mapping:
            self._path.append(-1)
        return node

    def _enter_item(self) -> None:
        """Count on in a list; in a mapping the key already stands in the path."""
        if self._seen and self._seen[-1] is None:
            self._path[-1] = int(self._path[-1]) + 1

    def _close(self) -> None:
        if self._seen.pop() is None:
            self._path.pop()
        self._key_next.pop()
        self._leave_value()

    def _leave_value(self) -> None:
        """After a mapping's value, its key leaves the path."""
        if self._seen and self._seen[-1] is not None:
            self._path.pop()
            self._key_next[-1] = True

    def _scalar(self, event: yaml.ScalarEvent) -> _Node:
        seen = self._seen[-1] if self._seen else None
        if seen is not None and self._key_next[-1]:
            key = intern(event.value)
            if key in seen:
                self._fault(event, "Y105", f"the key {key[:60]!r} stands twice in one mapping")
            seen.add(key)
            self._path.append(key)
            self._key_next[-1] = False
            return _Node(tuple(self._path), _at(event), "key")
        self._enter_item()
        role = "scalar" if event.value or event.style else "empty"
        node = _Node(tuple(self._path), _at(event), role, event.value)
        self._leave_value()
        return node


def _is_reference(event: yaml.Event) -> bool:
    return isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None


def _is_tagged(event: yaml.Event) -> bool:
    return getattr(event, "tag", None) not in (None, "!")


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)
