"""Map and timeline in a real browser: by keyboard, without scripts, at every width and in both themes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.axe import check
from tests.browser.driver import Learner
from tests.cli.conftest import Server

SHIPPED = Path(__file__).resolve().parents[2] / "question_bank"
ADDRESSES = (
    "/sets/karabakh-2020/map",
    "/sets/karabakh-2020/map?zoom=2&at=39.6,46.9",
    "/sets/karabakh-2020/map?zoom=-1",
    "/sets/karabakh-2020/timeline",
)


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    """A site with the sets that come with the program."""
    data = tmp_path_factory.mktemp("shipped") / "data"
    started = Server(data, environment={"QUIZAPP_QUESTION_BANK": str(SHIPPED)}).start()
    yield started
    started.end()


def test_axe_objects_to_nothing_on_a_wide_screen(visit: Callable[..., Learner], shipped: Server) -> None:
    learner = visit(shipped.address, viewport={"width": 1280, "height": 800}, bypass_csp=True)
    for address in ADDRESSES:
        learner.page.goto(address)
        check(learner.page, address)


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_scrolls_sideways(visit: Callable[..., Learner], shipped: Server, width: int) -> None:
    learner = visit(shipped.address, viewport={"width": width, "height": 800})
    for address in ADDRESSES:
        learner.page.goto(address)
        assert learner.page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert not learner.said


@pytest.mark.parametrize("view", ["map", "timeline"])
def test_a_mark_is_reached_and_followed_by_keyboard(
    visit: Callable[..., Learner], shipped: Server, view: str
) -> None:
    page = visit(shipped.address, java_script_enabled=False).page
    page.goto(f"/sets/karabakh-2020/{view}")
    mark = page.locator("svg.narrow a.mark.new").first
    target = mark.get_attribute("href") or ""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator("svg.narrow a.mark.new:focus").count():
            break
    page.keyboard.press("Enter")
    assert page.url.endswith(target)
    assert page.locator(f'[id="{target[1:]}"]').is_visible()


def test_one_comes_closer_without_scripts(visit: Callable[..., Learner], shipped: Server) -> None:
    page = visit(shipped.address, java_script_enabled=False).page
    page.goto("/sets/karabakh-2020")
    page.get_by_role("link", name="Map", exact=True).click()
    before = page.locator("svg.narrow a.mark.several").count()
    page.get_by_role("link", name="Closer").click()
    page.get_by_role("link", name="Closer").click()
    assert page.locator("svg.narrow a.mark.several").count() < before
    page.get_by_role("link", name="Whole map").click()
    assert page.locator("svg.narrow a.mark.several").count() == before
