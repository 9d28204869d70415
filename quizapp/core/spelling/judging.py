"""Whether a typed text is the name that is asked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from quizapp.core.spelling.folding import fold, forms
from quizapp.core.spelling.variants import latin, numerals_of, skeleton, with_figures
from quizapp.core.verdicts import DONT_KNOW, Verdict, is_dont_know, neither, typed_text

SLIPS = ((8, 2), (5, 1), (0, 0))
"""Letters a name (and each of its words) has at least, and the slips forgiven in it."""
SHORT = 4
"""Letters of a word in which another letter makes another word (Iraq), and only lesser slips are forgiven."""
FIRST_LETTER_FREE = 8
"""Letters of a word from which even the first may be a slip; in shorter ones it makes another word."""

_BETWEEN_FIGURES = re.compile(r"(?<=\d) (?=\d)")

_EXACT = Verdict(True, 1.0, "exact")
_ALIAS = Verdict(True, 1.0, "alias")
_EMPTY = Verdict(False, 0.0, "empty", "Nothing was typed.")
_WRONG = Verdict(False, 0.0, "wrong", "This is not the name that is asked for.")
_OTHER = Verdict(False, 0.0, "other-name", "This is, or is nearer to, another name of the set.")


def judge_text(
    accepted: Sequence[str],
    rivals: Iterable[str],
    response: object,
    near_truths: Iterable[tuple[str, str]] = (),
    *,
    nouns: Collection[str] = (),
) -> Verdict:
    """What a typed response is worth where one of the accepted names, the first shown, is right.

    `rivals` are the names of other entities: a slip is refused if it is as near to one of them. `nouns`
    are words that may stand around the name ("town": the town of Jabrayil). `near_truths` are names that
    other accounts give, each with the note it is answered with. Raises WrongShape for what is no text.
    """
    if is_dont_know(response):
        return DONT_KNOW
    text = typed_text(response)
    if not any(map(_visible, text)):
        return _EMPTY
    if not fold(text):
        return _signs(text, accepted)
    notes = tuple(near_truths)
    typed = _Typed(text, nouns)
    if typed.is_any(accepted):
        return _EXACT if typed.is_any(accepted[:1]) else _ALIAS
    for name, note in notes:
        if typed.is_any([name]):
            return neither(note or "Other accounts give this name.")
    names = [*rivals, *(name for name, _ in notes)]
    return typed.nearly(accepted, names)


def _visible(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in "ZC"


def _signs(text: str, accepted: Sequence[str]) -> Verdict:
    """Names made of signs alone fold to nothing and must be met as they are."""
    return _EXACT if text.strip() in [name.strip() for name in accepted] else _WRONG


class _Typed:
    """A typed text in the spellings that it is compared in."""

    def __init__(self, text: str, nouns: Collection[str]) -> None:
        spelled = (*forms(text), *forms(latin(text.lower())))
        self.forms = tuple(dict.fromkeys((*spelled, *_without_nouns(spelled, nouns))))
        self.skeletons = {skeleton(form) for form in self.forms} | {skeleton(text)}
        self.compact = {_compact(form) for form in self.forms}

    def is_any(self, names: Iterable[str]) -> bool:
        """Whether it is one of the names but for case, accents, blanks, word order and numerals."""
        return any(
            not self.compact.isdisjoint(map(_compact, forms(name))) or self._reordered(name) for name in names
        )

    def _reordered(self, name: str) -> bool:
        plain = fold(name)
        words = sorted(plain.split())
        return len(words) > 1 and any(
            sorted(form.split()) == words and _figures(form) == _figures(plain) for form in self.forms
        )

    def nearly(self, accepted: Sequence[str], rivals: Iterable[str]) -> Verdict:
        """Whether it is a variant or a slip of an accepted name and not as near to a rival."""
        right = {form for name in accepted for form in forms(name)}
        others = {form for name in rivals for form in forms(name)} - right
        if not self.compact.isdisjoint(map(_compact, others)):
            return _OTHER
        variant = any(self._sounds_like(name) for name in accepted)
        distance = min((d for name in right if (d := self._slips(name)) is not None), default=None)
        if not variant and distance is None:
            return _WRONG
        return self._unless_rival(variant, distance, right, others, accepted[0])

    def _unless_rival(
        self, variant: bool, distance: int | None, right: set[str], others: set[str], shown: str
    ) -> Verdict:
        reach = self._distance(right) if distance is None else distance
        near = [name for name in others if skeleton(name) in self.skeletons]
        if not variant and (near or self._borrows(right, others)):
            return _OTHER
        pool = near if variant else others
        if self._distance(pool, reach) <= reach:
            return _OTHER
        if variant:
            return _ALIAS
        return Verdict(True, 1.0, "typo", f"Accepted; the spelling is {shown}.")

    def _borrows(self, right: set[str], others: set[str]) -> bool:
        """Whether a word of it stands in another name and in none of the accepted ones (Dominican)."""
        own = {word for name in right for word in name.split()}
        typed = {word for form in self.forms for word in form.split() if _forgiven(word)} - own
        return bool(typed) and any(not typed.isdisjoint(name.split()) for name in others)

    def _sounds_like(self, name: str) -> bool:
        same_numerals = any(numerals_of(form) == numerals_of(fold(name)) for form in self.forms)
        return same_numerals and skeleton(name) in self.skeletons

    def _slips(self, name: str) -> int | None:
        """The number of slips that make the name of the text; None if more than are forgiven."""
        found = [slips for form in self.forms if (slips := _slips_between(form, name)) is not None]
        return min(found, default=None)

    def _distance(self, names: Collection[str], most: int | None = None) -> int:
        """The smallest distance to one of the names; a large number if all lie beyond `most`."""
        best = 1_000
        for form in self.forms:
            hit = process.extractOne(form, names, scorer=DamerauLevenshtein.distance, score_cutoff=most)
            best = min(best, int(hit[1])) if hit else best
        return best


def _slips_between(typed: str, name: str) -> int | None:
    limit = max(_forgiven(name), int(_slurred(typed, name)))
    distance = DamerauLevenshtein.distance(typed, name, score_cutoff=limit)
    if distance > limit or numerals_of(typed) != numerals_of(name):
        return None
    words, meant = typed.split(), name.split()
    if len(words) != len(meant):
        words, meant = [_compact(typed)], [_compact(name)]
    return distance if all(map(_word_forgiven, words, meant)) else None


def _word_forgiven(typed: str, word: str) -> bool:
    """Whether the slips in one word are few, so that no other word comes of it (north, south)."""
    if typed == word or _slurred(typed, word):
        return True
    same_begin = typed[:1] == word[:1] or typed[:2] == word[1::-1]
    if not same_begin and len(word) < FIRST_LETTER_FREE:
        return False
    limit = _forgiven(word)
    return DamerauLevenshtein.distance(typed, word, score_cutoff=limit) <= limit


def _slurred(typed: str, word: str) -> bool:
    """Whether in a short word two neighbouring letters have changed places, or one inside is left out."""
    if len(word) != SHORT or not word.isalpha() or typed[:1] != word[:1]:
        return False
    left_out = len(typed) == SHORT - 1 and typed[-1] == word[-1]
    if not left_out and sorted(typed) != sorted(word):
        return False
    return DamerauLevenshtein.distance(typed, word) <= 1


def _forgiven(name: str) -> int:
    letters = sum(map(str.isalpha, name))
    return next(slips for least, slips in SLIPS if letters >= least)


def _compact(folded: str) -> str:
    """The folded text without blanks, except between figures: 8 13 is not 813."""
    return _BETWEEN_FIGURES.sub("-", with_figures(folded)).replace(" ", "")


def _figures(folded: str) -> list[str]:
    return re.findall(r"\d+", folded)


def _without_nouns(folded: Iterable[str], nouns: Collection[str]) -> list[str]:
    """The texts without a noun before ("town of …") or behind ("… town") the name."""
    found: list[str] = []
    for noun in filter(None, map(fold, nouns)):
        for form in folded:
            for before in (f"{noun} of ", f"{noun} "):
                if form.startswith(before):
                    found.append(form.removeprefix(before))
            if form.endswith(f" {noun}"):
                found.append(form.removesuffix(f" {noun}"))
    return found
