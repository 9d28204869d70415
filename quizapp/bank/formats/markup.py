"""HTML of other programs as plain text: pages show text alone, so structure becomes lines."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import NamedTuple
from urllib.parse import unquote

import nh3

_LINES = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "table", "ul", "ol"}
_CLEANER = nh3.Cleaner(
    tags=_LINES | {"td", "th", "img", "sub", "sup"},
    attributes={"img": {"src", "alt"}},
    clean_content_tags={"script", "style"},
    link_rel=None,
)
_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SCRIPT = re.compile(r"<(su[bp])>([^<]*)</su[bp]>")
_CELL = re.compile(r"</t[dh]>\s*(?=<t[dh]>)")
_ITEM = re.compile(r"<li>")
_BREAK = re.compile(r"</?(?:br|p|div|li|tr|h[1-6]|hr|pre|table|ul|ol)>")
_IMAGE = re.compile(r"<img([^>]*)>")
_ATTRIBUTE = re.compile(r'(src|alt)="([^"]*)"')
_SOUND = re.compile(r"\[sound:([^\]]{1,500})\]|\[anki:(?:tts|play)[^\]]*\]")
_STORED = "@@PLUGINFILE@@/"
_LINKED = re.compile(r"""href\s*=\s*["']@@PLUGINFILE@@/([^"'<>]{1,300})""")
"""Files of a Moodle question that are linked, not shown."""
MOST_TAGS = 1_000
_ANY_TAG = re.compile(r"<[^<>]*>")
_TAG = re.compile(r"<[^>]*>")
_BLANKS = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r" ?\n\s*")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Text(NamedTuple):
    """Plain text, and the names of the pictures and sounds that stood in it."""

    plain: str
    media: tuple[str, ...] = ()
    blind: bool = False
    """Whether something is missing for which no words stand."""


class _Missing:
    """What a text had beside its letters."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.blind = False

    def note(self, name: str, *, words: str = "") -> str:
        """Note a file; gives the words that stand for it."""
        self.names.append(unquote(unescape(name)).strip().removeprefix(_STORED) or "a picture")
        self.blind |= not words
        return f" [{words}] " if words else " "

    def picture(self, attributes: str) -> str:
        """Note a picture; gives its words."""
        found = dict(_ATTRIBUTE.findall(attributes))
        return self.note(found.get("src", ""), words=found.get("alt", "").strip())


def read(markup: str) -> Text:
    """The text of a piece of HTML: blocks and list items on lines of their own, cells divided by ` | `."""
    if "<" not in markup and "&" not in markup and "[" not in markup:
        return Text(tidy(markup.replace("\n", " ")))
    missing = _Missing()
    for name in _LINKED.findall(markup) if _STORED in markup else ():
        missing.note(name)
    cleaned = _cleaned(markup) if "<" in markup or "&" in markup else markup
    cleaned = cleaned.replace("\n", " ")
    if "[" in cleaned:
        cleaned = _SOUND.sub(lambda found: missing.note(found[1] or "speech"), cleaned)
    if "<" in cleaned:
        cleaned = _IMAGE.sub(lambda found: missing.picture(found[1]), cleaned)
        cleaned = _SCRIPT.sub(_script, cleaned)
        cleaned = _ITEM.sub("\n- ", _CELL.sub(" | ", cleaned))
        cleaned = _TAG.sub("", _BREAK.sub("\n", cleaned))
    return Text(tidy(unescape(cleaned)), tuple(dict.fromkeys(missing.names)), missing.blind)


def _cleaned(markup: str) -> str:
    """The HTML with few tags left. What nests beyond all use, and would take long, loses all of them."""
    if markup.count("<") > MOST_TAGS:
        return _ANY_TAG.sub(" ", markup).replace("<", "&lt;")
    return _CLEANER.clean(markup)


def plain(markup: str) -> str:
    """The text of a piece of HTML, its pictures left out."""
    return read(markup).plain


def tidy(text: str) -> str:
    """The text without control characters, with single blanks and no empty lines."""
    if text.isprintable():  # then it has no blanks but ordinary ones
        return (_BLANKS.sub(" ", text) if "  " in text else text).strip()
    text = _CONTROLS.sub("", text)
    text = _BLANKS.sub(" ", text)
    return (_EMPTY_LINES.sub("\n", text) if "\n" in text else text).strip()


def _script(found: re.Match[str]) -> str:
    """Raised and lowered figures as letters of their own; anything else as ^(…) or _(…)."""
    table, sign = (_RAISED, "^") if found[1] == "sup" else (_LOWERED, "_")
    inner = found[2].strip()
    moved = inner.translate(table)
    if not inner or all(ord(one) in table for one in inner):
        return moved
    return f"{sign}{inner}" if len(inner) == 1 else f"{sign}({inner})"


def legal(text: str) -> str:
    """A text without the characters that XML cannot hold."""
    return _ILLEGAL.sub("", text)


def escaped(text: str) -> str:
    """A text as HTML."""
    return escape(legal(text))
