"""Ids made from names."""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 60


def slug(text: str) -> str:
    """An id for a name: `Côte d'Ivoire` gives `cote-d-ivoire`; other scripts keep their letters."""
    folded = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    joined = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFC", plain).casefold()).strip("-")
    return joined[:_LONGEST].rstrip("-") or "x"
