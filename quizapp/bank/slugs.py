"""Ids made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from quizapp.core.spelling.variants import latin

_LONGEST = 60
_LEAST = 3
"""Letters and figures from which a name tells sets apart."""
_AZERBAIJANI = str.maketrans("əı", "ei")


def slug(text: str) -> str:
    """An id for a name: `Côte d'Ivoire` gives `cote-d-ivoire`; other scripts keep their letters."""
    folded = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    joined = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain).casefold()).strip("-")
    return joined[:_LONGEST].rstrip("-") or "x"


def set_slug(name: str, otherwise: str) -> str:
    """The slug of a set called so, in the letters that an address takes: `Города мира` gives `goroda-mira`.

    Where no more than a trace of the name can be written so, `otherwise` and a hash that is the
    name's own: two names never share a slug by having nothing left.
    """
    composed = unicodedata.normalize("NFC", name).casefold()
    letters = sum(character.isalnum() for character in composed)
    written = slug(latin(composed).translate(_AZERBAIJANI)).encode("ascii", "ignore").decode()
    found = re.sub(r"-+", "-", written).strip("-")
    if not letters:
        return otherwise
    if sum(character.isalnum() for character in found) >= min(letters, _LEAST):
        return found
    return f"{otherwise}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
