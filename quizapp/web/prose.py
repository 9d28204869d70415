"""Free text of authors and learners as HTML: a small Markdown, cleaned before it reaches a page."""

from __future__ import annotations

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_RULES = ["emphasis", "backticks", "link", "autolink", "newline", "list", "escape", "entity"]
_MARKDOWN = MarkdownIt("zero", {"breaks": True}).enable(_RULES)
"""Tags in the text are shown, not obeyed; a line ends where its author ended it."""
_INLINE = {"a", "br", "code", "em", "strong"}
_CLEANER = nh3.Cleaner(
    tags=_INLINE | {"li", "ol", "p", "ul"},
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener noreferrer",
)


def prose(text: str) -> Markup:
    """Paragraphs and lists, with emphasis, code and links."""
    return _cleaned(_MARKDOWN.render(text))


def phrase(text: str) -> Markup:
    """The same for one paragraph, without its tag."""
    return _cleaned(_MARKDOWN.renderInline(text))


def _cleaned(html: str) -> Markup:
    return Markup(_CLEANER.clean(html))  # noqa: S704 - nothing but the tags above is left
