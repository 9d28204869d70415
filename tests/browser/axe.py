"""axe-core, let loose on a page in both themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALL = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]}
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""What differs from theme to theme."""
RUN = """async ([script, options]) => {
  if (!window.axe) eval(script);
  return (await axe.run(options)).violations;
}"""
SCRIPT = Axe().axe_script


def objections(page: Page) -> list[str]:
    """What axe finds on the page, light and dark; the profile must bypass the site's CSP."""
    page.emulate_media(reduced_motion="reduce")  # else a link is still between two colours
    found = _run(page, ALL)
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {one}" for one in _run(page, COLOURS)]
    page.emulate_media(color_scheme="light")
    return found


def check(page: Page, state: str) -> None:
    """Fail if axe objects to anything."""
    assert not (found := objections(page)), f"{state}: {found}"


def _run(page: Page, options: dict[str, Any]) -> list[str]:
    return [
        f"{one['id']} at {node['target']}: {node['failureSummary']}"
        for one in page.evaluate(RUN, [SCRIPT, options])
        for node in one["nodes"]
    ]
