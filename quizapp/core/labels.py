"""How facts stand among options: the entity under its label, the value with what it is."""

from __future__ import annotations

from quizapp.core import naming
from quizapp.core.facts import Fact
from quizapp.core.material import Material
from quizapp.core.phrasing import keeps_secret
from quizapp.core.templates import Template, has
from quizapp.core.wording import raised, render, worded, words


def label(material: Material, fact: Fact) -> str:
    """How the fact's entity stands as an option of a reverse question: by what does not tell the value."""
    known: dict[str, str] = material.memory("label")
    if fact.id not in known:
        template = worded(material, fact).label
        text = render(material, template, fact, entity=_entity(material, fact, template))
        known[fact.id] = text if _stands_as_it_is(material, fact, text) else raised(text)
    return known[fact.id]


def _stands_as_it_is(material: Material, fact: Fact, text: str) -> bool:
    """Whether the text is a name, which keeps its first letter; an article before a name does not."""
    if any(text.startswith(article) for article in naming.ARTICLES):
        return False
    return any(text == name.text for name in material.entity(fact).names)


def why(material: Material, fact: Fact) -> str:
    """What the fact's value is, for whoever chose it elsewhere: "City Day of Fuzuli"."""
    known: dict[str, str] = material.memory("why")
    if fact.id not in known:
        value = material.value(fact)
        template = worded(material, fact).why
        text = words(material, value) if value is not None else ""
        known[fact.id] = render(
            material, template, fact, value=text, entity=_entity(material, fact, template)
        )
    return known[fact.id]


def _entity(material: Material, fact: Fact, template: Template) -> str:
    """Name or description: the first that does not say the value, if the template has a place for it."""
    value = material.value(fact)
    entity = material.entity(fact)
    if value is None or not has(template, "entity"):
        return naming.display(entity)
    fits = keeps_secret(material, value)
    return next(filter(fits, naming.named_first(entity)), naming.display(entity))
