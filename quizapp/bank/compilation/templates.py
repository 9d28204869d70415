"""The templates of attributes: complete per language and type, and with no unknown placeholder."""

from __future__ import annotations

from quizapp.bank.compilation.context import Context, in_language
from quizapp.bank.faults import Path
from quizapp.bank.schema import AttributeShape, TemplatesShape
from quizapp.core.facts import Wording
from quizapp.core.templates import TemplateFault, parse, slots

PARTS = ("forward", "reverse", "statement", "label", "why")
_FIXED = frozenset({"entity", "value", "in_year", "type", "types"})


def compile_wording(context: Context, shape: AttributeShape, path: Path) -> dict[str, dict[str, Wording]]:
    """Language, then type ("" for all others), to templates; what a type leaves out is the general one."""
    language = context.document.language
    general = _by_part(context, shape.wording, language, (*path, "wording"))
    special = {}
    for type_id, templates in shape.wording.by_type.items():
        place = (*path, "wording", "by-type", type_id)
        context.known(type_id, context.types, "type", place)
        special[type_id] = _by_part(context, templates, language, place)
    languages = {lang for parts in (general, *special.values()) for texts in parts.values() for lang in texts}
    return {
        lang: {
            "": Wording(**{part: general[part].get(lang, "") for part in PARTS}),
            **{
                type_id: Wording(**{p: parts[p].get(lang) or general[p].get(lang, "") for p in PARTS})
                for type_id, parts in special.items()
            },
        }
        for lang in sorted(languages)
    }


def _by_part(context: Context, shape: TemplatesShape, language: str, path: Path) -> dict[str, dict[str, str]]:
    parts = {part: in_language(getattr(shape, part), language) for part in PARTS}
    for part, texts in parts.items():
        for lang, text in texts.items():
            for problem in _problems(context, text):
                where = (*path, part, lang)
                context.findings.add(where, "W101", problem)
    return parts


def _problems(context: Context, template: str) -> list[str]:
    """What a template may not say, one message each."""
    try:
        parts = parse(template)
    except TemplateFault as fault:
        return [str(fault)]
    return [
        f"unknown placeholder {{{slot.name[:40]}}}: there are {{entity}}, {{value}}, {{in_year}}, "
        "{type}, {types}, {for.key} and the attributes of this set"
        for slot in slots(parts)
        if not _is_known(context, slot.name)
    ]


def _is_known(context: Context, name: str) -> bool:
    return name in _FIXED or name.startswith("for.") or name in context.document.attributes
