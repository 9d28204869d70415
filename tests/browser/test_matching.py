"""Joining pairs: by tapping, by keys alone, and by lists where there are no scripts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import check
from tests.browser.driver import Learner
from tests.cli.conftest import Server

Open = Callable[..., Page]


@pytest.fixture
def asked(visit: Callable[..., Learner], server: Server) -> Open:
    """Opens a practice quiz that asks only for pairs."""

    def open_quiz(**options: object) -> Page:
        page = visit(server.address, **options).page
        page.goto("/practice")
        page.locator("[name=sets][value=every-place]").check()
        page.get_by_text("Only some kinds of question").click()
        page.locator("[name=kinds][value=matching]").check()
        page.get_by_role("button", name="Begin").click()
        page.locator("[data-pairs]").wait_for()
        return page

    return open_quiz


def halves(page: Page, side: int) -> list[str]:
    """What the buttons of one side are called; 0 for the items, 1 for what belongs to them."""
    buttons = page.locator(".pairs .column").nth(side).locator("button")
    return [str(one.get_attribute("aria-label")) for one in buttons.all()]


def tap(page: Page, side: int, place: int) -> None:
    page.locator(".pairs .column").nth(side).locator("button").nth(place).click()


def test_a_pair_is_joined_and_parted_again(asked: Open) -> None:
    page = asked()
    item, target = halves(page, 0)[0], halves(page, 1)[2]
    tap(page, 0, 0)
    tap(page, 1, 2)
    assert halves(page, 0)[0] == f"{item}: {target}"
    assert halves(page, 1)[2] == f"{target}: {item}"
    tap(page, 1, 2)
    assert halves(page, 0)[0] == item


def test_pairs_are_joined_by_keys_alone(asked: Open) -> None:
    page = asked()
    expect(page.get_by_role("button", name="Check")).to_be_disabled()
    for place in range(1, len(halves(page, 0)) + 1):
        page.keyboard.press(str(place))
        page.keyboard.press(str(place))
    page.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    page.locator("[data-feedback], [data-task]").first.wait_for()


def test_pairs_are_chosen_from_lists_without_scripts(asked: Open) -> None:
    page = asked(java_script_enabled=False)
    for place, select in enumerate(page.locator(".pair select").all(), 1):
        select.select_option(index=place)
    page.get_by_role("button", name="Check").click()
    assert page.url.split("/practice/")[1]


def test_axe_objects_to_nothing(asked: Open) -> None:
    page = asked(bypass_csp=True)
    tap(page, 0, 0)
    tap(page, 1, 0)
    tap(page, 0, 1)
    check(page, "half joined")
