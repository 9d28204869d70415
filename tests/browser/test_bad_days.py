"""No scripts, no network, two tabs, the back button, a session that ended: nothing lost, nothing twice."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.driver import Learner, asks
from tests.browser.log import answers_today
from tests.browser.past import live, sign_in
from tests.browser.visitors import pass_until
from tests.cli.conftest import Server


def test_a_whole_session_works_without_scripts(visit: Callable[..., Learner], server: Server) -> None:
    learner = visit(server.address, java_script_enabled=False)
    learner.start("Made-up towns")
    page, answered = learner.page, 0
    for _ in range(40):
        if not asks(page):
            break
        kind = learner.answer()
        if kind != "show":
            answered += 1
            assert learner.verdict == "Right"
            page.reload()
            assert learner.verdict == "Right"
            learner.go_on()
    expect(page.get_by_role("heading", name="A good start")).to_be_visible()
    assert answered >= 5
    assert learner.answers_today() >= answered


def test_two_clicks_are_one_answer(guest: Learner) -> None:
    guest.page.locator("button.option").first.dblclick()
    guest.page.locator("[data-feedback]").wait_for()
    assert guest.answers_today() == 1


def test_an_answer_given_without_network_is_sent_when_it_is_back(guest: Learner) -> None:
    page = guest.page
    page.context.set_offline(True)
    page.locator("button.option").first.click()
    expect(page.locator("#offline")).to_be_visible()
    expect(page.get_by_role("heading", name="Your answer is kept here")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("#offline")).to_be_hidden()
    assert guest.answers_today() == 1


def test_an_answer_whose_reply_was_lost_is_not_counted_twice(guest: Learner) -> None:
    page = guest.page
    lost = []

    def lose_the_reply(route) -> None:  # type: ignore[no-untyped-def]
        route.fetch()
        lost.append(route.request.url)
        route.abort()

    page.route("**/answer", lose_the_reply, times=1)
    page.locator("button.option").first.click()
    expect(page.locator("#offline")).to_be_visible()
    page.get_by_role("button", name="Send now").click()
    expect(page.locator("#offline")).to_be_hidden()
    assert lost
    assert guest.answers_today() == 1


def test_a_second_tab_that_lags_behind_is_shown_the_current_question(guest: Learner) -> None:
    second = Learner(guest.page.context.new_page(), guest.said)
    second.page.goto("/sets/every-kind/study")
    assert second.stem == guest.stem
    guest.answer()
    guest.go_on()
    second.page.locator("button.option").first.click()
    expect(second.page.get_by_text("answered already")).to_be_visible()
    expect(second.page.locator("#stem")).to_have_text(guest.stem)
    assert guest.answers_today() == 1


def test_the_back_button_answers_nothing_twice(guest: Learner) -> None:
    guest.answer()
    guest.page.goto("/progress")
    guest.page.go_back()
    guest.page.locator("[data-task], [data-feedback]").first.wait_for()
    assert guest.answers_today() == 1


def test_going_back_without_scripts_and_answering_again_is_one_answer(
    visit: Callable[..., Learner], server: Server
) -> None:
    learner = visit(server.address, java_script_enabled=False)
    learner.start("Made-up towns")
    other = Learner(learner.page.context.new_page(), learner.said)
    other.page.goto(learner.page.url)
    learner.answer()
    learner.page.go_back()
    assert asks(learner.page)
    other.page.locator("button.option").last.click()
    expect(other.page.get_by_text("answered already")).to_be_visible()
    assert other.stem == learner.stem
    assert learner.answers_today() == 1


def test_what_was_typed_when_the_session_ended_is_shown_and_can_be_given_again(
    visit: Callable[..., Learner], server: Server
) -> None:
    live(server.data, "expired", "every-kind", days=1)
    learner = visit(server.address)
    sign_in(learner, "expired")
    learner.page.goto("/sets/every-kind/study")
    pass_until(learner, "typed")
    asked = learner.stem
    learner.page.context.clear_cookies()
    learner.page.locator("input[name=response]").fill("half remembered")
    learner.page.get_by_role("button", name="Check").click()
    expect(learner.page.get_by_text("half remembered")).to_be_visible()
    sign_in(learner, "expired")
    learner.page.goto("/sets/every-kind/study")
    assert learner.stem == asked
    learner.answer()
    assert answers_today(server.data, "expired").count(("typed", True)) == 1


def test_a_session_that_ended_says_so_and_leads_on(guest: Learner) -> None:
    guest.page.context.clear_cookies()
    guest.page.locator("button.option").first.click()
    expect(guest.page.get_by_role("heading", name="This page has expired")).to_be_visible()
    guest.page.get_by_role("link", name="To the sets").click()
    expect(guest.page.get_by_role("button", name="Start: Made-up towns")).to_be_visible()
