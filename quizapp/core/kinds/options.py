"""Options of closed kinds: taken from the pool, put in natural order, each with what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from string import ascii_lowercase

from quizapp.core import key_places, labels, leaks, naming, selection, statements, stems, wording
from quizapp.core.calendar import MonthDay, PartialDate
from quizapp.core.candidates import Candidate, label_bearers
from quizapp.core.distractors import SIDE, key_of, pool
from quizapp.core.facts import EntityRef, Fact, Point
from quizapp.core.kinds.protocol import Request
from quizapp.core.material import Material
from quizapp.core.questions import Direction, Option
from quizapp.core.selection import Sides
from quizapp.core.stems import Stem

_ANOTHER = {"en": "another {}", "az": "başqa {}", "hy": "մեկ այլ {}", "tr": "başka bir {}"}
MOST_WRONG = 4
"""Wrong options beside the key of a choice question."""
TRIES = 4
"""How often options are drawn again when the stem would point at the key alone."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to put a question: a stem and the candidates that fit it."""

    stem: Stem
    key: Candidate
    candidates: tuple[Candidate, ...]
    hinted: bool
    """The stem shares a word with the key, so some option must share it too."""
    sides: Sides


def ways(material: Material, fact: Fact, direction: Direction, wanted: int = SIDE) -> tuple[Way, ...]:
    """The ways to ask the fact with `wanted` wrong options, the one with the year in its stem first."""
    known: dict[tuple[str, Direction, int], tuple[Way, ...]] = material.memory("ways")
    key = (fact.id, direction, max(wanted, SIDE))
    found = known.get(key)
    if found is None:
        found = known[key] = tuple(_ways(material, fact, direction, key[-1]))
    return found


def _ways(material: Material, fact: Fact, direction: Direction, side: int) -> Iterator[Way]:
    """One way after the other, until there are enough candidates."""
    for stem in reversed(stems.closed_stems(material, fact, direction)):
        way = _way(material, fact, direction, stem, side)
        yield way
        if len(way.candidates) >= MOST_WRONG:
            return


def _way(material: Material, fact: Fact, direction: Direction, stem: Stem, side: int) -> Way:
    key = key_of(material, fact, direction)
    fitting = pool(material, fact, direction, side)
    if stem.year or stem.month:
        fitting = tuple([one for one in fitting if _fits(one, key, stem)])
    if isinstance(key.value, PartialDate) and not stem.year:
        fitting = tuple(sorted(fitting, key=lambda one: _other_year(one, key)))
    hinted = leaks.shares(stem.text, _shown(material, key, stem))
    return Way(stem, key, fitting, hinted, selection.sides(key, fitting))


def _fits(candidate: Candidate, key: Candidate, stem: Stem) -> bool:
    """Whether the candidate has the year and month that the stem states."""
    one, other = candidate.value, key.value
    if isinstance(one, PartialDate) and isinstance(other, PartialDate):
        year_differs = (one.start[0], one.end[0]) != (other.start[0], other.end[0])
        if stem.year and year_differs:
            return False
        return not (stem.month and one.start[1] != other.start[1])
    if isinstance(one, MonthDay) and isinstance(other, MonthDay):
        return not (stem.month and one.month != other.month)
    return True


def _other_year(candidate: Candidate, key: Candidate) -> bool:
    one, other = candidate.value, key.value
    return isinstance(one, PartialDate) and isinstance(other, PartialDate) and one.start[0] != other.start[0]


def draw(
    material: Material, request: Request, random: Random, found: Sequence[Way], wanted: int
) -> tuple[Way, list[Candidate]] | None:
    """A way of asking and `wanted` candidates for it, or as many as there are; None where there is none."""
    wanted = min(wanted, max((len(way.candidates) for way in found), default=0))
    if wanted < 1:
        return None
    way = next(way for way in found if len(way.candidates) >= wanted)
    for _ in range(TRIES):
        place = _place(material, request, random, selection.places(way.sides, wanted), wanted)
        chosen = selection.choose(random, way.sides, wanted, place)
        if not way.hinted or not _points_at_key(material, way, chosen):
            return way, chosen
    return None


def _place(material: Material, request: Request, random: Random, places: Sequence[int], wanted: int) -> int:
    if request.direction == "reverse":
        return random.choice(places)
    return key_places.drawn(material, random, request.fact, places, wanted)


def _points_at_key(material: Material, way: Way, chosen: Iterable[Candidate]) -> bool:
    others = [_shown(material, candidate, way.stem) for candidate in chosen]
    return leaks.gives_away(way.stem.text, _shown(material, way.key, way.stem), others)


def _shown(material: Material, candidate: Candidate, stem: Stem) -> str:
    """The text of an option: without its year where the stem has it."""
    if stem.year and isinstance(candidate.value, PartialDate):
        return wording.words(material, candidate.value, year=False)
    return candidate.text


def as_options(
    material: Material, request: Request, way: Way, candidates: Iterable[Candidate]
) -> tuple[Option, ...]:
    """The candidates as lettered options, in the order given."""
    return tuple(
        Option(
            letter,
            text := _shown(material, candidate, way.stem),
            reason(material, request, candidate, text),
            wording.machine(candidate.value),
        )
        for letter, candidate in zip(ascii_lowercase, candidates, strict=False)
    )


def reason(material: Material, request: Request, candidate: Candidate, shown: str) -> str:
    """What the option is: "City Day of Fuzuli", "17 October 2020: the town of Fuzuli"."""
    if candidate.reason:
        return candidate.reason
    if request.direction == "reverse":
        return _value_of(material, request.fact, candidate)
    if candidate.fact is None:
        return _sort_of_thing(material, request.fact, candidate)
    known: dict[tuple[str, str], str] = material.memory("reasons")
    key = (candidate.fact.id, shown)
    if key not in known:
        value = material.value(candidate.fact)
        full = wording.words(material, value, bound=False) if value is not None else shown
        text = labels.why(material, candidate.fact)
        known[key] = text if full == shown or not text else f"{full}: {text}"
    return known[key]


def _value_of(material: Material, fact: Fact, candidate: Candidate) -> str:
    alike = label_bearers(material, fact.attribute).get(candidate.folded, ())
    values = [material.value(other) for other in alike if other.qualifiers == fact.qualifiers]
    texts = [wording.words(material, value) for value in values if value is not None]
    return ", ".join(dict.fromkeys(texts)) if len(texts) > 1 else "".join(texts)


def _sort_of_thing(material: Material, asked: Fact, candidate: Candidate) -> str:
    """What the set tells of an entity that has nothing to do with what is asked, or else its type."""
    if not isinstance(candidate.value, EntityRef):
        return ""
    known: dict[tuple[str, str, str], str] = material.memory("sorts of things")
    account = statements.attribution(material, asked)
    key = (candidate.value.id, asked.attribute, account)
    if key not in known:
        known[key] = _told_of(material, key) or _another(material, candidate.value.id)
    return known[key]


def _told_of(material: Material, key: tuple[str, str, str]) -> str:
    """Where the same attribute has it as a value, or the first thing that the same account says of it."""
    entity, attribute, account = key
    mentions = material.mentions.get(entity, ())
    for fact in mentions:
        if fact.attribute == attribute and not fact.sensitive and material.value(fact) is not None:
            return labels.why(material, fact)
    for fact in (*material.facts_of(entity), *mentions):
        value = material.value(fact)
        if value is None or isinstance(value, Point) or fact.sensitive or not fact.asked:
            continue
        if statements.attribution(material, fact) == account:
            return wording.raised(statements.sentence(material, fact)).rstrip(".")
    return ""


def _another(material: Material, entity: str) -> str:
    word = naming.type_word(material, material.facts.entities[entity].type)
    return _ANOTHER.get(material.language, "{}").format(word)
