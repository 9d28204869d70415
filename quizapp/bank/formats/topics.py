"""Topics from the category paths of Moodle, and back."""

from __future__ import annotations

import re

_ROOT = re.compile(r"\$(?:course|module|system|cat\d*)\$")
_SLASHES = re.compile(r"(?<!/)/(?!/)")


def topic_of(path: str) -> str:
    """The topic of a category path: its last names, without the place it has in a course.

    A doubled slash is a slash in a name.
    """
    names = [name.replace("//", "/").strip() for name in _SLASHES.split(path.strip())]
    kept = [name for name in names if name and not _ROOT.fullmatch(name)]
    if len(kept) > 1 and kept[0] == "top":
        kept = kept[1:]
    return ": ".join(kept)[:500]


def path_of(topic: str) -> str:
    """The category path of a topic."""
    return "$course$/top/" + "/".join(part.replace("/", "//") for part in topic.split(": "))
