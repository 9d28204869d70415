"""axe finds nothing to object to, on any page and state, light and dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.driver import Learner
from tests.browser.past import live, sign_in
from tests.cli.conftest import Server

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OPEN_PAGES = (
    "/",
    "/about",
    "/sets/every-kind",
    "/login",
    "/register",
    "/reset",
    "/settings",
    "/progress",
    "/no",
)
LEARNERS_PAGES = (
    "/",
    "/sets/every-kind",
    "/progress",
    "/sets/every-kind/facts",
    "/sets/every-kind/settings",
    "/settings",
    "/delete",
)
MORE_PAGES = (
    "/today",
    "/practice",
    "/settings/calendar",
    "/settings/reminders",
    "/sets/every-kind/print?as=cards",
    "/sets/every-kind/print?as=worksheet",
)
"""Pages of a learner that are no part of studying."""


@pytest.fixture(params=["light", "dark"])
def learner(request: pytest.FixtureRequest, visit: Callable[..., Learner], server: Server) -> Learner:
    return visit(server.address, color_scheme=request.param, bypass_csp=True)


def check(page: Page, state: str) -> None:
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{state}: {results.generate_report()}"


def test_pages_of_a_visitor(learner: Learner) -> None:
    for address in OPEN_PAGES:
        learner.page.goto(address)
        check(learner.page, address)


def test_every_state_of_studying(learner: Learner, server: Server, request: pytest.FixtureRequest) -> None:
    name = f"every{request.node.callspec.id}"
    live(server.data, name, "every-kind", days=1)
    sign_in(learner, name)
    learner.page.goto("/sets/every-kind/study")
    seen: set[str] = set()
    for turn in range(120):
        if not learner.page.locator("[data-task]").count():
            break
        kind = learner.kind
        if kind not in seen:
            check(learner.page, kind)
        with learner.moving_on():
            learner.answer(right=turn % 3 > 0)
        if kind == "show":
            continue
        state = f"{kind}: {learner.verdict}"
        if state not in seen:
            learner.page.locator("[data-more] summary").click()
            check(learner.page, state)
        seen |= {kind, state}
        learner.go_on()
    check(learner.page, "done")
    assert {"choice", "typed", "date", "number", "flashcard"} <= seen
    for address in LEARNERS_PAGES:
        learner.page.goto(address)
        check(learner.page, address)


def test_pages_around_studying(learner: Learner, server: Server, request: pytest.FixtureRequest) -> None:
    name = f"around{request.node.callspec.id}"
    live(server.data, name, "every-kind", days=1)
    sign_in(learner, name)
    for address in MORE_PAGES:
        learner.page.goto(address)
        check(learner.page, address)
    learner.page.goto("/sets/every-kind/facts")
    learner.page.locator(".facts-table th a").first.click()
    check(learner.page, "the history of a card")


def test_a_practice_quiz(learner: Learner) -> None:
    page = learner.page
    page.goto("/practice")
    page.get_by_role("button", name="Begin").click()
    check(page, "practice without a set")
    page.locator("[name=sets][value=every-kind]").check()
    page.get_by_role("button", name="Begin").click()
    page.locator("[data-task]").wait_for()
    check(page, "a question of practice")
    page.locator("[data-dont-know]").first.click()
    page.locator("[data-feedback]").wait_for()
    check(page, "feedback of practice")
    page.locator("[data-next]").click()
    page.get_by_role("button", name="End the quiz here").click()
    page.wait_for_load_state()
    check(page, "the result of practice")


def test_what_went_wrong(learner: Learner) -> None:
    learner.page.goto("/register")
    learner.page.get_by_label("Username").fill("x")
    learner.page.get_by_label("Password", exact=True).fill("long enough")
    learner.page.get_by_role("button", name="Make the account").click()
    check(learner.page, "a form with a fault")


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_no_page_scrolls_sideways(visit: Callable[..., Learner], server: Server, width: int) -> None:
    learner = visit(server.address, viewport={"width": width, "height": 800})
    learner.start("Made-up towns")
    for address in (*LEARNERS_PAGES, "/sets/every-kind/study", "/about", "/login"):
        learner.page.goto(address)
        assert learner.page.evaluate("document.documentElement.scrollWidth") <= width, address
