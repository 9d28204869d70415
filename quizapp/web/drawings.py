"""Small drawings as SVG, made on the server. Attributes only: the content policy allows no inline style."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

STRENGTHS = ("new", "learning", "young", "strong")
BAR, GAP = 10, 3

RIGHT = Markup(
    '<svg viewBox="0 0 36 36" fill="none" aria-hidden="true" focusable="false">'
    '<circle cx="18" cy="18" r="16.5" stroke="currentColor" stroke-width="2"/>'
    '<path d="M10.5 18.5l5 5 10-11" stroke="currentColor" stroke-width="3" stroke-linecap="round" '
    'stroke-linejoin="round"/></svg>'
)
WRONG = Markup(
    '<svg viewBox="0 0 36 36" fill="none" aria-hidden="true" focusable="false">'
    '<rect x="2" y="2" width="32" height="32" rx="8" stroke="currentColor" stroke-width="2"/>'
    '<path d="M12 12l12 12M24 12L12 24" stroke="currentColor" stroke-width="3" stroke-linecap="round"/></svg>'
)
BETWEEN = Markup(
    '<svg viewBox="0 0 36 36" fill="none" aria-hidden="true" focusable="false">'
    '<path d="M18 2l16 16-16 16L2 18z" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>'
    '<path d="M11 16.5c3-3 5 0 7 0s4-3 7 0M11 21.5c3-3 5 0 7 0s4-3 7 0" stroke="currentColor" '
    'stroke-width="2.5" stroke-linecap="round"/></svg>'
)
PARTLY = Markup(
    '<svg viewBox="0 0 36 36" fill="none" aria-hidden="true" focusable="false">'
    '<circle cx="18" cy="18" r="16.5" stroke="currentColor" stroke-width="2"/>'
    '<path d="M18 7.5a10.5 10.5 0 0 0 0 21z" fill="currentColor"/></svg>'
)
SEEN = Markup(
    '<svg viewBox="0 0 36 36" fill="none" aria-hidden="true" focusable="false">'
    '<path d="M2.5 18c4-7.5 9-11 15.5-11s11.5 3.5 15.5 11c-4 7.5-9 11-15.5 11S6.5 25.5 2.5 18z" '
    'stroke="currentColor" stroke-width="2" stroke-linejoin="round"/>'
    '<circle cx="18" cy="18" r="5" fill="currentColor"/></svg>'
)
TONES = {"right": RIGHT, "partly": PARTLY, "wrong": WRONG, "between": BETWEEN, "seen": SEEN}
"""Beside the verdict; the words say it too."""
DONE = Markup(
    '<svg viewBox="0 0 64 64" fill="none" aria-hidden="true" focusable="false">'
    '<path d="M6 44h52M14 52h36" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/>'
    '<path d="M18 44a14 14 0 0 1 28 0" stroke="currentColor" stroke-width="2.5"/>'
    '<path d="M32 12v8M11 23l5 5M53 23l-5 5" stroke="currentColor" stroke-width="2.5" '
    'stroke-linecap="round"/></svg>'
)


def strength(name: str) -> Markup:
    """Four small bars, as many filled as the strength has steps; the word stands beside it."""
    filled = STRENGTHS.index(name) if name in STRENGTHS else 0
    bars = (
        Markup('<rect class="{}" x="{}" y="0" width="{}" height="8" rx="2"/>').format(
            "bar" if place < filled else "bar-quiet", place * (BAR + GAP), BAR
        )
        for place in range(len(STRENGTHS) - 1)
    )
    return Markup('<svg viewBox="0 0 36 8" aria-hidden="true" focusable="false">{}</svg>').format(
        Markup("").join(bars)
    )


def share_bar(share: float, low: float, high: float) -> Markup:
    """A share from 0 to 1 as a bar, with a thin line for the interval in which the true one lies."""
    return Markup(
        '<svg class="share" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-quiet" width="100" height="12" rx="1"/>'
        '<rect class="bar" width="{:.1f}" height="12" rx="1"/>'
        '<rect class="between" x="{:.1f}" y="4.5" width="{:.1f}" height="3"/></svg>'
    ).format(100 * share, 100 * low, max(0.5, 100 * (high - low)))


def mastery_bar(counts: Sequence[int]) -> Markup:
    """Strong, young, learning and new cards as parts of one bar; the figures stand beside it."""
    whole, start, parts = max(1, sum(counts)), 0.0, []
    for name, count in zip(reversed(STRENGTHS), counts, strict=True):
        width = 100 * count / whole
        if count:
            parts.append(
                Markup('<rect class="part-{}" x="{:.2f}" width="{:.2f}" height="10"/>').format(
                    name, start, max(0.3, width - 0.3)
                )
            )
        start += width
    return Markup(
        '<svg class="parts" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    ).format(Markup("").join(parts))
