"""The whole compilation: every part in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quizapp.bank.compilation.context import Context
from quizapp.bank.compilation.entities import compile_entities
from quizapp.bank.compilation.facts import FactCompiler
from quizapp.bank.compilation.heads import compile_attributes, compile_sources, compile_types
from quizapp.bank.compilation.written import compile_written
from quizapp.bank.faults import Findings
from quizapp.bank.schema import SetDocument
from quizapp.core.facts import FactSet


def compile_set(
    document: SetDocument, content_hash: str, loaded_terms: Mapping[str, tuple[str, ...]], findings: Findings
) -> FactSet:
    """The set ready to be asked; usable only if `findings` stayed empty."""
    context = Context(document, findings)
    context.types = compile_types(context)
    sources = compile_sources(context)
    attributes = compile_attributes(context)
    context.entities = compile_entities(context)
    facts = FactCompiler(context, attributes, sources).compile_all()
    written = compile_written(context, sources, first=len(facts))
    in_use = [fact.topic for fact in facts.values()] + [question.topic for question in written.values()]
    return FactSet(
        slug=document.set,
        title=document.title,
        hash=content_hash,
        summary=document.summary,
        language=document.language,
        general=document.general,
        licence=document.licence,
        credits=tuple(document.credits),
        topics=_topics(context, in_use),
        sources=sources,
        types=context.types,
        attributes=attributes,
        entities=context.entities,
        facts=facts,
        written=written,
        loaded_terms=loaded_terms,
    )


def _topics(context: Context, in_use: Iterable[str]) -> tuple[str, ...]:
    """The topics as listed by the author, or in the order in which the facts bring them up."""
    listed = context.document.topics
    used = list(dict.fromkeys(topic for topic in in_use if topic))
    if listed:
        for topic in used:
            context.known(topic, listed, "topic", ("topics",))
    return tuple(listed or used)
