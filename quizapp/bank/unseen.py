"""Characters that nobody sees: joiners, marks of direction, blanks without width."""

from __future__ import annotations

import re

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def is_seen(text: str) -> bool:
    """Whether anything of the text can be seen."""
    return bool(_UNSEEN.sub("", text).strip())


def seen(text: str) -> str:
    """The text, if anything of it can be seen. Raises ValueError."""
    if not is_seen(text):
        raise ValueError("a name is something that can be seen: this is empty")
    return text
