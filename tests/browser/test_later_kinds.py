"""Kinds that come up once something is known: on the map, in order, in pairs; each way of answering them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from itertools import count

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driver import Learner, asks
from tests.browser.past import live, sign_in
from tests.cli.conftest import Server

HERE = "/sets/every-place/study"
MOST = 60
NUMBERS = count(1)


@pytest.fixture
def returned(visit: Callable[..., Learner], server: Server) -> Callable[..., Learner]:
    """Opens a profile of a learner who met the harbours on the days before."""

    def open_profile(**options: object) -> Learner:
        name = f"returned{next(NUMBERS)}"
        live(server.data, name, "every-place")
        learner = visit(server.address, **options)
        sign_in(learner, name)
        learner.page.goto(HERE)
        return learner

    return open_profile


def questions(learner: Learner, *, scripts: bool = True) -> Iterator[str]:
    """The kind of one question after the other, until the day is done; facts only shown are passed."""
    for _ in range(MOST):
        if not asks(learner.page):
            return
        kind = learner.kind
        if kind != "show":
            yield kind
            continue
        with learner.moving_on() if scripts else nullcontext():
            learner.page.get_by_role("button", name="Got it").click()


def by_hand(page: Page, kind: str) -> None:
    """Answer as a pointer would, wherever it lands."""
    if kind == "locate":
        page.locator("[data-chart] svg").click(position={"x": 120, "y": 90})
    elif kind == "timeline":
        page.get_by_role("button", name="Later:").first.click()
    elif kind == "matching":
        join_pairs(page)
    if kind == "truefalse":
        page.locator("button.option").first.click()
    else:
        page.get_by_role("button", name="Check").click()


def join_pairs(page: Page) -> None:
    """Join each item with the target beside it; without scripts, by the lists."""
    if not page.locator(".pairs.tapped").count():
        for place, select in enumerate(page.locator(".pair select").all(), 1):
            select.select_option(index=place)
        return
    items, targets = page.locator(".pairs .column").all()
    for place in range(items.locator("button").count()):
        items.locator("button").nth(place).click()
        targets.locator("button").nth(place).click()


def test_a_place_and_an_order_are_given_by_keys_alone(returned: Callable[..., Learner]) -> None:
    learner = returned()
    keys, seen = learner.page.keyboard, set()
    for kind in questions(learner):
        if kind == "locate":
            learner.page.locator("[data-chart]").focus()
            for key in ("ArrowRight", "Shift+ArrowDown", "ArrowUp"):
                keys.press(key)
            expect(learner.page.locator("[data-where]")).to_contain_text("°")
            keys.press("Enter")
        elif kind == "timeline":
            learner.page.get_by_role("button", name="Later:").first.focus()
            keys.press("Enter")
            learner.page.get_by_role("button", name="Check").focus()
            keys.press("Enter")
        else:
            by_hand(learner.page, kind)
        learner.page.locator("[data-feedback]").wait_for()
        seen.add(kind)
        keys.press("Enter")
        learner.page.locator("[data-feedback]").wait_for(state="detached")
        if {"locate", "timeline"} <= seen:
            return
    raise AssertionError(seen)


def test_a_place_and_an_order_are_given_without_scripts(returned: Callable[..., Learner]) -> None:
    learner = returned(java_script_enabled=False)
    page, seen = learner.page, set()
    for kind in questions(learner, scripts=False):
        if kind == "locate":
            page.get_by_role("button", name="North").click()
            page.get_by_role("button", name="East").click()
            assert page.locator("[name=response-lat]").input_value()
        elif kind == "timeline":
            for place, select in enumerate(page.locator(".order select").all(), 1):
                select.select_option(str(place))
        if kind in ("locate", "timeline"):
            page.get_by_role("button", name="Check").click()
        else:
            by_hand(page, kind)
        page.locator("[data-feedback]").wait_for()
        seen.add(kind)
        learner.go_on()
        if {"locate", "timeline"} <= seen:
            return
    raise AssertionError(seen)


def test_the_distance_is_told_in_kilometres(returned: Callable[..., Learner]) -> None:
    learner = returned()
    for kind in questions(learner):
        by_hand(learner.page, kind)
        learner.page.locator("[data-feedback]").wait_for()
        if kind == "locate":
            expect(learner.page.locator(".chart.told")).to_contain_text("km away")
            return
        learner.go_on()
    raise AssertionError("no place was asked for")
