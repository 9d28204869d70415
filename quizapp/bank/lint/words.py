"""Words that rules look for, per language; a language without a list is not judged by them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

ALL_OR_NONE = {
    "en": ("all of the above", "none of the above", "all of these", "none of these", "both of the above"),
    "de": ("alle genannten", "keine der genannten", "keines davon", "alle davon"),
    "fr": ("toutes ces réponses", "aucune de ces réponses", "tous les précédents", "aucun des précédents"),
    "es": ("todas las anteriores", "ninguna de las anteriores"),
    "ru": ("все вышеперечисленное", "ничего из вышеперечисленного", "все перечисленное"),
    "tr": ("hepsi", "hiçbiri"),
    "az": ("hamısı", "heç biri"),
}
ABSOLUTE_OR_VAGUE = {
    "en": (
        "always",
        "never",
        "completely",
        "absolutely",
        "totally",
        "usually",
        "often",
        "sometimes",
        "rarely",
        "seldom",
        "frequently",
        "generally",
        "possibly",
        "perhaps",
        "maybe",
    ),
    "de": ("immer", "niemals", "nie", "völlig", "meistens", "oft", "manchmal", "selten", "vielleicht"),
    "fr": ("toujours", "jamais", "complètement", "souvent", "parfois", "rarement", "généralement"),
    "es": ("siempre", "nunca", "completamente", "a menudo", "a veces", "raramente", "quizás"),
    "ru": ("всегда", "никогда", "полностью", "обычно", "часто", "иногда", "редко", "возможно"),
}
NEGATIVE = {
    "en": (
        "not",
        "except",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "doesn't",
        "don't",
        "didn't",
        "cannot",
        "can't",
        "incorrect",
    ),
    "de": ("nicht", "kein", "keine", "keiner", "keines", "außer", "ausgenommen"),
    "fr": ("pas", "sauf", "excepté", "aucun", "aucune"),
    "es": ("no", "excepto", "salvo", "ninguno", "ninguna"),
    "ru": ("не", "кроме", "нет"),
}
_QUOTES = frozenset('“„«"‘')
_QUOTED = re.compile(r"“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|\"[^\"\n]*\"|‘[^’\n]*’(?!\w)")


def lookup(table: dict[str, tuple[str, ...]], language: str) -> tuple[str, ...]:
    """The words of a language (`en-GB` counts as `en`)."""
    return table.get(language.split("-", maxsplit=1)[0].lower(), ())


def outside_quotations(text: str) -> str:
    """The text without what stands in quotation marks."""
    return _QUOTED.sub(" “” ", text) if _QUOTES.intersection(text) else text


@cache
def pattern(words: Iterable[str], *, prefixes: bool = False) -> re.Pattern[str] | None:
    """Finds any of the words whole; with `prefixes`, one that ends with `*` also as a beginning."""
    ends = [
        re.escape(word[:-1]) + r"\w*" if prefixes and word.endswith("*") else re.escape(word)
        for word in sorted(words, key=len, reverse=True)
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(ends)})(?!\w)", re.IGNORECASE) if ends else None
