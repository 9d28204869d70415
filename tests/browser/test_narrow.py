"""On narrow screens the navigation leaves the height to the question, whatever the language."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.driver import Learner
from tests.cli.conftest import Server

LANGUAGES = ("en", "ru", "hy", "az", "tr")
HEADER = "document.querySelector('.top').getBoundingClientRect().height"
IN_VIEW = """() => {
  const link = document.activeElement.getBoundingClientRect();
  return document.activeElement.closest(".top nav") && link.left >= 0 && link.right <= innerWidth;
}"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_navigation_is_one_line_whose_links_the_keyboard_reaches(
    visit: Callable[..., Learner], server: Server, language: str
) -> None:
    page = visit(server.address, locale=language, viewport={"width": 320, "height": 640}).page
    page.goto("/")
    assert page.evaluate(HEADER) < 64
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    links = page.locator(".top nav a:visible")
    page.locator(".brand").focus()
    for _ in range(links.count()):
        page.keyboard.press("Tab")
        assert page.evaluate(IN_VIEW)
