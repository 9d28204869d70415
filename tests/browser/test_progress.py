"""The pages of progress and of a set's facts in a browser: charts, keys, no scripts, nothing to object to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.axe import check
from tests.browser.conftest import site
from tests.browser.driver import Learner
from tests.browser.history import make_history
from tests.cli.conftest import Server

NAME, PASSWORD = "leyla", "correct horse battery"
DAYS = 24
SET = "/sets/every-kind"
PAGES = ("/progress", f"{SET}/facts", f"{SET}/settings", SET, "/settings", "/")


@dataclass
class Pupil:
    """A learner with weeks of study behind them, signed in."""

    learner: Learner

    def at(self, address: str) -> Learner:
        self.learner.page.goto(address)
        return self.learner


@pytest.fixture(scope="module")
def studied(tmp_path_factory: pytest.TempPathFactory, chromium: str) -> Iterator[Server]:
    assert chromium
    server = site(tmp_path_factory.mktemp("studied") / "data").start()
    make_history(server.data, NAME, PASSWORD, "every-kind", days=DAYS)
    yield server
    server.end()


@pytest.fixture
def sign_in(visit: Callable[..., Learner], studied: Server) -> Callable[..., Pupil]:
    def open_profile(**options: object) -> Pupil:
        learner = visit(studied.address, **options)
        learner.page.goto("/login")
        learner.page.get_by_label("Username or e-mail").fill(NAME)
        learner.page.get_by_label("Password", exact=True).fill(PASSWORD)
        learner.page.get_by_role("button", name="Sign in").click()
        return Pupil(learner)

    return open_profile


def test_every_chart_is_drawn_and_nothing_complains(sign_in: Callable[..., Pupil]) -> None:
    learner = sign_in().at("/progress")
    drawn = learner.page.locator("[data-figure]")
    assert drawn.count() >= 4
    for place in range(drawn.count()):
        expect(drawn.nth(place).locator("canvas")).to_be_visible()
    assert learner.said == []


def test_arrow_keys_walk_through_the_calendar(sign_in: Callable[..., Pupil]) -> None:
    page = sign_in().at("/progress").page
    page.locator(".heat-scroll").focus()
    page.keyboard.press("ArrowUp")
    today = page.locator(".heat-said").inner_text()
    page.keyboard.press("ArrowUp")
    expect(page.locator(".heat-said")).not_to_have_text(today)
    expect(page.locator(".heat-said")).to_contain_text("answer")


def test_without_scripts_the_tables_have_the_figures(sign_in: Callable[..., Pupil]) -> None:
    page = sign_in(java_script_enabled=False).at("/progress").page
    expect(page.locator("[data-figure]").first).to_be_hidden()
    for summary in page.get_by_text("As a table").all():
        summary.click()
    expect(page.locator(".table-of tbody tr").first).to_be_visible()


def test_without_scripts_facts_are_found_and_acted_on(sign_in: Callable[..., Pupil]) -> None:
    page = sign_in(java_script_enabled=False).at(f"{SET}/facts").page
    page.get_by_label("Words").fill("Ashford mayor")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("found.")).to_be_visible()
    page.locator("input[name=cards]").first.check()
    page.get_by_role("button", name="Put aside").click()
    expect(page.get_by_text("is put aside")).to_be_visible()
    page.locator("input[name=cards]").first.check()
    page.get_by_role("button", name="Take up again").click()
    expect(page.get_by_text("is taken up again")).to_be_visible()


def test_axe_objects_to_nothing_open_or_closed(sign_in: Callable[..., Pupil]) -> None:
    pupil = sign_in(bypass_csp=True)
    card = (
        pupil.at(f"{SET}/facts?strength=strong").page.locator(".facts-table th a").first.get_attribute("href")
    )
    for address in (*PAGES, card or f"{SET}/facts"):
        page = pupil.at(address).page
        check(page, address)
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        check(page, f"{address}, all opened")
        assert page.evaluate("document.documentElement.scrollWidth") <= 375, address
