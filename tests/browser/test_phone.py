"""On the phone: installable; a session goes on without network, nothing is lost, nothing counted twice."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Cookie, Page, expect

from tests.browser.driver import Learner, asks
from tests.browser.keys import press_an_answer
from tests.browser.log import TITLES, Line, answers_today
from tests.browser.past import live, sign_in
from tests.cli.conftest import Server

if TYPE_CHECKING:
    from playwright._impl._api_structures import SetCookieParam

HELD = 30
"""Questions that a phone keeps."""


@pytest.fixture
def traveller(visit: Callable[..., Learner], server: Server) -> Learner:
    """A guest whose browser keeps the next questions."""
    learner = visit(server.address, service_workers="allow")
    learner.start("Made-up towns")
    learner.page.locator("#stage[data-pocketed]").wait_for()
    learner.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    return learner


def waiting(page: Page) -> int:
    """How many answers the page says are waiting."""
    found = re.search(r"\((\d+)\)", page.locator("#offline").inner_text())
    return int(found[1]) if found else 0


def answer_offline(learner: Learner, count: int) -> None:
    for _ in range(count):
        learner.answer()
        if learner.page.locator("[data-feedback]").count():
            learner.go_on()


def as_sent(cookies: Sequence[Cookie]) -> list[SetCookieParam]:
    """Cookies of one browser for another one."""
    return [
        {"name": cookie["name"], "value": cookie["value"], "domain": cookie["domain"], "path": "/"}
        for cookie in cookies
    ]


def test_questions_go_on_without_network_and_count_once_when_it_is_back(traveller: Learner) -> None:
    page = traveller.page
    page.context.set_offline(True)
    traveller.answer()
    assert traveller.verdict == "Right"
    expect(page.locator("#offline")).to_be_visible()
    traveller.go_on()
    answer_offline(traveller, 2)
    assert waiting(page) == 3
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    assert traveller.answers_today() == 3


def test_nothing_is_lost_when_the_page_is_loaded_again_without_network(traveller: Learner) -> None:
    page = traveller.page
    page.context.set_offline(True)
    answer_offline(traveller, 1)
    page.reload()
    page.locator("[data-task]").wait_for()
    expect(page.locator("#offline")).to_contain_text("(1)")
    answer_offline(traveller, 1)
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    assert traveller.answers_today() == 2


def test_a_receipt_that_is_lost_makes_no_second_answer(traveller: Learner) -> None:
    page = traveller.page
    page.context.set_offline(True)
    answer_offline(traveller, 1)
    sent = []

    def lose_the_receipt(route) -> None:  # type: ignore[no-untyped-def]
        route.fetch()
        sent.append(route.request.url)
        route.abort()

    page.route("**/study/pocket/answer", lose_the_receipt, times=1)
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_visible()
    page.wait_for_timeout(500)
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#offline")).to_be_hidden()
    assert len(sent) == 1
    assert traveller.answers_today() == 1


def test_a_wrong_answer_is_told_to_be_wrong_without_network(traveller: Learner) -> None:
    page = traveller.page
    page.context.set_offline(True)
    traveller.answer(right=False)
    assert traveller.verdict == "Not this time"
    expect(page.locator(".source").first).to_contain_text("An atlas that nobody printed")


def test_the_site_can_be_installed(guest: Learner) -> None:
    page = guest.page
    link = page.locator("link[rel=manifest]").get_attribute("href") or ""
    manifest = json.loads(page.request.get(link).text())
    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes
    assert any(icon.get("purpose") == "maskable" for icon in manifest["icons"])
    for icon in manifest["icons"]:
        assert page.request.get(icon["src"]).ok


def test_an_answer_kept_for_a_session_that_ended_stays_and_says_so(traveller: Learner) -> None:
    page = traveller.page
    page.context.set_offline(True)
    answer_offline(traveller, 1)
    kept = page.context.cookies()
    page.context.clear_cookies()
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_contain_text("Your session has ended")
    assert waiting(page) == 1
    page.context.add_cookies(as_sent(kept))
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#offline")).to_be_hidden()
    assert traveller.answers_today() == 1


def test_an_answer_that_another_device_overtook_is_told_of(
    traveller: Learner, visit: Callable[..., Learner], server: Server
) -> None:
    page = traveller.page
    page.context.set_offline(True)
    answer_offline(traveller, 2)
    other = visit(server.address)
    other.page.context.add_cookies(as_sent(page.context.cookies()))
    other.page.goto(page.url)
    answer_offline(other, 2)
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_contain_text("was not taken")
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#offline")).to_be_hidden()
    assert traveller.answers_today() == 2


def test_all_that_the_phone_holds_is_answered_without_network_and_taken_in_order(
    visit: Callable[..., Learner], server: Server
) -> None:
    live(server.data, "far", "every-place", yesterday=("every-kind", "every-list"))
    learner = visit(server.address, service_workers="allow")
    sign_in(learner, "far")
    page, kinds, told = learner.page, list[str](), list[Line]()
    page.goto("/study")
    page.locator("#stage[data-pocketed]").wait_for()
    page.context.set_offline(True)
    while asks(page):
        kinds.append(kind := learner.kind)
        with learner.moving_on():
            press_an_answer(learner, kind)
        if kind != "show":
            told.append((kind, TITLES.get(learner.verdict, False)))
            with learner.moving_on():
                page.keyboard.press("Enter")
    assert len(kinds) == HELD
    page.context.set_offline(False)
    expect(page.locator("[data-pending]")).to_be_empty()
    assert answers_today(server.data, "far") == told


def test_two_tabs_without_network_give_one_answer_to_a_question(traveller: Learner) -> None:
    page = traveller.page
    second = Learner(page.context.new_page(), traveller.said)
    second.page.goto(page.url)
    page.context.set_offline(True)
    assert second.stem == traveller.stem
    answer_offline(traveller, 1)
    answer_offline(second, 1)
    page.context.set_offline(False)
    for tab in (page, second.page):
        expect(tab.locator("[data-pending]")).to_be_empty()
    assert traveller.answers_today() == 1
