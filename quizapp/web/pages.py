"""What every template may use."""

from __future__ import annotations

from pathlib import Path

from flask import request, session
from jinja2 import Environment, FileSystemBytecodeCache

from quizapp.core.kinds.sourcing import NOT_STATED
from quizapp.web import drawings, languages, sentences, wordings
from quizapp.web.addresses import address
from quizapp.web.answering.forms import hidden_fields
from quizapp.web.assets import asset_url
from quizapp.web.forms import token_field
from quizapp.web.fragments import partial
from quizapp.web.prose import phrase, prose
from quizapp.web.visitors import visitor
from quizapp.web.words import locale_tag, page_number_text, page_text

THEMES = frozenset({"light", "dark"})
TYPED_KINDS = frozenset({"typed", "cloze", "date", "number"})


def keep_compiled(environment: Environment, folder: Path) -> None:
    """Keep compiled templates in a folder of our own: what is read back from there is run."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def compile_all(environment: Environment) -> None:
    """Compile every template now, so that nobody's first page waits for it."""
    for name in environment.list_templates(extensions=["html"]):
        environment.get_template(name)


def furnish(environment: Environment) -> None:
    """Give the templates their functions and filters."""
    environment.globals.update(
        _=page_text,
        ngettext=page_number_text,
        url_for=address,
        token=token_field,
        hidden_fields=hidden_fields,
        asset=asset_url,
        visitor=visitor,
        language=locale_tag,
        direction=languages.direction,
        theme=current_theme,
        motion=lambda: session.get("motion", ""),
        foreign=languages.foreign,
        partial=partial,
        drawings=drawings,
        NOT_STATED=NOT_STATED,
        typed_kinds=TYPED_KINDS,
        attributed=wordings.attributed,
        located=wordings.located,
        coming_back=wordings.coming_back,
        next_time=wordings.next_time,
        why_then=wordings.why_then,
        at=_at,
    )
    environment.filters.update(
        told=sentences.told, verdict_words=sentences.verdict_words, prose=prose, phrase=phrase
    )
    environment.filters.update(
        figure=wordings.figure,
        percent=wordings.percent,
        short_day=wordings.short_day,
        first_upper=wordings.first_upper,
    )


def current_theme() -> str:
    """`light` or `dark` where the visitor chose one; "" follows the system."""
    chosen = session.get("theme", "")
    return chosen if chosen in THEMES else ""


def _at(endpoint: str) -> dict[str, str]:
    """The attribute that marks the link of the page one is on."""
    return {"aria-current": "page"} if (request.endpoint or "").startswith(endpoint) else {}
